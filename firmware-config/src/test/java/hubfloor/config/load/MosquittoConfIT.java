package hubfloor.config.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts the real mosquitto, where there is one, with the shipped configuration and certificates made for the test. */
class MosquittoConfIT {
    private static final Path PACKAGING = Path.of("src/main/packaging");

    @Test
    void shippedBrokerConfigurationStartsAndKeepsDevicesApart(@TempDir Path directory) throws Exception {
        for (String program : List.of("mosquitto", "mosquitto_pub", "openssl")) {
            assumeThat(installed(program))
                    .as("skipped: %s is not installed", program)
                    .isTrue();
        }
        certificates(directory);
        int port = freePort();
        Path conf = Files.writeString(directory.resolve("mosquitto.conf"), configuration(directory, port));
        Process broker = start(directory.resolve("broker.log"), "mosquitto", "-c", conf.toString());
        try {
            assertThat(listens(broker, port))
                    .as(() -> read(directory.resolve("broker.log")))
                    .isTrue();
            assertThat(publish(directory, port, "hubfloor/1/kul/inbound/st-01/event/scan", "st-01"))
                    .doesNotContain("failed", "rror");
            assertThat(publish(directory, port, "hubfloor/1/kul/inbound/st-02/event/scan", "st-01"))
                    .contains("Not authorized");
            assertThat(publish(directory, port, "hubfloor/1/kul/inbound/st-02/event/scan", "st-02"))
                    .as("the certificate says st-01, whatever the client calls itself")
                    .contains("Not authorized");
        } finally {
            broker.destroy();
            broker.waitFor(5, TimeUnit.SECONDS);
            broker.destroyForcibly();
        }
    }

    private static String configuration(Path directory, int port) throws IOException {
        String text = Files.readString(PACKAGING.resolve("mosquitto.conf"))
                .replace("listener 8883", "listener " + port + " 127.0.0.1")
                .replace("/etc/mosquitto/hubfloor/acl", directory.resolve("acl").toString())
                .replace("/etc/mosquitto/hubfloor/", directory + "/")
                .replace("/var/lib/mosquitto/", directory + "/")
                .replace("log_dest syslog", "log_dest stderr");
        Path acl = directory.resolve("acl");
        Files.copy(PACKAGING.resolve("acl"), acl);
        return text + "\nuser " + System.getProperty("user.name") + "\n";
    }

    private static void certificates(Path directory) throws Exception {
        openssl(directory, "req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -subj /CN=test-ca -days 2");
        Files.writeString(directory.resolve("san"), "subjectAltName=IP:127.0.0.1\n");
        for (String name : List.of("broker", "st-01")) {
            openssl(
                    directory,
                    "req -newkey rsa:2048 -nodes -keyout %1$s.key -out %1$s.csr -subj /CN=%1$s".formatted(name));
            openssl(
                    directory,
                    "x509 -req -in %1$s.csr -CA ca.pem -CAkey ca.key -CAcreateserial -extfile san -out %1$s.pem -days 2"
                            .formatted(name));
        }
    }

    private static void openssl(Path directory, String words) throws Exception {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(words.split(" ", -1)));
        Path log = directory.resolve("openssl.log");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(() -> read(log)).isZero();
    }

    private static String publish(Path directory, int port, String topic, String clientId) throws Exception {
        Path log = directory.resolve("publish.log");
        Process process = start(
                log,
                "mosquitto_pub",
                "-V",
                "mqttv5",
                "-q",
                "1",
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-i",
                clientId,
                "--cafile",
                directory.resolve("ca.pem").toString(),
                "--cert",
                directory.resolve("st-01.pem").toString(),
                "--key",
                directory.resolve("st-01.key").toString(),
                "-t",
                topic,
                "-m",
                "x");
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return "exit " + process.exitValue() + " " + read(log) + (process.exitValue() == 0 ? "" : " error");
    }

    private static Process start(Path log, String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static boolean listens(Process broker, int port) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (broker.isAlive() && System.nanoTime() < deadline) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
                return true;
            } catch (IOException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
        return false;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean installed(String program) {
        for (String directory : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            if (Files.isExecutable(Path.of(directory, program))) {
                return true;
            }
        }
        return false;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
