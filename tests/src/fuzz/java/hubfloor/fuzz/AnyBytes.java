package hubfloor.fuzz;

import hubfloor.testing.FuzzTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One target a run, named by {@code -Dhubfloor.target}: Jazzer sees which branches an input took, and varies it until
 * something throws or hangs. What an input allocates is held afterwards, without Jazzer, whose own hooks allocate up to
 * twenty times as much: started as a program with a target and a folder this feeds every input kept there; without, it
 * prints the targets' names.
 */
public final class AnyBytes {
    private static final String TARGET = System.getProperty("hubfloor.target", "");
    private static final int WARM_UP = 2000;

    private static long seen;

    private AnyBytes() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2) {
            FuzzTarget.names().forEach(System.out::println);
            return;
        }
        String target = arguments[0];
        List<Path> inputs;
        try (Stream<Path> kept = Files.list(Path.of(arguments[1]))) {
            inputs = kept.sorted().toList();
        }
        long most = 0;
        for (Path input : inputs) {
            byte[] bytes = Files.readAllBytes(input);
            FuzzTarget.accept(target, bytes);
            long allocated = FuzzTarget.allocated(target, bytes);
            if (allocated > FuzzTarget.BYTES_MAX) {
                throw new IllegalStateException(target + " allocated " + allocated + " bytes for " + input);
            }
            most = Math.max(most, allocated);
        }
        System.out.printf("%d inputs kept, at most %d KiB allocated for one%n", inputs.size(), most / 1024);
    }

    /** Called by Jazzer, by this name. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        long start = System.nanoTime();
        FuzzTarget.accept(TARGET, bytes);
        long millis = (System.nanoTime() - start) / 1_000_000;
        if (seen++ >= WARM_UP && millis > FuzzTarget.MILLIS_MAX && again(bytes) > FuzzTarget.MILLIS_MAX) {
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
