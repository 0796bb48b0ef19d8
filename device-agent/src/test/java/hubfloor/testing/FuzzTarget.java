package hubfloor.testing;

import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * One place where bytes or text from outside are read, and what must survive any of them: no input may throw, take more
 * than {@value #MILLIS_MAX} ms, or allocate more than {@value #BYTES_MAX} bytes. A fuzzer feeds it, and so does the kept
 * corpus in every build.
 *
 * @param name as {@code fuzz.sh} and the corpus' folder have it
 */
public record FuzzTarget(String name, Input input) {
    public static final int MILLIS_MAX = 50;
    public static final int BYTES_MAX = 1 << 20;

    /** Takes one input; throws whatever it finds wrong. */
    @FunctionalInterface
    public interface Input {
        void accept(byte[] bytes);
    }

    public static FuzzTarget named(String name, List<FuzzTarget> targets) {
        return targets.stream()
                .filter(target -> target.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such target: " + name));
    }

    public void accept(byte[] bytes) {
        input.accept(bytes);
    }

    /** Bytes the target allocated for this input, on this thread. */
    public long allocated(byte[] bytes) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        input.accept(bytes);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    /** A refusal must say something. */
    public static void requireWords(Exception refusal) {
        if (refusal.getMessage() == null || refusal.getMessage().isEmpty()) {
            throw new IllegalStateException("refused without a word", refusal);
        }
    }
}
