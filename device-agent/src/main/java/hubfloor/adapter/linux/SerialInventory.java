package hubfloor.adapter.linux;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The serial ports there are, from {@code /sys/class/tty}: what has a device behind it. Consoles and pseudo-terminals
 * have none; a 16550 that the kernel only reserved a name for has type 0. Opens no port. Any thread.
 */
public final class SerialInventory {
    /** From a port's directory up to its USB device it takes three steps; bounded all the same. */
    private static final int STEPS_UP_MAX = 8;

    private final Path root;

    /** @param root {@code /}, or the root of a recorded tree */
    public SerialInventory(Path root) {
        this.root = root;
    }

    /** In order of names. */
    public List<FoundPort> ports() {
        List<FoundPort> found = new ArrayList<>();
        for (Path tty : list(root.resolve("sys/class/tty"))) {
            if (Files.exists(tty.resolve("device"))
                    && !text(tty.resolve("type")).equals("0")) {
                found.add(describe(tty));
            }
        }
        found.sort(Comparator.comparingInt(
                        (FoundPort port) -> port.path().toString().length())
                .thenComparing(FoundPort::path));
        return found;
    }

    private FoundPort describe(Path tty) {
        Path path = root.resolve("dev").resolve(tty.getFileName().toString());
        Path usb = usbDevice(tty.resolve("device"));
        if (usb == null) {
            return new FoundPort(path, stable(path), "", "");
        }
        return new FoundPort(
                path,
                stable(path),
                text(usb.resolve("idVendor")) + ":" + text(usb.resolve("idProduct")),
                Stream.of("manufacturer", "product", "serial")
                        .map(name -> text(usb.resolve(name)))
                        .filter(words -> !words.isEmpty())
                        .collect(Collectors.joining(", ")));
    }

    private static @Nullable Path usbDevice(Path device) {
        try {
            Path at = device.toRealPath();
            for (int step = 0; at != null && step < STEPS_UP_MAX; step++, at = at.getParent()) {
                if (Files.exists(at.resolve("idVendor"))) {
                    return at;
                }
            }
        } catch (IOException unplugged) {
            return null;
        }
        return null;
    }

    /** The links to a port's device file that do not change when it is plugged in again. */
    public List<Path> stable(Path port) {
        List<Path> names = new ArrayList<>();
        for (String directory : List.of("dev/hubfloor", "dev/serial/by-id", "dev/serial/by-path")) {
            for (Path link : list(root.resolve(directory))) {
                if (leadsTo(link, port)) {
                    names.add(link);
                }
            }
        }
        return names;
    }

    private static boolean leadsTo(Path link, Path port) {
        try {
            return Files.isSymbolicLink(link) && link.toRealPath().equals(port.toRealPath());
        } catch (IOException dangling) {
            return false;
        }
    }

    private static List<Path> list(Path directory) {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory)) {
            found.forEach(entries::add);
        } catch (IOException absent) {
            return List.of();
        }
        entries.sort(Comparator.naturalOrder());
        return entries;
    }

    /** Without control characters: a device tells these itself. */
    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file).strip().replaceAll("\\p{Cntrl}", "?") : "";
        } catch (IOException unreadable) {
            return "";
        }
    }
}
