package hubfloor.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import hubfloor.testing.FuzzTarget;

/**
 * One target a run, named by {@code -Dhubfloor.target}: a fuzzer that sees which branches an input took, and varies it
 * until something throws, allocates too much, or hangs.
 */
class AnyBytesTest {
    private static final String TARGET = System.getProperty("hubfloor.target", "r200");
    private static final int WARM_UP = 2000;

    private static long seen;

    @FuzzTest(maxDuration = "10m")
    void nothingThrowsOrTakesMuch(byte[] bytes) {
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
