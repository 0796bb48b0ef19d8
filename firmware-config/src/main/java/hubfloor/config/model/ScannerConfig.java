package hubfloor.config.model;

import java.util.Map;

/**
 * One reader on a serial port: a barcode scanner, or by its protocol a tag reader, a badge reader, a scale.
 *
 * @param name what staff and events call it, {@code [a-z0-9-]{1,32}}
 * @param port a path that survives replugging, best under {@code /dev/serial/by-id/}
 * @param profile how text telegrams are framed; only protocol {@code lines} looks at it
 * @param protocol one of {@link ReaderProtocols}, or a vendor driver's name
 * @param options settings of the protocol's driver by name
 */
public record ScannerConfig(
        String name, String port, int baud, ScannerProfile profile, String protocol, Map<String, String> options) {
    public ScannerConfig {
        options = Map.copyOf(options);
    }

    /** A barcode scanner that sends lines. */
    public ScannerConfig(String name, String port, int baud, ScannerProfile profile) {
        this(name, port, baud, profile, ReaderProtocols.LINES, Map.of());
    }

    /** The same reader, plugged in elsewhere. */
    public ScannerConfig on(String otherPort) {
        return new ScannerConfig(name, otherPort, baud, profile, protocol, options);
    }
}
