package hubfloor.fuzz;

import hubfloor.main.ProgramTargets;
import hubfloor.testing.AgentTargets;
import hubfloor.testing.FuzzTarget;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
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
    private static final String PROPERTY = "hubfloor.target";
    private static final int WARM_UP = 2000;

    private static long seen;

    private AnyBytes() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2) {
            targets().forEach(target -> System.out.println(target.name()));
            return;
        }
        FuzzTarget target = FuzzTarget.named(arguments[0], targets());
        List<Path> inputs;
        try (Stream<Path> kept = Files.list(Path.of(arguments[1]))) {
            inputs = kept.sorted().toList();
        }
        long most = 0;
        for (Path input : inputs) {
            byte[] bytes = Files.readAllBytes(input);
            target.accept(bytes);
            long allocated = target.allocated(bytes);
            if (allocated > FuzzTarget.BYTES_MAX) {
                throw new IllegalStateException(target.name() + " allocated " + allocated + " bytes for " + input);
            }
            most = Math.max(most, allocated);
        }
        System.out.printf("%d inputs kept, at most %d KiB allocated for one%n", inputs.size(), most / 1024);
    }

    private static List<FuzzTarget> targets() {
        return Stream.concat(AgentTargets.all().stream(), ProgramTargets.all().stream())
                .toList();
    }

    /** Looked up at the first input. */
    private static final class Fed {
        private static final FuzzTarget TARGET = FuzzTarget.named(System.getProperty(PROPERTY, ""), targets());
    }

    /** Called by Jazzer, by this name. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        long start = System.nanoTime();
        Fed.TARGET.accept(bytes);
        long millis = (System.nanoTime() - start) / 1_000_000;
        if (seen++ >= WARM_UP && millis > FuzzTarget.MILLIS_MAX && again(bytes) > FuzzTarget.MILLIS_MAX) {
            throw new IllegalStateException(Fed.TARGET.name() + " took " + millis + " ms");
        }
    }

    /**
     * The best of three, in this thread's own time on a processor: no target waits for anything, and neither a machine
     * that is busy with others nor a class loaded just now is a defect of the target.
     */
    private static long again(byte[] bytes) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long start = threads.getCurrentThreadCpuTime();
            Fed.TARGET.accept(bytes);
            best = Math.min(best, (threads.getCurrentThreadCpuTime() - start) / 1_000_000);
        }
        return best;
    }
}
