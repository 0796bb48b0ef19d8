package hubfloor.sorter.tracking;

import hubfloor.config.model.BeltConfig;

/**
 * Notices an encoder that cannot be telling the truth: stands while the motor runs, runs backwards, is faster than the
 * motor can be, or crawls below the slowest speed for long. Missed pulses look like a slower belt here; they are seen
 * between eyes by {@link SlipEstimate}.
 *
 * <p>A fault stays for {@value #HEAL_SECONDS} s after the last impossible thing. One thread.
 */
public final class EncoderWatch {
    static final int HEAL_SECONDS = 3;
    private static final long MILLI = 1_000_000L;
    /** A motor that was just switched on may take this long to move the belt. */
    private static final long START_UP = 600 * MILLI;
    /** A belt that runs does not stop dead: so long without a pulse, and at least four pulses long. */
    private static final long STANDS = 60 * MILLI;

    private static final long TOO_FAST = 50 * MILLI;
    private static final long CRAWLS = 600 * MILLI;
    private static final long BACK_UM = 10_000;

    private final boolean encoder;
    private final long maxUmPerS;
    private final long minUmPerS;
    private final long umPerPulse;
    private final long stands;
    private boolean running;
    private long runningSince;
    private long movedAt;
    private long movedUm;
    private long slowSince;
    private long fastSince;
    private long badAt = Long.MIN_VALUE;
    private String words = "";
    private int faults;

    EncoderWatch(BeltConfig belt, long umPerPulse) {
        encoder = belt.encoder().isPresent();
        maxUmPerS = belt.maxMmPerS() * 1_150L;
        minUmPerS = belt.minMmPerS() * 700L;
        this.umPerPulse = umPerPulse;
        stands = Math.max(STANDS, 4 * umPerPulse * 1_000_000L / Math.max(1, minUmPerS / 1_000L));
        slowSince = Long.MAX_VALUE;
        fastSince = Long.MAX_VALUE;
    }

    void contact(long atNanos, boolean nowRunning) {
        if (nowRunning && !running) {
            runningSince = atNanos;
        }
        running = nowRunning;
    }

    void counted(long atNanos, long um, long bestUm, long speedUmPerS) {
        if (um + BACK_UM + umPerPulse < bestUm) {
            bad(atNanos, "runs backwards");
        }
        if (um != movedUm) {
            movedUm = um;
            movedAt = atNanos;
        }
        boolean settled = running && atNanos - runningSince > START_UP;
        if (settled && atNanos - movedAt > stands) {
            bad(atNanos, "stands while the belt runs");
        }
        slowSince = settled && speedUmPerS < minUmPerS ? Math.min(slowSince, atNanos) : Long.MAX_VALUE;
        if (settled && slowSince != Long.MAX_VALUE && atNanos - slowSince > CRAWLS) {
            bad(atNanos, "slower than the belt can run");
        }
        fastSince = speedUmPerS > maxUmPerS ? Math.min(fastSince, atNanos) : Long.MAX_VALUE;
        if (fastSince != Long.MAX_VALUE && atNanos - fastSince > TOO_FAST) {
            bad(atNanos, "faster than the motor");
        }
    }

    /** Eyes and encoder disagree: pulses are missing, or there are too many. */
    public void disagrees(long atNanos) {
        if (encoder) {
            bad(atNanos, "disagrees with the eyes");
        }
    }

    private void bad(long atNanos, String why) {
        if (!faulty(atNanos)) {
            faults++;
            words = why;
        }
        badAt = atNanos;
    }

    /** True while positions must not be believed. */
    public boolean faulty(long atNanos) {
        return encoder && badAt != Long.MIN_VALUE && atNanos - badAt < HEAL_SECONDS * 1_000 * MILLI;
    }

    /** Counts the faults: whoever saw a smaller number before has missed one. */
    public int faults() {
        return faults;
    }

    /** What was impossible, for the alarm. */
    public String words() {
        return words;
    }
}
