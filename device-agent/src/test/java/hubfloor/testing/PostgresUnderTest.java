package hubfloor.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server of the tests' own, on loopback and a free port, with its files in a temporary directory; it may
 * be made to crash and brought back. The server refuses to run as root, so that root runs it as {@code postgres} or
 * {@code nobody}. One thread.
 */
public final class PostgresUnderTest implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);
    private static final @Nullable Path PROGRAMS = find();

    private final Path directory;
    private final int port;
    private @Nullable Process process;

    private PostgresUnderTest(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    public static boolean isInstalled() {
        return PROGRAMS != null;
    }

    /** What a skipped test says. */
    public static String missing() {
        return "PostgreSQL is not installed (Debian: postgresql)";
    }

    public static PostgresUnderTest start() {
        try {
            Path directory = Files.createTempDirectory("postgres-under-test");
            if (isRoot()) {
                Files.setOwner(
                        directory,
                        directory
                                .getFileSystem()
                                .getUserPrincipalLookupService()
                                .lookupPrincipalByName(account()));
            }
            PostgresUnderTest server = new PostgresUnderTest(directory, BrokerUnderTest.freePort());
            Process init = server.run("initdb", "-D", "data", "-U", "ledger", "-A", "trust", "-E", "UTF8", "--no-sync");
            if (ended(init, 60_000) != 0) {
                throw new IllegalStateException("initdb: " + server.log());
            }
            server.restart();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For the role {@code ledger}, without a password. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=ledger";
    }

    public long pid() {
        Process running = process;
        return running == null ? 0 : running.pid();
    }

    /** Every connection breaks, nothing is written any more: what is committed is in the log, the rest is gone. */
    public void crash() {
        stop("QUIT");
    }

    /** Returns when it takes connections. */
    public void restart() {
        Process started = run(
                "postgres",
                "-D",
                "data",
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-k",
                directory.toString(),
                "-c",
                "max_connections=30",
                "-c",
                "shared_buffers=64MB",
                "-c",
                "log_lock_waits=on",
                "-c",
                "log_checkpoints=on",
                "-c",
                "log_min_duration_statement=1000");
        process = started;
        Await.until("PostgreSQL is up: " + log(), START, () -> {
            if (!started.isAlive()) {
                throw new IllegalStateException("PostgreSQL ended: " + log());
            }
            return isReady();
        });
    }

    /** Its own word that it takes connections; a port that answers may belong to one that is recovering. */
    private boolean isReady() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected()
                    && ended(run("pg_isready", "-q", "-h", "127.0.0.1", "-p", Integer.toString(port)), 10_000) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void stop(String signal) {
        Process running = process;
        if (running == null) {
            return;
        }
        try {
            ended(new ProcessBuilder("kill", "-" + signal, Long.toString(running.pid())).start(), 5_000);
            if (ended(running, 20_000) == Integer.MIN_VALUE) {
                running.destroyForcibly();
                ended(running, 5_000);
            }
            process = null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process run(String program, String... arguments) {
        Path programs = PROGRAMS;
        if (programs == null) {
            throw new IllegalStateException(missing());
        }
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + account(), "--clear-groups", "--"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("out").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the server said, for the message of a failed test. */
    public String log() {
        try {
            Path out = directory.resolve("out");
            return Files.exists(out) ? Files.readString(out) : "";
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        stop("INT");
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int ended(Process process, long limitMs) {
        try {
            return process.waitFor(limitMs, TimeUnit.MILLISECONDS) ? process.exitValue() : Integer.MIN_VALUE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static String account() {
        try (Stream<String> accounts = Files.lines(Path.of("/etc/passwd"))) {
            return accounts.anyMatch(line -> line.startsWith("postgres:")) ? "postgres" : "nobody";
        } catch (IOException e) {
            return "nobody";
        }
    }

    /** The newest that is installed; Debian keeps the server's programs off the PATH. */
    private static @Nullable Path find() {
        Path versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) {
            return null;
        }
        try (Stream<Path> installed = Files.list(versions)) {
            return installed
                    .map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparing(Path::toString))
                    .orElse(null);
        } catch (IOException e) {
            return null;
        }
    }
}
