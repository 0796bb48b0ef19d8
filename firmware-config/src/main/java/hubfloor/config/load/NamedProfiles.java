package hubfloor.config.load;

import hubfloor.config.model.ScannerProfile;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The scanner profiles that come with the program: the framing a maker ships, and the no-read word of its manual where
 * it has one. Scanners are configurable, so these are starting points: check one scan with {@code hubfloor decode}.
 */
final class NamedProfiles {
    static final String PLAIN_CRLF = "plain-crlf";
    private static final Map<String, ScannerProfile> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put(PLAIN_CRLF, profile("", "0D0A", List.of(), false, false));
        BY_NAME.put("plain-cr", profile("", "0D", List.of(), false, false));
        BY_NAME.put("plain-lf", profile("", "0A", List.of(), false, false));
        BY_NAME.put("stx-etx", profile("02", "03", List.of(), false, false));
        BY_NAME.put("sick-stx-etx", profile("02", "03", List.of("NoRead"), false, true));
        BY_NAME.put("datalogic", profile("", "0D0A", List.of("???????"), false, false));
        BY_NAME.put("honeywell", profile("", "0D0A", List.of("NR"), false, false));
        BY_NAME.put("microscan", profile("", "0D0A", List.of("NOREAD"), false, false));
        BY_NAME.put("zebra-aim", profile("", "0D0A", List.of(), true, false));
    }

    private NamedProfiles() {}

    static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    static @Nullable ScannerProfile byName(String name) {
        return BY_NAME.get(name);
    }

    private static ScannerProfile profile(
            String prefix, String suffix, List<String> noRead, boolean aim, boolean sopas) {
        return new ScannerProfile(
                prefix,
                suffix,
                Optional.empty(),
                noRead,
                List.of(),
                Optional.empty(),
                aim,
                sopas,
                4096,
                "US-ASCII",
                Duration.ofMillis(100));
    }
}
