package hubfloor.agent;

import hubfloor.port.Clock;
import hubfloor.port.LifeSign;
import hubfloor.port.ProcessKeeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the loops a device cannot do without, on its own thread {@code supervisor}, and tells the keeper that the
 * process is alive only when every one of them has given its sign since the last time. One loop that dies, hangs or
 * fails in every turn is so enough for a restart.
 *
 * <p>A loop without a sign for half of the keeper's patience is named in the log, with the place where it stands, and as
 * fault {@code loop-standing:<name>} on the page and at central: at the whole of it nobody could say anything any more.
 * Registering belongs to the thread that builds the device; the rest to any.
 */
public final class Supervisor {
    /** Where nobody waits for signs, a loop is named as if somebody did. */
    static final Duration USUAL_PATIENCE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final long LOOK_MAX_NANOS = 500_000_000L;
    private static final int FRAMES_SHOWN = 12;

    private final ProcessKeeper keeper;
    private final Faults faults;
    private final Clock clock;
    private final Supplier<String> status;
    private final long standingNanos;
    private final long lookNanos;
    private final List<Loop> loops = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private String told = "";
    private long lookedAt;
    private volatile boolean stopping;

    private static final class Loop implements LifeSign {
        private final String name;
        private volatile boolean given;
        private volatile @Nullable Thread by;
        private boolean sinceFed;
        private boolean standing;
        private long seenAt;

        private Loop(String name) {
            this.name = name;
        }

        @Override
        public void give() {
            if (by == null) {
                by = Thread.currentThread();
            }
            given = true;
        }
    }

    /** @param status one line on how the device is; asked by the supervisor's thread, must not wait for anything */
    public Supervisor(ProcessKeeper keeper, Faults faults, Clock clock, Supplier<String> status) {
        this.keeper = keeper;
        this.faults = faults;
        this.clock = clock;
        this.status = status;
        long patience = keeper.patience().orElse(USUAL_PATIENCE).toNanos();
        standingNanos = Math.max(patience / 2, 2 * LifeSign.WAIT_MAX_NANOS);
        lookNanos = Math.min(LOOK_MAX_NANOS, patience / 8);
        thread = Thread.ofPlatform().name("supervisor").daemon().unstarted(this::run);
    }

    /** From {@link #start} on this loop must give signs. */
    public LifeSign watch(String loop) {
        Loop watched = new Loop(loop);
        loops.add(watched);
        return watched;
    }

    /** Every loop runs: the keeper hears so, and the watch begins. */
    public void start() {
        begin(clock.nanos());
        keeper.ready();
        thread.start();
    }

    void begin(long nowNanos) {
        lookedAt = nowNanos;
        loops.forEach(loop -> loop.seenAt = nowNanos);
    }

    private void run() {
        while (!stopping) {
            LockSupport.parkNanos(this, lookNanos);
            if (!stopping) {
                look(clock.nanos());
            }
        }
    }

    /** What the thread does each time it wakes. */
    void look(long nowNanos) {
        // The whole process slept, or the machine: the loops could not give signs, so none is blamed.
        boolean overslept = nowNanos - lookedAt > lookNanos + standingNanos / 2;
        lookedAt = nowNanos;
        for (Loop loop : loops) {
            look(loop, overslept, nowNanos);
        }
        if (loops.stream().allMatch(loop -> loop.sinceFed)) {
            keeper.alive();
            loops.forEach(loop -> loop.sinceFed = false);
        }
        tell();
    }

    private void look(Loop loop, boolean overslept, long nowNanos) {
        if (loop.given) {
            loop.given = false;
            loop.sinceFed = true;
            if (loop.standing) {
                loop.standing = false;
                LOG.warn("{} goes on after {} s", loop.name, seconds(nowNanos - loop.seenAt));
                faults.clear(word(loop));
            }
            loop.seenAt = nowNanos;
        } else if (overslept && !loop.standing) {
            loop.seenAt = nowNanos;
        } else if (!loop.standing && nowNanos - loop.seenAt >= standingNanos) {
            loop.standing = true;
            LOG.error("{} stands still for {} s, {}", loop.name, seconds(nowNanos - loop.seenAt), place(loop.by));
            faults.raise(word(loop));
        }
    }

    private void tell() {
        List<String> standing = new ArrayList<>();
        loops.stream().filter(loop -> loop.standing).forEach(loop -> standing.add(loop.name));
        String words = standing.isEmpty() ? status.get() : "stands still: " + String.join(", ", standing);
        if (!words.equals(told)) {
            told = words;
            keeper.status(words);
        }
    }

    private static String word(Loop loop) {
        return "loop-standing:" + loop.name;
    }

    private static long seconds(long nanos) {
        return nanos / 1_000_000_000L;
    }

    private static String place(@Nullable Thread thread) {
        if (thread == null) {
            return "and has never gone round";
        }
        if (!thread.isAlive()) {
            return "its thread has ended";
        }
        return "at "
                + Arrays.stream(thread.getStackTrace())
                        .limit(FRAMES_SHOWN)
                        .map(StackTraceElement::toString)
                        .collect(Collectors.joining(" < "));
    }

    /** The keeper hears that the process ends; from here on no loop needs to give signs. Safe to call twice. */
    public void stop() {
        if (!stopping) {
            stopping = true;
            keeper.stopping();
            LockSupport.unpark(thread);
        }
    }
}
