package hubfloor.epcis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Members that no standard knows: they are {@code prefix:name} with a prefix that a context declares, or a whole web
 * address or URN. The document's context may stand behind its events, so prefixes are judged at the end. One thread.
 */
final class OwnMembers {
    private static final int PREFIXES_MAX = 1_000;
    /** Schemes of names that need no context. */
    private static final Set<String> WHOLE = Set.of("http", "https", "urn");

    private final Findings findings;
    /** Prefix, and where it was first used. */
    private final Map<String, String> used = new LinkedHashMap<>();

    OwnMembers(Findings findings) {
        this.findings = findings;
    }

    /** @param context of the object itself, beside the document's; null for none */
    void check(String at, Map<?, ?> object, Set<String> known, @Nullable Object context) {
        for (Object key : object.keySet()) {
            String name = String.valueOf(key);
            if (known.contains(name)) {
                continue;
            }
            int colon = name.indexOf(':');
            if (!Uris.absolute(name)) {
                findings.add(
                        at + "/" + Findings.step(name),
                        Findings.quoted(name)
                                + " is no member of the standard here: one of your own is prefix:name, or a URI");
            } else if (!WHOLE.contains(name.substring(0, colon)) && !declares(context, name.substring(0, colon))) {
                use(name.substring(0, colon), at, name);
            }
        }
    }

    private void use(String prefix, String at, String name) {
        if (used.size() < PREFIXES_MAX && !used.containsKey(prefix)) {
            used.put(prefix, at + "/" + Findings.step(name));
        }
    }

    void end(@Nullable Object context) {
        used.forEach((prefix, pointer) -> {
            if (!declares(context, prefix)) {
                findings.add(pointer, "no @context says what " + Findings.quoted(prefix) + " stands for");
            }
        });
    }

    /** A context under a web address, other than EPCIS's own, may declare anything: nothing is fetched. */
    private static boolean declares(@Nullable Object context, String prefix) {
        return switch (context) {
            case Map<?, ?> terms -> terms.containsKey(prefix);
            case List<?> list -> list.stream().anyMatch(each -> declares(each, prefix));
            case String address ->
                !address.contains("epcis-context")
                        || Set.of("cbv", "gs1", "epcis").contains(prefix);
            case null -> false;
            default -> false;
        };
    }
}
