package hubfloor.adapter.gpio;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the machine's GPIO chips. A header pin's chip is found by label, because its number changes between kernels. */
public final class GpioChips {
    private static final Path DEVICES = Path.of("/dev");

    private GpioChips() {}

    /** The device files of all chips there are, {@code /dev/gpiochip0} first; may not be openable by this user. */
    public static List<String> paths() {
        List<String> paths = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(DEVICES, "gpiochip[0-9]*")) {
            found.forEach(path -> paths.add(path.toString()));
        } catch (IOException unreadable) {
            throw new IllegalStateException("/dev cannot be listed: " + unreadable.getMessage(), unreadable);
        }
        paths.sort(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        return paths;
    }

    /**
     * Opens the chip with that label; the caller closes it. With two alike, the lower number.
     *
     * @throws GpioRefused saying which chips there are, or that this user may not open them
     */
    public static GpioChip byLabel(String label) throws GpioRefused {
        List<String> seen = new ArrayList<>();
        GpioRefused closed = null;
        for (String path : paths()) {
            GpioChip chip;
            try {
                chip = GpioChip.open(path);
            } catch (GpioRefused refused) {
                if (!refused.chipAbsent()) {
                    closed = refused;
                }
                continue;
            }
            if (chip.label().equals(label)) {
                return chip;
            }
            seen.add(chip.label() + " (" + path + ")");
            chip.close();
        }
        if (closed != null) {
            throw closed;
        }
        String there = seen.isEmpty()
                ? "This machine has no GPIO chip at all."
                : "There is: " + seen.stream().collect(Collectors.joining(", ")) + ".";
        throw new GpioRefused(
                "no GPIO chip is labelled \"" + label + "\". " + there
                        + " Correct the label in the device file (Raspberry Pi 5: pinctrl-rp1; 4: pinctrl-bcm2711; 3 and"
                        + " Zero 2: pinctrl-bcm2835), or plug the expander in.",
                Kernel.ENOENT);
    }
}
