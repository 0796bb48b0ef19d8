package hubfloor.config.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a scanner frames what it sends: bytes around a telegram, words that are not data, limits.
 *
 * @param prefix bytes before every telegram as upper-case hex, for example {@code 02}; may be empty
 * @param suffix bytes after every telegram as upper-case hex, for example {@code 0D0A}; never empty
 * @param separator text between several codes of one telegram; empty when the scanner sends one code each
 * @param noRead words a scanner sends instead of data when its trigger saw no code
 * @param heartbeat words a scanner sends only to say it is alive
 * @param heartbeatEvery alarm when nothing was heard for three of these; empty when the scanner has no heartbeat
 * @param aim the scanner puts the AIM symbology identifier ({@code ]C1}) first; a telegram without one is an error
 * @param sopas replies of the form {@code sAN command value} are the scanner's answers, not data (SICK)
 * @param dmcc telegrams that begin with {@code ||} are the scanner's answers, not data (Cognex)
 * @param triggerOn bytes that make the scanner read, as upper-case hex; empty when it takes no command
 * @param triggerOff bytes that make it stop
 * @param maxLength bytes between prefix and suffix; a longer telegram is dropped up to its suffix
 * @param charset {@code US-ASCII}, {@code ISO-8859-1} or {@code UTF-8}
 * @param interByte a pause this long inside a telegram ends it as broken
 */
public record ScannerProfile(
        String prefix,
        String suffix,
        Optional<String> separator,
        List<String> noRead,
        List<String> heartbeat,
        Optional<Duration> heartbeatEvery,
        boolean aim,
        boolean sopas,
        boolean dmcc,
        String triggerOn,
        String triggerOff,
        int maxLength,
        String charset,
        Duration interByte) {
    public ScannerProfile {
        noRead = List.copyOf(noRead);
        heartbeat = List.copyOf(heartbeat);
    }
}
