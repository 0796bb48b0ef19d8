package hubfloor.fuzz;

import hubfloor.testing.FuzzTarget;

/**
 * One target a run, named by {@code -Dhubfloor.target}: Jazzer sees which branches an input took, and varies it until
 * something throws, allocates too much, or hangs. Started as a program it prints the targets' names.
 */
public final class AnyBytes {
    private static final String TARGET = System.getProperty("hubfloor.target", "");
    private static final int WARM_UP = 2000;

    private static long seen;

    private AnyBytes() {}

    public static void main(String[] arguments) {
        FuzzTarget.names().forEach(System.out::println);
    }

    /** Called by Jazzer, by this name. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        long start = System.nanoTime();
        long allocated = FuzzTarget.allocated(TARGET, bytes);
        long millis = (System.nanoTime() - start) / 1_000_000;
        if (seen++ < WARM_UP) {
            return;
        }
        if (allocated > FuzzTarget.BYTES_MAX && FuzzTarget.allocated(TARGET, bytes) > FuzzTarget.BYTES_MAX) {
            throw new IllegalStateException(TARGET + " allocated " + allocated + " bytes");
        }
        if (millis > FuzzTarget.MILLIS_MAX && again(bytes) > FuzzTarget.MILLIS_MAX) {
            throw new IllegalStateException(TARGET + " took " + millis + " ms");
        }
    }

    /** The best of three: neither a busy machine nor a class loaded just now is a defect of the target. */
    private static long again(byte[] bytes) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            FuzzTarget.accept(TARGET, bytes);
            best = Math.min(best, (System.nanoTime() - start) / 1_000_000);
        }
        return best;
    }
}
