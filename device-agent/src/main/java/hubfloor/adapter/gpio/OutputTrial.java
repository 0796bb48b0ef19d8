package hubfloor.adapter.gpio;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * One output taken for a short trial, without the rest of its device: at its safe level from the first instant on, and
 * again before it is given back. Should this process die meanwhile, the kernel takes the line back. One thread.
 */
public final class OutputTrial implements AutoCloseable {
    private static final long ONLY_LINE = 1L;

    private final GpioChip chip;
    private final int fd;
    private final boolean safeHigh;

    private OutputTrial(GpioChip chip, int fd, boolean safeHigh) {
        this.chip = chip;
        this.fd = fd;
        this.safeHigh = safeHigh;
    }

    /** @throws GpioRefused when chip or line cannot be had; a held line is told with its holder */
    public static OutputTrial take(String label, int line, String name, boolean safeHigh) throws GpioRefused {
        GpioChip chip = GpioChips.byLabel(label);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = arena.allocate(Uapi.REQUEST);
            request.set(JAVA_INT, Uapi.REQUEST_OFFSETS, line);
            Uapi.text(request, Uapi.REQUEST_CONSUMER, "hubfloor doctor " + name);
            request.set(JAVA_INT, Uapi.REQUEST_NUM_LINES, 1);
            MemorySegment config = request.asSlice(Uapi.REQUEST_CONFIG);
            config.set(JAVA_LONG, Uapi.CONFIG_FLAGS, Uapi.FLAG_OUTPUT);
            config.set(JAVA_INT, Uapi.CONFIG_ATTRS + Uapi.ATTR_ID, Uapi.ATTR_OUTPUT_VALUES);
            config.set(JAVA_LONG, Uapi.CONFIG_ATTRS + Uapi.ATTR_VALUE, safeHigh ? ONLY_LINE : 0);
            config.set(JAVA_LONG, Uapi.CONFIG_ATTRS + Uapi.ATTR_MASK, ONLY_LINE);
            config.set(JAVA_INT, Uapi.CONFIG_NUM_ATTRS, 1);
            int result = Kernel.ioctl(chip.fd(), Uapi.GET_LINE, request);
            if (result < 0) {
                String holder =
                        result == -Kernel.EBUSY ? ", held by " + chip.line(line).holder() : "";
                chip.close();
                throw new GpioRefused(
                        "line " + line + " of " + label + ": " + Kernel.word(-result) + holder
                                + ". Free it, or correct the pin in the device file.",
                        -result);
            }
            return new OutputTrial(chip, request.get(JAVA_INT, Uapi.REQUEST_FD), safeHigh);
        }
    }

    /** @throws IllegalStateException when the chip has gone away */
    public void set(boolean high) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment values = arena.allocate(Uapi.VALUES);
            values.set(JAVA_LONG, Uapi.VALUES_BITS, high ? ONLY_LINE : 0);
            values.set(JAVA_LONG, Uapi.VALUES_MASK, ONLY_LINE);
            int result = Kernel.ioctl(fd, Uapi.LINE_SET_VALUES, values);
            if (result < 0) {
                throw new IllegalStateException("the line cannot be set: " + Kernel.word(-result));
            }
        }
    }

    @Override
    public void close() {
        try {
            set(safeHigh);
        } finally {
            Kernel.close(fd);
            chip.close();
        }
    }
}
