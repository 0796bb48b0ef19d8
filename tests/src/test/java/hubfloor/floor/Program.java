package hubfloor.floor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * A process of the packaged program, or of a tool beside it, with everything it says. Its end is always by its own
 * process id, and {@link #close} leaves none behind.
 */
public final class Program implements AutoCloseable {
    /** What the launcher gives the JVM of a line; the class cache is left out, so that no campaign waits for it. */
    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xms8m",
            "-Xmx96m",
            "-Xss512k",
            "-XX:-UsePerfData",
            "-XX:+ExitOnOutOfMemoryError",
            "--sun-misc-unsafe-memory-access=allow");

    private static final int LINES_MAX = 20_000;

    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private final Thread ear;

    private Program(Process process) {
        this.process = process;
        ear = Thread.ofPlatform().name("program-" + process.pid()).daemon().start(this::hear);
    }

    /** The checkout, found from wherever the tests run. */
    public static Path checkout() {
        for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
            if (Files.isExecutable(dir.resolve("hubfloor")) && Files.isDirectory(dir.resolve("sorter-controller"))) {
                return dir;
            }
        }
        throw new IllegalStateException("the tests do not run inside a checkout");
    }

    /** The command line of the packaged program under the JDK that runs the tests. */
    public static List<String> hubfloor(List<String> jvm, String... arguments) {
        Path jar = checkout().resolve("sorter-controller/target/hubfloor/hubfloor.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException("the program is not packaged: run mvn verify, or mvn package first");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(jvm);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Starts a process; what it says on either output is one stream of lines. */
    public static Program start(List<String> command) {
        try {
            return new Program(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a short command said on standard output, and how it ended. */
    public record Result(int exit, String out, String err) {
        public List<String> lines() {
            return out.lines().toList();
        }
    }

    /** Runs a command to its end, at most a minute, with this on its standard input. */
    public static Result run(List<String> command, String input) {
        try {
            Path err = Files.createTempFile("hubfloor-test", ".err");
            Process process =
                    new ProcessBuilder(command).redirectError(err.toFile()).start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            Thread limit = Thread.ofPlatform().daemon().start(() -> {
                if (!ended(process, 60_000)) {
                    process.destroyForcibly();
                }
            });
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            ended(process, 60_000);
            limit.interrupt();
            Result result = new Result(process.exitValue(), out, Files.readString(err));
            Files.delete(err);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void hear() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                synchronized (lines) {
                    if (lines.size() < LINES_MAX) {
                        lines.add(line);
                    }
                }
            }
        } catch (IOException ended) {
            // the process is gone
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean runs() {
        return process.isAlive();
    }

    /** Everything said so far. */
    public List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** The first line that holds this text, now or within the limit. */
    public String awaitLine(String text, Duration limit) {
        return awaitLine(Pattern.compile(Pattern.quote(text)), limit);
    }

    /** The first line in which the pattern is found. */
    public String awaitLine(Pattern text, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            boolean over = System.nanoTime() > end || !runs();
            for (String line : lines()) {
                if (text.matcher(line).find()) {
                    return line;
                }
            }
            if (over) {
                throw new AssertionError("never said: " + text + "\n" + String.join("\n", lines()));
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    /** As in a power cut: no shutdown hook runs. Returns when the process is gone. */
    public void kill9() {
        process.toHandle().destroyForcibly();
        ended(process, 10_000);
    }

    /** SIGTERM, as systemd ends a service; its last words are still heard. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** Any signal, by name: {@code INT} is Ctrl-C, {@code STOP} freezes. */
    public void signal(String name) {
        run(List.of("kill", "-" + name, Long.toString(pid())), "");
    }

    /** Waits for the end. */
    public int exitCode(Duration limit) {
        if (!ended(process, limit.toMillis())) {
            throw new AssertionError("still runs after " + limit + "\n" + String.join("\n", lines()));
        }
        try {
            ear.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return process.exitValue();
    }

    private static boolean ended(Process process, long limitMs) {
        try {
            return process.waitFor(limitMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        if (runs()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            kill9();
        }
    }
}
