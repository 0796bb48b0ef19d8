package hubfloor.floor;

import hubfloor.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The packaged program's {@code demo}, station and line, and who listens to its broker. */
public final class DemoProcess {
    private static final Duration START = Duration.ofSeconds(60);

    private DemoProcess() {}

    /** Starts it, with its state below this folder and its broker on this port. */
    public static Program start(Path dir, int brokerPort, int seconds, int parcelsPerHour) {
        return Program.start(Program.hubfloor(
                List.of("-Xmx192m"),
                "demo",
                "--seconds",
                Integer.toString(seconds),
                "--parcels-per-hour",
                Integer.toString(parcelsPerHour),
                "--state",
                dir.resolve("demo").toString(),
                "--broker-port",
                Integer.toString(brokerPort)));
    }

    /** Listens as mosquitto's own client, from when the demo's broker answers; one line a message, so formatted. */
    public static Program listen(int brokerPort, String topics, String format) {
        Await.until("the demo's broker", START, () -> answers(brokerPort));
        return Program.start(List.of(
                "mosquitto_sub", "-V", "5", "-p", Integer.toString(brokerPort), "-q", "1", "-t", topics, "-F", format));
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
