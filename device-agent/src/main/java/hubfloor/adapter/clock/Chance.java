package hubfloor.adapter.clock;

import java.util.concurrent.ThreadLocalRandom;

/** Chance: the only source of it. Any thread. */
public final class Chance {
    private Chance() {}

    /** A number from 0 up to, not including, {@code bound}: for spreading attempts in time. */
    public static int below(int bound) {
        return ThreadLocalRandom.current().nextInt(bound);
    }

    /** The same for long bounds. */
    public static long below(long bound) {
        return ThreadLocalRandom.current().nextLong(bound);
    }
}
