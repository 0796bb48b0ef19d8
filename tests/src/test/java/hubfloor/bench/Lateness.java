package hubfloor.bench;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.port.Clock;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How late the sorter moves its gates on this machine, beside a bare JVM and cyclictest, all three at the same time:
 * with idle cores, with every core loaded, and, where that is allowed, loaded with real-time priority. Takes so many
 * seconds for each and twelve to warm up. Every process has an end of its own and is stopped by its handle.
 */
public final class Lateness {
    static final int FIFO = 50;
    private static final int PER_HOUR = 10_000;
    private static final long SEED = 1;
    private static final int PATIENCE_SECONDS = 30;
    private static final double RATIO_MAX = 1.5;
    private static final double FIFO_MICROS_MAX = 1_500;
    private static final double DECISION_MICROS_MAX = 1_000;

    private final Clock clock = new SystemClock();
    private final Path dir;
    private final int warmUp;
    private final int seconds;
    private final PrintStream out;

    /** One condition of the machine, and what was measured in it; cyclictest may be missing. */
    record Phase(
            String name,
            List<Samples> line,
            Samples gates,
            Samples bare,
            @Nullable Samples cyclic) {}

    Lateness(Path dir, int warmUp, int seconds, PrintStream out) {
        this.dir = dir;
        this.warmUp = warmUp;
        this.seconds = seconds;
        this.out = out;
    }

    /** {@code --seconds N}, or what a child process is to be. */
    public static void main(String[] args) throws Exception {
        switch (args.length == 0 ? "" : args[0]) {
            case "line" -> line(Integer.parseInt(args[1]), Integer.parseInt(args[2]), Path.of(args[3]));
            case "bare" -> bare(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
            case "busy" -> busy(Integer.parseInt(args[1]));
            case "--seconds" -> measure(12, Integer.parseInt(args[1]), System.out);
            default -> measure(12, 45, System.out);
        }
    }

    private static void line(int warmUp, int seconds, Path dir) throws Exception {
        MeasuredLine line = new MeasuredLine(PER_HOUR, SEED, dir, new SystemClock());
        line.start();
        LockSupport.parkNanos(warmUp * 1_000_000_000L);
        line.measure();
        LockSupport.parkNanos(seconds * 1_000_000_000L);
        line.stop();
        line.samples().forEach(samples -> System.out.println(samples.told()));
    }

    private static void bare(int warmUp, int seconds) {
        BareLoop bare = new BareLoop(PER_HOUR, SEED, warmUp + seconds, new SystemClock());
        bare.run(warmUp, seconds);
        System.out.println(bare.late.told());
    }

    /** Keeps one core busy, for so long and no longer. */
    private static void busy(int seconds) {
        Clock clock = new SystemClock();
        long end = clock.nanos() + seconds * 1_000_000_000L;
        long sum = 1;
        while (clock.nanos() < end) {
            for (int i = 0; i < 100_000; i++) {
                sum = sum * 31 + i;
            }
        }
        System.out.println(sum);
    }

    /** Measures in all conditions that this machine allows and prints the table. */
    static List<Phase> measure(int warmUp, int seconds, PrintStream out) throws IOException, InterruptedException {
        Path dir = Files.createTempDirectory("hubfloor-lateness");
        try {
            Lateness lateness = new Lateness(dir, warmUp, seconds, out);
            List<Phase> phases = new ArrayList<>();
            phases.add(lateness.phase("idle", 0, false));
            int cores = Runtime.getRuntime().availableProcessors();
            phases.add(lateness.phase("loaded", cores, false));
            if (lateness.allowed("chrt", "-f", Integer.toString(FIFO), "true")) {
                phases.add(lateness.phase("loaded, SCHED_FIFO", cores, true));
            } else {
                out.println("No SCHED_FIFO: not root, or chrt (util-linux) is missing.");
            }
            return phases;
        } finally {
            try (Stream<Path> files = Files.walk(dir)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Whether a command can be run here. */
    private boolean allowed(String... command) throws InterruptedException {
        try (Child child = Child.run(dir, List.of(command))) {
            child.output(PATIENCE_SECONDS);
            return true;
        } catch (IOException | IllegalStateException refused) {
            return false;
        }
    }

    /** All three at the same time, beside so many busy processes. */
    Phase phase(String name, int busy, boolean fifo) throws IOException, InterruptedException {
        int end = warmUp + seconds + PATIENCE_SECONDS;
        List<String> before = fifo ? List.of("chrt", "-f", Integer.toString(FIFO)) : List.of();
        String warmUpArgument = Integer.toString(warmUp);
        String secondsArgument = Integer.toString(seconds);
        Path home = Files.createTempDirectory(dir, "line");
        List<Child> children = new ArrayList<>();
        long stolen = stolenMs();
        try {
            for (int i = 0; i < busy; i++) {
                children.add(Child.java(dir, List.of(), "busy", Integer.toString(end)));
            }
            Child bare = Child.java(dir, before, "bare", warmUpArgument, secondsArgument);
            children.add(bare);
            Child line = Child.java(dir, before, "line", warmUpArgument, secondsArgument, home.toString());
            children.add(line);
            Samples cyclic = null;
            long measuring = clock.nanos() + warmUp * 1_000_000_000L;
            if (allowed("cyclictest", "--help")) {
                LockSupport.parkNanos(measuring - clock.nanos());
                Child test = CyclicTest.start(dir, seconds, fifo);
                children.add(test);
                cyclic = CyclicTest.read(test.output(seconds + PATIENCE_SECONDS));
            }
            List<Samples> measured =
                    line.output(end).stream().map(Samples::heard).toList();
            Samples bareLate = Samples.heard(bare.output(end).getFirst());
            Phase phase = new Phase(name, measured, measured.getFirst(), bareLate, cyclic);
            out.printf("%nstolen from this machine by its host meanwhile: %d ms of CPU time%n", stolenMs() - stolen);
            print(phase, fifo);
            return phase;
        } finally {
            children.forEach(Child::close);
        }
    }

    /** On a virtual machine the host may take the CPU away; nothing inside can help against that. */
    private static long stolenMs() throws IOException {
        String[] all = Files.readAllLines(Path.of("/proc/stat")).getFirst().split("\\s+", -1);
        return all.length > 8 ? Long.parseLong(all[8]) * 10 : 0;
    }

    private void print(Phase phase, boolean fifo) {
        out.printf(
                Locale.ROOT,
                "%n%-44s %8s %9s %9s %9s %9s%n",
                phase.name(),
                "count",
                "p50 us",
                "p99 us",
                "p99.9 us",
                "max us");
        out.println(phase.gates());
        out.println(phase.bare());
        out.println(phase.cyclic() == null ? "cyclictest is not here (package rt-tests)" : phase.cyclic());
        phase.line().stream().skip(1).forEach(samples -> out.println("  " + samples));
        double ratio = phase.gates().micros(0.99) / Math.max(0.1, phase.bare().micros(0.99));
        verdict(
                "p99 of the line / p99 of the bare JVM",
                ratio,
                RATIO_MAX,
                phase.gates().count() >= 100);
        if (fifo) {
            verdict(
                    "p99.9 us of the line",
                    phase.gates().micros(0.999),
                    FIFO_MICROS_MAX,
                    phase.gates().count() >= 1_000);
        }
        Samples taken = phase.line().get(3);
        Samples decided = phase.line().get(4);
        verdict(
                "local sort decision, p99 us of both parts together",
                taken.micros(0.99) + decided.micros(0.99),
                DECISION_MICROS_MAX,
                Math.min(taken.count(), decided.count()) >= 100);
    }

    private void verdict(String what, double is, double budget, boolean enough) {
        out.printf(
                Locale.ROOT,
                "%s: %.2f, budget %.1f: %s%s%n",
                what,
                is,
                budget,
                is <= budget ? "kept" : "MISSED",
                enough ? "" : " (too few samples: this is the worst of them)");
    }
}
