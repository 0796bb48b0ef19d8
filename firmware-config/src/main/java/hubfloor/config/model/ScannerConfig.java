package hubfloor.config.model;

/**
 * One barcode scanner on a serial port.
 *
 * @param name what staff and events call it, {@code [a-z0-9-]{1,32}}
 * @param port a path that survives replugging, best under {@code /dev/serial/by-id/}
 */
public record ScannerConfig(String name, String port, int baud, ScannerProfile profile) {}
