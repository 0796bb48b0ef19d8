package hubfloor.sim.model;

import java.util.Set;
import java.util.SplittableRandom;

/** All chance of one run, from one seed, and which faults may strike in it. */
final class Chance {
    private final SplittableRandom random;
    private final Set<Fault> faults;

    Chance(long seed, Set<Fault> faults) {
        random = new SplittableRandom(seed);
        this.faults = faults;
    }

    boolean on(Fault fault) {
        return faults.contains(fault);
    }

    /** Whether a fault that has its rate by parcels strikes now. */
    boolean strikes(Fault fault) {
        return faults.contains(fault) && random.nextDouble() < fault.rate();
    }

    /** Time until a fault strikes that has its rate by hours. */
    long nanosUntil(Fault fault) {
        return (long) (-Math.log(1 - random.nextDouble()) / fault.rate() * 3600e9);
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    double between(double from, double to) {
        return from + random.nextDouble() * (to - from);
    }

    long between(long from, long to) {
        return to <= from ? from : random.nextLong(from, to + 1);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Milliseconds, given as nanoseconds. */
    long millis(double from, double to) {
        return (long) (between(from, to) * 1e6);
    }

    double exponential(double mean) {
        return -Math.log(1 - random.nextDouble()) * mean;
    }
}
