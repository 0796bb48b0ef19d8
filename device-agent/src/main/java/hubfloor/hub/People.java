package hubfloor.hub;

import hubfloor.config.model.FloorRole;
import hubfloor.config.model.PersonConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who may do more than scan: the badge says who it is, the PIN that it is not somebody who found the badge. After
 * {@value #TRIES_MAX} wrong PINs in a row a badge is locked for {@value #LOCKED_S} s; a start forgets that, which takes
 * somebody with a right on the device. Any thread.
 */
public final class People {
    static final int TRIES_MAX = 5;
    static final long LOCKED_S = 300;
    private static final long SECOND = 1_000_000_000L;

    private final Map<String, PersonConfig> people = new LinkedHashMap<>();
    private final Supplier<String> badge;
    private final Function<Path, Optional<String>> pins;
    private final Map<String, Tries> tries = new HashMap<>();

    private record Tries(int wrong, long atNanos) {}

    /**
     * @param badge of who stands there now; empty for nobody
     * @param pins reads a PIN's file; empty when it cannot be read, holds none, or others may read it
     */
    public People(List<PersonConfig> people, Supplier<String> badge, Function<Path, Optional<String>> pins) {
        people.forEach(person -> this.people.put(person.badge(), person));
        this.badge = badge;
        this.pins = pins;
    }

    /**
     * @param badge empty when nobody showed one
     * @param known whether that badge has a role here; without one {@code role} means nothing
     * @param refusal empty for somebody who is who he says
     */
    record Verdict(String badge, boolean known, FloorRole role, String refusal) {}

    /** The role of who stands there now, as a word; empty when there is none. */
    public String role() {
        PersonConfig person = people.get(badge.get());
        return person == null ? "" : person.role().word();
    }

    synchronized Verdict judge(String pin, long nowNanos) {
        String shown = badge.get();
        PersonConfig person = people.get(shown);
        if (person == null) {
            return new Verdict(shown, false, FloorRole.SUPERVISOR, shown.isEmpty() ? "no-badge" : "no-role");
        }
        return new Verdict(shown, true, person.role(), refusal(person, pin, nowNanos));
    }

    private String refusal(PersonConfig person, String pin, long nowNanos) {
        @Nullable Tries before = tries.get(person.badge());
        boolean locked = before != null && before.wrong >= TRIES_MAX && nowNanos - before.atNanos < LOCKED_S * SECOND;
        if (locked) {
            return "locked";
        }
        Optional<String> right = pins.apply(person.pinFile());
        if (right.isEmpty()) {
            return "pin-not-readable";
        }
        if (MessageDigest.isEqual(bytes(right.get()), bytes(pin))) {
            tries.remove(person.badge());
            return "";
        }
        int wrong = before == null || before.wrong >= TRIES_MAX ? 1 : before.wrong + 1;
        tries.put(person.badge(), new Tries(wrong, nowNanos));
        return "wrong-pin";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
