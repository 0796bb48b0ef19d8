package hubfloor.adapter.linux;

import java.nio.file.Path;
import java.util.List;

/**
 * A serial port of this machine.
 *
 * @param path the kernel's name, {@code /dev/ttyUSB0}; changes with the order of plugging in
 * @param stable names that survive replugging, best first: a person's udev rule, then by-id, then by-path
 * @param usb {@code 0403:6001}; empty for a port that is no USB device
 * @param description maker, product and serial number as the device tells them; empty when it tells none
 */
public record FoundPort(Path path, List<Path> stable, String usb, String description) {
    public FoundPort {
        stable = List.copyOf(stable);
    }
}
