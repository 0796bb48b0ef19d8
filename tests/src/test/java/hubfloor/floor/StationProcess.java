package hubfloor.floor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A scan station as it runs on a floor: the packaged program's {@code run} in its own process. */
public final class StationProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(40);
    /** The launcher's, for a station. */
    private static final List<String> HEAP = List.of("-Xmn4m", "-Xmx24m");

    private final Program program;

    private StationProcess(Program program) {
        this.program = program;
    }

    /** Starts it and does not wait. */
    public static StationProcess launch(Path deviceFile, List<String> jvm) {
        List<String> all = Stream.concat(HEAP.stream(), jvm.stream()).toList();
        return new StationProcess(Program.start(Program.hubfloor(all, "run", deviceFile.toString())));
    }

    /** Starts it and returns when it accepts scans. */
    public static StationProcess start(Path deviceFile, String... jvm) {
        StationProcess station = launch(deviceFile, List.of(jvm));
        try {
            station.page();
            return station;
        } catch (AssertionError e) {
            station.close();
            throw e;
        }
    }

    public Program program() {
        return program;
    }

    /** The staff page's address; waits until the station has told it. */
    public String page() {
        String line = program.awaitLine("  page ", START);
        return line.substring(line.indexOf("http"));
    }

    /** SIGTERM; returns its exit code. */
    public int stop() {
        program.terminate();
        return program.exitCode(Duration.ofSeconds(15));
    }

    public long residentKib() {
        try (Stream<String> status = Files.lines(proc("status"))) {
            return status.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** KiB of live objects, after a full collection asked for by jcmd. */
    public long liveHeapKib() {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        String pid = Long.toString(program.pid());
        Program.run(List.of(jcmd, pid, "GC.run"), "");
        String heap = Program.run(List.of(jcmd, pid, "GC.heap_info"), "").out();
        // "DefNew     total 2560K, used 26K [0x..." and "Tenured    total 5504K, used 3122K [0x..."
        return heap.lines()
                .filter(line -> line.contains(" total "))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".*used (\\d+)K.*", "$1")))
                .sum();
    }

    public int openFiles() {
        return count("fd");
    }

    public int threads() {
        return count("task");
    }

    private int count(String what) {
        try (Stream<Path> entries = Files.list(proc(what))) {
            return (int) entries.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The kernel's number of a thread, by the start of its name; the kernel keeps 15 characters. */
    public long threadId(String name) {
        try (Stream<Path> tasks = Files.list(proc("task"))) {
            for (Path task : tasks.toList()) {
                if (Files.readString(task.resolve("comm")).startsWith(name)) {
                    return Long.parseLong(task.getFileName().toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("the station has no thread " + name);
    }

    private Path proc(String what) {
        return Path.of("/proc", Long.toString(program.pid()), what);
    }

    @Override
    public void close() {
        program.close();
    }
}
