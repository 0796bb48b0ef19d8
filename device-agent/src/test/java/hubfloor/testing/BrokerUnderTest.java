package hubfloor.testing;

import hubfloor.adapter.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A broker that tests may kill, freeze and bring back on the same port: mosquitto when it is installed, else the
 * embedded one, which is said on standard output. Keeps its files in a temporary directory. One thread.
 */
public final class BrokerUnderTest implements AutoCloseable {
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final @Nullable Path MOSQUITTO = find();

    private final Path directory;
    private final List<String> lines;
    private final int port;
    private @Nullable Process process;
    private @Nullable EmbeddedBroker embedded;

    private BrokerUnderTest(Path directory, List<String> lines, int port) {
        this.directory = directory;
        this.lines = lines;
        this.port = port;
    }

    /** What the broker is told; all of it only counts on the real one. */
    public static final class Options {
        private final List<String> lines = new ArrayList<>();
        private boolean anonymous = true;
        private @Nullable String acl;

        /** The most publishes a client may have under way, 0 for no limit. */
        public Options receiveMaximum(int count) {
            lines.add("max_inflight_messages " + count);
            return this;
        }

        /** Any line of the broker's own configuration, for example {@code max_packet_size 1000}. */
        public Options line(String line) {
            lines.add(line);
            return this;
        }

        /** Access list in mosquitto's words. */
        public Options acl(String words) {
            acl = words;
            return this;
        }

        /** TLS with this certificate; clients need one of their own when {@code clientsToo}. */
        public Options tls(Path authority, Path certificate, Path key, boolean clientsToo) {
            lines.add("cafile " + authority);
            lines.add("certfile " + certificate);
            lines.add("keyfile " + key);
            lines.add("require_certificate " + clientsToo);
            return this;
        }

        /** Starts the broker and returns when it accepts connections. */
        public BrokerUnderTest start() {
            try {
                Path directory = Files.createTempDirectory("broker-under-test");
                int port = freePort();
                List<String> all = new ArrayList<>();
                all.add("listener " + port + " 127.0.0.1");
                all.add("allow_anonymous " + anonymous);
                all.add("persistence false");
                all.add("log_dest stderr");
                all.add("user root"); // else it gives up its rights when root runs the tests, and cannot read our files
                if (acl != null) {
                    Path file = directory.resolve("acl");
                    Files.writeString(file, acl);
                    all.add("acl_file " + file);
                }
                all.addAll(lines);
                BrokerUnderTest broker = new BrokerUnderTest(directory, all, port);
                broker.restart();
                return broker;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static Options with() {
        return new Options();
    }

    public static BrokerUnderTest start() {
        return with().start();
    }

    /** True when a real mosquitto is used; reason codes, limits and TLS are only worth testing there. */
    public static boolean real() {
        return MOSQUITTO != null;
    }

    /** The broker's process, 0 for the embedded one. */
    public long pid() {
        Process running = process;
        return running == null ? 0 : running.pid();
    }

    public int port() {
        return port;
    }

    /** The broker dies as in a power cut: no goodbye to anybody. */
    public void kill9() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            await(running);
            process = null;
        }
        if (embedded != null) {
            embedded.close();
            embedded = null;
        }
    }

    /** The broker's process stops answering but keeps its connections, as with a pulled cable. Real broker only. */
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    /** Back on the same port, remembering nothing. Returns when it accepts connections. */
    public void restart() {
        launch();
        long start = System.nanoTime();
        while (!answers()) {
            if (System.nanoTime() - start > START_NANOS) {
                throw new IllegalStateException("the broker does not answer: " + log());
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Starts the broker without waiting for it. */
    public void launch() {
        if (MOSQUITTO == null) {
            System.out.println("mosquitto is not installed: testing with the embedded broker on port " + port);
            embedded = EmbeddedBroker.start(port);
            return;
        }
        try {
            Path config = directory.resolve("broker.conf");
            Files.write(config, lines);
            process = new ProcessBuilder(MOSQUITTO.toString(), "-c", config.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("out").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the broker wrote to its log, for the message of a failed test. */
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
        Process running = process;
        if (running != null) {
            signal("CONT");
            running.destroy();
            await(running);
            process = null;
        }
        if (embedded != null) {
            embedded.close();
            embedded = null;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return !socket.getLocalSocketAddress().equals(socket.getRemoteSocketAddress());
        } catch (IOException e) {
            return false;
        }
    }

    private void signal(String name) {
        Process running = process;
        if (running == null) {
            return;
        }
        try {
            await(new ProcessBuilder("kill", "-" + name, Long.toString(running.pid())).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(Process ending) {
        try {
            if (!ending.waitFor(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("process " + ending.pid() + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Path find() {
        String path = System.getenv("PATH");
        List<String> places = new ArrayList<>(List.of((path == null ? "" : path).split(":")));
        places.add("/usr/sbin");
        places.add("/usr/local/sbin");
        for (String place : places) {
            Path candidate = Path.of(place, "mosquitto");
            if (Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        return null;
    }
}
