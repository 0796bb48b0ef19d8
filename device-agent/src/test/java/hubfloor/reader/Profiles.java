package hubfloor.reader;

import hubfloor.config.model.ScannerProfile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Scanner profiles for tests. */
public final class Profiles {
    private Profiles() {}

    /** The default of most scanners: plain text, CR LF. */
    public static ScannerProfile plain() {
        return framed("", "0D0A");
    }

    public static ScannerProfile framed(String prefix, String suffix) {
        return commanded(prefix, suffix, "", "");
    }

    /** The same, started by the bytes {@code ON} and stopped by {@code STOP}. */
    public static ScannerProfile triggered() {
        return commanded("", "0D0A", "4F4E", "53544F50");
    }

    private static ScannerProfile commanded(String prefix, String suffix, String triggerOn, String triggerOff) {
        return new ScannerProfile(
                prefix,
                suffix,
                Optional.empty(),
                List.of("NOREAD"),
                List.of(),
                Optional.empty(),
                false,
                false,
                false,
                triggerOn,
                triggerOff,
                4096,
                "US-ASCII",
                Duration.ofMillis(100));
    }
}
