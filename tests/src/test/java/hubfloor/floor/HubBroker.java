package hubfloor.floor;

import hubfloor.testing.Await;
import hubfloor.testing.BrokerUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A hub's broker as {@code hubfloor broker-config --test-ca} writes it, run by the real mosquitto, and clients of it
 * that are mosquitto's own. Beyond the program's rules an {@link #OVERSEER} may hear everything and a {@link #TELLER} say
 * everything: two, for a name can be connected only once.
 */
public final class HubBroker implements AutoCloseable {
    public static final String OVERSEER = "overseer";
    public static final String TELLER = "teller";

    private static final String READY = "ready";
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Pattern REASON = Pattern.compile("received PUBACK \\(Mid: 1, RC:(\\d+)\\)");

    private final Path dir;
    private final int port;
    private final Program.Result written;
    private final Program mosquitto;

    private HubBroker(Path dir, int port, Program.Result written, Program mosquitto) {
        this.dir = dir;
        this.port = port;
        this.written = written;
        this.mosquitto = mosquitto;
    }

    /** What a device file says to reach a broker that will be written to this directory. */
    public static String brokerSection(Path dir, int port, String device, String prefix) {
        return """
                broker:
                  uri: mqtts://localhost:%d
                  ca: "%2$s/ca.pem"
                  certificate: "%2$s/%3$s.pem"
                  key: "%2$s/%3$s.key"
                  topic-prefix: "%4$s"
                  receipts-from: [central]
                """.formatted(port, dir, device, prefix);
    }

    /** Writes the configuration and returns when the broker accepts connections. */
    public static HubBroker start(Path dir, int port, List<Path> deviceFiles) {
        List<String> words = new ArrayList<>(List.of("broker-config"));
        deviceFiles.forEach(file -> words.add(file.toString()));
        words.addAll(List.of("--out", dir.toString(), "--port", Integer.toString(port), "--test-ca"));
        words.addAll(List.of("--consumer", "central", "--consumer", OVERSEER, "--consumer", TELLER));
        Program.Result written = Program.run(Program.hubfloor(List.of(), words.toArray(new String[0])), "");
        if (written.exit() != 0) {
            throw new AssertionError(written.err() + written.out());
        }
        openForTests(dir.resolve("acl"));
        Program mosquitto = Program.start(
                List.of("mosquitto", "-c", dir.resolve("mosquitto.conf").toString()));
        HubBroker broker = new HubBroker(dir, port, written, mosquitto);
        try {
            Await.until(
                    "mosquitto takes its configuration\n" + mosquitto.lines(),
                    SOON,
                    () -> !mosquitto.runs() || answers(port));
            broker.requireRunning();
            broker.publish(TELLER, READY, READY, "-r");
            return broker;
        } catch (AssertionError e) {
            broker.close();
            throw e;
        }
    }

    /** Rights for the test itself: overseer's and teller's, and for everybody the one topic that tells when it is subscribed. */
    private static void openForTests(Path acl) {
        try {
            StringBuilder more = new StringBuilder();
            for (String line : Files.readAllLines(acl)) {
                if (line.startsWith("user ")) {
                    more.append(line).append("\ntopic read ").append(READY).append('\n');
                }
            }
            more.append("user ").append(OVERSEER).append("\ntopic read #\n");
            more.append("user ").append(TELLER).append("\ntopic write #\n");
            Files.writeString(acl, more, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code broker-config} told the person. */
    public List<String> told() {
        return written.lines();
    }

    public Path file(String name) {
        return dir.resolve(name);
    }

    public void requireRunning() {
        if (!mosquitto.runs()) {
            throw new AssertionError("mosquitto ended: " + String.join("\n", mosquitto.lines()));
        }
    }

    /** The broker's reason code for one QoS 1 publish over the client's own certificate. */
    public int publish(String client, String topic, String text, String... more) {
        Program.Result result = Program.run(
                command("mosquitto_pub", credentials(dir, client), List.of("-d", "-t", topic, "-m", text), more), "");
        Matcher reason = REASON.matcher(result.out());
        if (!reason.find()) {
            throw new AssertionError("no answer to the publish: " + result.out() + result.err());
        }
        return Integer.parseInt(reason.group(1));
    }

    /** The same with any TLS files; whatever happens is told. */
    public Program.Result tryPublish(List<String> tls, String topic, String text) {
        return Program.run(command("mosquitto_pub", tls, List.of("-d", "-t", topic, "-m", text)), "");
    }

    /**
     * A subscriber; returns when the broker holds all its subscriptions: they are taken in order, and the last brings a
     * retained message at once.
     */
    public Program subscribe(String client, List<String> filters, String... more) {
        List<String> words = new ArrayList<>(List.of("-d", "-F", "heard %t %p"));
        filters.forEach(filter -> words.addAll(List.of("-t", filter)));
        words.addAll(List.of("-t", READY));
        Program subscriber = Program.start(command("mosquitto_sub", credentials(dir, client), words, more));
        try {
            awaitHeard(subscriber, READY + " " + READY);
            return subscriber;
        } catch (AssertionError e) {
            subscriber.close();
            throw e;
        }
    }

    /** {@code topic text} of each message, in order. */
    public static List<String> heard(Program subscriber) {
        return subscriber.lines().stream()
                .filter(line -> line.startsWith("heard "))
                .map(line -> line.substring(6))
                .filter(message -> !message.startsWith(READY))
                .toList();
    }

    public static void awaitHeard(Program subscriber, String message) {
        subscriber.awaitLine(Pattern.compile("^heard " + Pattern.quote(message) + "$"), SOON);
    }

    /** Names a certificate and key that lie in any directory. */
    public static List<String> credentials(Path dir, String client) {
        return List.of(
                "--cert", dir.resolve(client + ".pem").toString(),
                "--key", dir.resolve(client + ".key").toString());
    }

    private List<String> command(String tool, List<String> tls, List<String> words, String... more) {
        List<String> broker = List.of(
                tool,
                "-V",
                "5",
                "-q",
                "1",
                "-h",
                "localhost",
                "-p",
                Integer.toString(port),
                "--cafile",
                file("ca.pem").toString());
        return Stream.of(broker, tls, words, List.of(more))
                .flatMap(List::stream)
                .toList();
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !socket.getLocalSocketAddress().equals(socket.getRemoteSocketAddress());
        } catch (IOException notYet) {
            return false;
        }
    }

    /** True when mosquitto and its clients are installed. */
    public static boolean isPossible() {
        return BrokerUnderTest.real()
                && Program.run(List.of("sh", "-c", "command -v mosquitto && command -v mosquitto_sub"), "")
                                .exit()
                        == 0;
    }

    @Override
    public void close() {
        mosquitto.close();
    }
}
