package hubfloor.adapter.gpio;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import hubfloor.config.model.PinRef;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * One line that we hold, by the descriptor the kernel gave for it. While it is held nobody else can have the line; when
 * it is closed, or this process ends however it ends, the kernel takes the line back.
 */
final class LineRequest implements AutoCloseable {
    /** What the request is to be.
     *
     * @param name what people call the pin; other programs see {@code hubfloor NAME} as its holder, cut to 31 bytes
     * @param debounceMicros 0 = no debouncing
     * @param high an output's level from the first instant on
     * @param eventBuffer edges the kernel keeps for us, at most {@link Uapi#EVENT_BUFFER_MAX}; 0 for an output
     */
    record Terms(String name, PinRef pin, long flags, int debounceMicros, boolean high, int eventBuffer) {}

    private static final long ONLY_LINE = 1L;

    private final int fd;
    private final MemorySegment values;
    private boolean closed;

    private LineRequest(int fd) {
        this.fd = fd;
        values = Arena.ofAuto().allocate(Uapi.VALUES);
    }

    /** @throws GpioRefused saying who holds the line, or that there is none such, and what to do */
    static LineRequest open(GpioChip chip, Terms terms) throws GpioRefused {
        ChipLine line = find(chip, terms);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = arena.allocate(Uapi.REQUEST);
            write(request, line, terms);
            int result = Kernel.ioctl(chip.fd(), Uapi.GET_LINE, request);
            if (result < 0) {
                throw refused(chip, terms, line, -result);
            }
            int fd = request.get(JAVA_INT, Uapi.REQUEST_FD);
            Kernel.dontWait(fd);
            return new LineRequest(fd);
        }
    }

    private static void write(MemorySegment request, ChipLine line, Terms terms) {
        request.set(JAVA_INT, Uapi.REQUEST_OFFSETS, line.number());
        Uapi.text(request, Uapi.REQUEST_CONSUMER, "hubfloor " + terms.name());
        request.set(JAVA_INT, Uapi.REQUEST_NUM_LINES, 1);
        request.set(JAVA_INT, Uapi.REQUEST_EVENT_BUFFER, terms.eventBuffer());
        MemorySegment config = request.asSlice(Uapi.REQUEST_CONFIG);
        config.set(JAVA_LONG, Uapi.CONFIG_FLAGS, terms.flags());
        int attributes = 0;
        if ((terms.flags() & Uapi.FLAG_OUTPUT) != 0) {
            attribute(config, attributes++, Uapi.ATTR_OUTPUT_VALUES, terms.high() ? ONLY_LINE : 0);
        }
        if (terms.debounceMicros() > 0) {
            attribute(config, attributes++, Uapi.ATTR_DEBOUNCE, terms.debounceMicros());
        }
        config.set(JAVA_INT, Uapi.CONFIG_NUM_ATTRS, attributes);
    }

    /** The union's u32 lies in its first four bytes, which is where a small u64 has it on a little-endian machine. */
    private static void attribute(MemorySegment config, int place, int id, long value) {
        long at = Uapi.CONFIG_ATTRS + place * Uapi.ATTR_BYTES;
        config.set(JAVA_INT, at + Uapi.ATTR_ID, id);
        config.set(JAVA_LONG, at + Uapi.ATTR_VALUE, value);
        config.set(JAVA_LONG, at + Uapi.ATTR_MASK, ONLY_LINE);
    }

    private static ChipLine find(GpioChip chip, Terms terms) throws GpioRefused {
        return find(chip, terms.name(), terms.pin());
    }

    /** The line that a pin is on this chip; by name it may be another one on the chip that comes back. */
    static ChipLine find(GpioChip chip, String wantedAs, PinRef pin) throws GpioRefused {
        if (pin.name().isEmpty()) {
            return chip.line(pin.number());
        }
        return chip.lineNamed(pin.name())
                .orElseThrow(() -> new GpioRefused(
                        wantedAs + ": no line of " + chip.label() + " (" + chip.path() + ") is named \"" + pin.name()
                                + "\"; gpioinfo lists the names. Correct the pin in the device file.",
                        Kernel.EINVAL));
    }

    private static GpioRefused refused(GpioChip chip, Terms terms, ChipLine line, int errno) throws GpioRefused {
        String which = terms.name() + ": line " + line.number()
                + (line.name().isEmpty() ? "" : " (" + line.name() + ")") + " of " + chip.label() + " ("
                + chip.path() + ")";
        String words = errno == Kernel.EBUSY
                ? " is held by " + chip.line(line.number()).holder()
                        + ". End that program, or free the line from its overlay in /boot/firmware/config.txt;"
                        + " gpioinfo shows holders."
                : ": the chip refuses " + refusal(terms.flags(), errno);
        return new GpioRefused(which + words, errno);
    }

    /**
     * What was asked for and what to do. The errno does not tell it: for what their chip cannot do, drivers answer EIO,
     * EINVAL, ENODEV (no interrupt for edges) or EACCES, which is no matter of rights here: the chip is already open.
     */
    private static String refusal(long flags, int errno) {
        String word = switch (errno) {
            case Kernel.EACCES -> "EACCES";
            case Kernel.ENODEV -> "ENODEV, no interrupt, or the chip is gone";
            default -> Kernel.word(errno);
        };
        boolean drain = (flags & Uapi.FLAG_OPEN_DRAIN) != 0;
        if (drain || (flags & Uapi.FLAG_OPEN_SOURCE) != 0) {
            return "drive " + (drain ? "open-drain" : "open-source") + " (" + word
                    + "). A chip whose lines are outputs only cannot let go of a wire: set drive: push-pull where the"
                    + " wiring allows it, or use another chip.";
        }
        if ((flags & Uapi.FLAG_OUTPUT) != 0) {
            return "to make it an output (" + word + "). Some chips have lines that are inputs only: use another line.";
        }
        return "to make it an input with edges" + ((flags & Uapi.FLAGS_BIAS) == 0 ? "" : " and a bias") + " (" + word
                + "). An expander needs its interrupt wired, and not every chip has resistors (bias).";
    }

    int fd() {
        return fd;
    }

    /** 1 = active, 0 = inactive, or minus the errno. Debounced where the request is. */
    synchronized int level() {
        if (closed) {
            return -Kernel.ENODEV;
        }
        values.set(JAVA_LONG, Uapi.VALUES_MASK, ONLY_LINE);
        int result = Kernel.ioctl(fd, Uapi.LINE_GET_VALUES, values);
        return result < 0 ? result : (int) (values.get(JAVA_LONG, Uapi.VALUES_BITS) & ONLY_LINE);
    }

    /** 0, or minus the errno. */
    synchronized int set(boolean high) {
        if (closed) {
            return -Kernel.ENODEV;
        }
        values.set(JAVA_LONG, Uapi.VALUES_BITS, high ? ONLY_LINE : 0);
        values.set(JAVA_LONG, Uapi.VALUES_MASK, ONLY_LINE);
        return Kernel.ioctl(fd, Uapi.LINE_SET_VALUES, values);
    }

    /** Bytes of whole events written into the buffer, or minus the errno; EAGAIN = none waits. */
    int read(MemorySegment events) {
        return Kernel.read(fd, events);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Kernel.close(fd);
        }
    }
}
