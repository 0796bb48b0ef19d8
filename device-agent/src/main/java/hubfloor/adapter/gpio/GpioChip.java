package hubfloor.adapter.gpio;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An open {@code /dev/gpiochipN}. Its number N changes with kernels and replugging, its label does not: find it with
 * {@link GpioChips}. Any thread.
 */
public final class GpioChip implements AutoCloseable {
    private final String path;
    private final int fd;
    private final String label;
    private final int lines;
    private boolean closed;

    private GpioChip(String path, int fd, String label, int lines) {
        this.path = path;
        this.fd = fd;
        this.label = label;
        this.lines = lines;
    }

    /** @param path {@code /dev/gpiochip0} */
    public static GpioChip open(String path) throws GpioRefused {
        int fd = Kernel.open(path, Kernel.O_RDWR | Kernel.O_CLOEXEC);
        if (fd == -Kernel.EACCES || fd == -Kernel.EPERM) {
            throw new GpioRefused(
                    path + ": no right to open it. Add this user to the group that owns it (ls -l " + path
                            + "; on Raspberry Pi OS: sudo usermod -aG gpio USER), then log in again.",
                    -fd);
        }
        if (fd < 0) {
            throw new GpioRefused(path + " cannot be opened: " + Kernel.word(-fd), -fd);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment chip = arena.allocate(Uapi.CHIP);
            int result = Kernel.ioctl(fd, Uapi.GET_CHIPINFO, chip);
            if (result < 0) {
                Kernel.close(fd);
                throw new GpioRefused(path + " is not a GPIO chip: " + Kernel.word(-result), -result);
            }
            return new GpioChip(path, fd, Uapi.text(chip, Uapi.CHIP_LABEL), chip.get(JAVA_INT, Uapi.CHIP_LINES));
        }
    }

    public String path() {
        return path;
    }

    /** What the driver calls it, {@code pinctrl-rp1}. */
    public String label() {
        return label;
    }

    /** How many lines it has, numbered from 0. */
    public int lineCount() {
        return lines;
    }

    /** @param number from 0 to {@link #lineCount} - 1 */
    public ChipLine line(int number) throws GpioRefused {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment line = arena.allocate(Uapi.LINE);
            line.set(JAVA_INT, Uapi.LINE_OFFSET, number);
            int result = Kernel.ioctl(fd, Uapi.GET_LINEINFO, line);
            if (result == -Kernel.EINVAL) {
                throw new GpioRefused(
                        "line " + number + ": " + label + " (" + path + ") has the lines 0 to " + (lines - 1)
                                + ". Correct the pin in the device file.",
                        -result);
            }
            if (result < 0) {
                throw new GpioRefused("line " + number + " of " + label + ": " + Kernel.word(-result), -result);
            }
            long flags = line.get(JAVA_LONG, Uapi.LINE_FLAGS);
            return new ChipLine(
                    number,
                    Uapi.text(line, Uapi.LINE_NAME),
                    Uapi.text(line, Uapi.LINE_CONSUMER),
                    (flags & Uapi.FLAG_USED) != 0,
                    (flags & Uapi.FLAG_OUTPUT) != 0,
                    (flags & Uapi.FLAG_ACTIVE_LOW) != 0);
        }
    }

    /** Every line as it is now. */
    public List<ChipLine> allLines() throws GpioRefused {
        List<ChipLine> all = new ArrayList<>(lines);
        for (int number = 0; number < lines; number++) {
            all.add(line(number));
        }
        return all;
    }

    /** The line of that name, {@code GPIO17}; the first when the board's description names two alike. */
    public Optional<ChipLine> lineNamed(String name) throws GpioRefused {
        for (ChipLine line : allLines()) {
            if (line.name().equals(name)) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    int fd() {
        return fd;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Kernel.close(fd);
        }
    }
}
