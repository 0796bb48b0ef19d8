package hubfloor.config.load;

import hubfloor.config.model.ScannerProfile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
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
        BY_NAME.put(PLAIN_CRLF, profile("", "0D0A", List.of()));
        BY_NAME.put("plain-cr", profile("", "0D", List.of()));
        BY_NAME.put("plain-lf", profile("", "0A", List.of()));
        BY_NAME.put("stx-etx", profile("02", "03", List.of()));
        BY_NAME.put(
                "sick-stx-etx",
                profile(
                        "02",
                        "03",
                        List.of("NoRead"),
                        Answers.SOPAS,
                        hex("\2sMN mTCgateon\3"),
                        hex("\2sMN mTCgateoff\3")));
        BY_NAME.put(
                "cognex-dmcc",
                profile("", "0D0A", List.of(), Answers.DMCC, hex("||>TRIGGER ON\r\n"), hex("||>TRIGGER OFF\r\n")));
        BY_NAME.put("datalogic", profile("", "0D0A", List.of("???????")));
        BY_NAME.put("honeywell", profile("", "0D0A", List.of("NR"), Answers.NONE, "16540D", "16550D"));
        BY_NAME.put("microscan", profile("", "0D0A", List.of("NOREAD")));
        BY_NAME.put("zebra-aim", profile("", "0D0A", List.of(), Answers.AIM, "", ""));
    }

    /** What else than plain codes a scanner puts on its line. */
    private enum Answers {
        NONE,
        AIM,
        SOPAS,
        DMCC
    }

    private NamedProfiles() {}

    static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    static @Nullable ScannerProfile byName(String name) {
        return BY_NAME.get(name);
    }

    private static String hex(String command) {
        return HexFormat.of().withUpperCase().formatHex(command.getBytes(StandardCharsets.US_ASCII));
    }

    private static ScannerProfile profile(String prefix, String suffix, List<String> noRead) {
        return profile(prefix, suffix, noRead, Answers.NONE, "", "");
    }

    private static ScannerProfile profile(
            String prefix, String suffix, List<String> noRead, Answers more, String triggerOn, String triggerOff) {
        return new ScannerProfile(
                prefix,
                suffix,
                Optional.empty(),
                noRead,
                List.of(),
                Optional.empty(),
                more == Answers.AIM,
                more == Answers.SOPAS,
                more == Answers.DMCC,
                triggerOn,
                triggerOff,
                4096,
                "US-ASCII",
                Duration.ofMillis(100));
    }
}
