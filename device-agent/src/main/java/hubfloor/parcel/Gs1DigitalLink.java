package hubfloor.parcel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the identifiers out of a GS1 Digital Link URI without asking any resolver: the host is arbitrary, the key is
 * the rightmost one in the path, further elements may stand in the query.
 *
 * <pre>
 * https://host/any/stem/00/952012345678912345?3301=000125&amp;utm=ignored#ignored
 *                      key value              attribute
 * </pre>
 */
final class Gs1DigitalLink {
    private static final String FAULT = "digital_link";
    private static final String URI_SIGNS = "-._~:/?#[]@!$&'()*+,;=%";
    private static final String NOT_IN_HOST = "_~?#@!$&'()*+,;=%";

    private final Gs1Dictionary dictionary;
    private final Gs1Associations associations;

    Gs1DigitalLink(Gs1Dictionary dictionary, Gs1Associations associations) {
        this.dictionary = dictionary;
        this.associations = associations;
    }

    /** The scheme must be all lower or all upper case (GS1 Digital Link: URI syntax). */
    static boolean isLink(String text) {
        return schemeLength(text) > 0;
    }

    Gs1Reading read(String uri) {
        for (int i = 0; i < uri.length(); i++) {
            if (!uriCharacter(uri.charAt(i))) {
                return fault("charset");
            }
        }
        int host = schemeLength(uri);
        int path = host == 0 ? -1 : uri.indexOf('/', host);
        if (path <= host) {
            return fault(FAULT);
        }
        for (int i = host; i < path; i++) {
            if (NOT_IN_HOST.indexOf(uri.charAt(i)) >= 0) {
                return fault("charset");
            }
        }
        int fragment = uri.indexOf('#', path);
        String link = fragment < 0 ? uri.substring(path) : uri.substring(path, fragment);
        int query = link.indexOf('?');
        List<Candidate.Element> elements = new ArrayList<>(4);
        String reason = readPath(query < 0 ? link : link.substring(0, query), elements);
        int inPath = elements.size();
        if (reason.isEmpty() && query >= 0) {
            reason = readQuery(link.substring(query + 1), elements);
        }
        if (reason.isEmpty()) {
            reason = placement(elements, inPath);
        }
        return reason.isEmpty()
                ? Gs1Elements.checked(dictionary, associations, elements)
                : Gs1Reading.fault(reason, "", elements);
    }

    private String readPath(String path, List<Candidate.Element> elements) {
        String[] segments = path.split("/", -1);
        int key = keySegment(segments);
        if (key < 0) {
            return FAULT;
        }
        for (int i = key; i + 1 < segments.length; i += 2) {
            String value = decoded(segments[i + 1], false);
            if (value == null || value.isEmpty()) {
                return FAULT;
            }
            String reason = add(segments[i], value, elements);
            if (!reason.isEmpty()) {
                return reason;
            }
        }
        return "";
    }

    /** Pairs of AI and value are counted from the end; the first that is a key begins the link. */
    private int keySegment(String[] segments) {
        for (int i = segments.length - 2; i > 0; i -= 2) {
            Gs1Entry entry = dictionary.find(segments[i]);
            if (entry == null) {
                return -1;
            }
            if (entry.linkQualifiers() != null) {
                return i;
            }
        }
        return -1;
    }

    private String readQuery(String query, List<Candidate.Element> elements) {
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String ai = equals < 0 ? "" : parameter.substring(0, equals);
            if (ai.isEmpty() || !CheckDigits.digits(ai, 0, ai.length())) {
                continue;
            }
            if (dictionary.find(ai) == null) {
                return "unknown_ai";
            }
            String value = decoded(parameter.substring(equals + 1), true);
            if (value == null) {
                return FAULT;
            }
            String reason = value.isEmpty() ? "length" : add(ai, value, elements);
            if (!reason.isEmpty()) {
                return reason;
            }
        }
        return "";
    }

    private String add(String ai, String value, List<Candidate.Element> elements) {
        Gs1Entry entry = dictionary.find(ai);
        if (entry == null) {
            return "unknown_ai";
        }
        if (value.length() < entry.minLength()
                || value.length() > entry.maxLength()
                || elements.size() == Gs1Elements.MAX_ELEMENTS) {
            return "length";
        }
        if (value.indexOf('^') >= 0) {
            return "charset";
        }
        elements.add(new Candidate.Element(ai, value));
        return "";
    }

    /** Qualifiers in the path in their order, no AI twice, and nothing in the query that has its place in the path. */
    private String placement(List<Candidate.Element> elements, int inPath) {
        List<String> path = new ArrayList<>(
                elements.stream().limit(inPath).map(Candidate.Element::ai).toList());
        if (!allowedPath(path)) {
            return FAULT;
        }
        if (elements.stream().map(Candidate.Element::ai).distinct().count() < elements.size()) {
            return "association";
        }
        for (Candidate.Element attribute : elements.subList(inPath, elements.size())) {
            Gs1Entry entry = dictionary.find(attribute.ai());
            if (entry == null || !entry.linkAttribute()) {
                return FAULT;
            }
            for (int at = 1; at <= inPath; at++) {
                path.add(at, attribute.ai());
                boolean belongsInPath = allowedPath(path);
                path.remove(at);
                if (belongsInPath) {
                    return FAULT;
                }
            }
        }
        return "";
    }

    private boolean allowedPath(List<String> path) {
        Gs1Entry key = dictionary.find(path.get(0));
        List<List<String>> rows = key == null ? null : key.linkQualifiers();
        if (rows == null) {
            return false;
        }
        for (List<String> row : rows) {
            int found = 1;
            for (int i = 0; i < row.size() && found < path.size(); i++) {
                found += row.get(i).equals(path.get(found)) ? 1 : 0;
            }
            if (found == path.size()) {
                return true;
            }
        }
        return false;
    }

    /** Percent sequences become bytes; one that is none stays as it stands. Null when a NUL hides in it. */
    private static @Nullable String decoded(String text, boolean query) {
        if (text.indexOf('%') < 0 && (!query || text.indexOf('+') < 0)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%'
                    && i + 2 < text.length()
                    && Gs1Linters.hex(text.charAt(i + 1))
                    && Gs1Linters.hex(text.charAt(i + 2))) {
                int value = Integer.parseInt(text, i + 1, i + 3, 16);
                if (value == 0) {
                    return null;
                }
                out.append((char) value);
                i += 2;
            } else {
                out.append(query && c == '+' ? ' ' : c);
            }
        }
        return out.toString();
    }

    private static int schemeLength(String text) {
        if (text.startsWith("https://") || text.startsWith("HTTPS://")) {
            return 8;
        }
        return text.startsWith("http://") || text.startsWith("HTTP://") ? 7 : 0;
    }

    private static boolean uriCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || URI_SIGNS.indexOf(c) >= 0;
    }

    private static Gs1Reading fault(String reason) {
        return Gs1Reading.fault(reason, "", List.of());
    }
}
