package hubfloor.adapter.gpio;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import hubfloor.port.Clock;
import hubfloor.port.Pins;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread {@code gpio}: one {@code poll(2)} over all lines of a chip, then one {@code read(2)} a line that has
 * something. Counters are read after the inputs and counted before the inputs are told, so that whoever hears of an
 * edge finds every pulse before it counted. Nothing is allocated for an edge.
 *
 * <p>{@code poll} gives up every 100 ms to look whether the chip is still there: kernels before 6.6 do not wake a
 * sleeper whose chip is pulled out. A chip that is gone is looked for twice a second.
 */
final class GpioLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(GpioLoop.class);
    private static final int LOOK_MS = 100;
    private static final int SEARCH_MS = 500;
    /** Places in the poll set before the lines: who wakes us, and the chip itself. */
    private static final int WAKE = 0;

    private static final int CHIP = 1;
    private static final int FIRST_LINE = 2;
    private static final long REVENTS = 6;

    private final KernelPins pins;
    private final Clock clock;
    private final Thread thread;
    private final int wakeFd;
    private final MemorySegment wakeWord = Arena.ofAuto().allocate(JAVA_LONG);
    private final MemorySegment wakeCount = Arena.ofAuto().allocate(JAVA_LONG);
    private MemorySegment polled = MemorySegment.NULL;
    private Pins.@Nullable ChipWatch watch;
    private boolean there = true;
    private String lastRefusal = "";
    private volatile boolean levelsWanted;
    private volatile boolean started;
    private volatile boolean stopping;

    GpioLoop(KernelPins pins, Clock clock) {
        this.pins = pins;
        this.clock = clock;
        thread = Thread.ofPlatform().name("gpio").daemon().unstarted(this);
        wakeFd = Kernel.eventfd();
        wakeWord.set(JAVA_LONG, 0, 1);
    }

    void requireNotStarted() {
        if (started) {
            throw new IllegalStateException("all pins are asked for before the first of them tells anything");
        }
    }

    void start(Pins.ChipWatch told) {
        requireNotStarted();
        started = true;
        watch = told;
        polled = Arena.ofAuto()
                .allocate(
                        (long) Kernel.POLLFD_BYTES
                                * (FIRST_LINE
                                        + pins.inputs().size()
                                        + pins.counters().size()),
                        Kernel.POLLFD_BYTES);
        levelsWanted = true;
        arm();
        thread.start();
    }

    void tellLevels() {
        levelsWanted = true;
        wake();
    }

    private void wake() {
        Kernel.write(wakeFd, wakeWord);
    }

    /** The poll set of the lines as they are held now; without a chip only the wake-up counts, -1 is passed over. */
    private void arm() {
        arm(WAKE, wakeFd);
        arm(CHIP, there ? pins.chipFd() : -1);
        int place = FIRST_LINE;
        for (HeldInput input : pins.inputs()) {
            arm(place++, input.fd());
        }
        for (HeldCounter counter : pins.counters()) {
            arm(place++, counter.fd());
        }
    }

    private void arm(int place, int fd) {
        long at = (long) place * Kernel.POLLFD_BYTES;
        polled.set(JAVA_INT, at, fd);
        polled.set(JAVA_SHORT, at + 4, Kernel.POLLIN);
        polled.set(JAVA_SHORT, at + REVENTS, (short) 0);
    }

    private boolean has(int place, int events) {
        return (polled.get(JAVA_SHORT, (long) place * Kernel.POLLFD_BYTES + REVENTS) & events) != 0;
    }

    @Override
    public void run() {
        int places = (int) (polled.byteSize() / Kernel.POLLFD_BYTES);
        while (!stopping) {
            int ready = Kernel.poll(polled, places, there ? LOOK_MS : SEARCH_MS);
            if (ready < 0 && ready != -Kernel.EINTR) {
                throw new IllegalStateException("poll: " + Kernel.word(-ready));
            }
            try {
                turn(ready);
            } catch (RuntimeException defect) {
                LOG.error("a listener of a pin broke; the pins go on", defect);
            }
        }
    }

    private void turn(int ready) {
        if (ready > 0 && has(WAKE, Kernel.POLLIN)) {
            Kernel.read(wakeFd, wakeCount);
        }
        if (!there) {
            search();
        } else if (ready > 0 && chipGone()) {
            gone();
        } else if (ready > 0) {
            take();
        }
        if (levelsWanted && there) {
            levelsWanted = false;
            long now = clock.nanos();
            for (HeldInput input : pins.inputs()) {
                input.tellLevel(now);
            }
        }
    }

    private void take() {
        List<HeldInput> inputs = pins.inputs();
        for (int i = 0; i < inputs.size(); i++) {
            if (has(FIRST_LINE + i, Kernel.POLLIN)) {
                inputs.get(i).read();
            }
        }
        List<HeldCounter> counters = pins.counters();
        for (int i = 0; i < counters.size(); i++) {
            counters.get(i).take();
        }
        for (int i = 0; i < inputs.size(); i++) {
            inputs.get(i).tell();
        }
    }

    private boolean chipGone() {
        int places = (int) (polled.byteSize() / Kernel.POLLFD_BYTES);
        for (int place = CHIP; place < places; place++) {
            if (has(place, Kernel.POLLERR | Kernel.POLLHUP)) {
                return true;
            }
        }
        return false;
    }

    private void gone() {
        there = false;
        long now = clock.nanos();
        for (HeldInput input : pins.inputs()) {
            input.gone(now);
        }
        pins.letGo();
        arm();
        told(false, "the GPIO chip " + pins.label() + " is gone; its outputs cannot be driven. Plug it in again.");
    }

    private void search() {
        try {
            pins.takeAgain();
        } catch (GpioRefused stillAway) {
            String words = String.valueOf(stillAway.getMessage());
            if (!words.equals(lastRefusal)) {
                lastRefusal = words;
                LOG.warn("waiting for the GPIO chip: {}", words);
            }
            return;
        }
        there = true;
        lastRefusal = "";
        levelsWanted = true;
        arm();
        told(true, "the GPIO chip " + pins.label() + " is back; its outputs are at their safe levels.");
    }

    private void told(boolean isThere, String words) {
        LOG.warn("{}", words);
        Pins.ChipWatch told = watch;
        if (told != null) {
            told.chip(isThere, words);
        }
    }

    /** Ends the thread; returns when nothing is told any more. */
    void stop() {
        stopping = true;
        if (started && Thread.currentThread() != thread) {
            wake();
            try {
                thread.join(2_000);
            } catch (InterruptedException cutShort) {
                Thread.currentThread().interrupt();
            }
        }
        Kernel.close(wakeFd);
    }
}
