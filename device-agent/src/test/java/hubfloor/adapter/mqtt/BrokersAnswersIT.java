package hubfloor.adapter.mqtt;

import static hubfloor.adapter.mqtt.PahoBench.SOON_MS;
import static hubfloor.adapter.mqtt.PahoBench.connector;
import static hubfloor.adapter.mqtt.PahoBench.dial;
import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.testing.HeardEvents;
import hubfloor.testing.HeardEvents.Heard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Answers that no broker here gives on demand, byte by byte from a scripted one. */
class BrokersAnswersIT {
    @Test
    void takeoverIsLostWithItsCode() throws IOException {
        try (ServerSocket broker = scripted("2003000000" + "e0018e")) {
            HeardEvents heard = new HeardEvents();
            dial(connector(broker.getLocalPort()), "c1", heard);
            Heard.Lost lost = heard.next(Heard.Lost.class, SOON_MS);
            assertThat(lost.reasonCode()).isEqualTo(0x8E);
            assertThat(lost.words()).contains("another client");
            heard.silence(300);
        }
    }

    @Test
    void refusedConnectIsLostWithItsCode() throws IOException {
        try (ServerSocket broker = scripted("2003008600")) {
            HeardEvents heard = new HeardEvents();
            dial(connector(broker.getLocalPort()), "c1", heard);
            assertThat(heard.next(Heard.Lost.class, SOON_MS).reasonCode()).isEqualTo(0x86);
        }
    }

    @Test
    void largestReceiveMaximumIsReportedAsFarAsThisSideKeepsAccount() throws IOException {
        try (ServerSocket broker = scripted("2009000006" + "21ffff" + "22000a")) {
            HeardEvents heard = new HeardEvents();
            dial(connector(broker.getLocalPort()), "c1", heard);
            assertThat(heard.next(Heard.Connected.class, SOON_MS).receiveMax()).isEqualTo(PublishLane.UNANSWERED_MAX);
        }
    }

    @Test
    void brokerWithoutQosOneIsRefused() throws IOException {
        try (ServerSocket broker = scripted("2005000002" + "2400")) {
            HeardEvents heard = new HeardEvents();
            dial(connector(broker.getLocalPort()), "c1", heard);
            assertThat(heard.next(Heard.Lost.class, SOON_MS).words()).contains("QoS 1");
        }
    }

    @Test
    void packetAboveTheAgreedSizeEndsTheConnectionBeforeItIsRead() throws IOException {
        try (ServerSocket broker = scripted("2003000000" + "30ffffff7f" + "0001")) {
            HeardEvents heard = new HeardEvents();
            dial(connector(broker.getLocalPort()), "c1", heard);
            assertThat(heard.next(Heard.Lost.class, SOON_MS).words()).contains("268435455 bytes");
        }
    }

    @Test
    void portThatIsNotMqttIsLost() throws IOException {
        try (ServerSocket broker = scripted(HexFormat.of()
                .formatHex("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))) {
            HeardEvents heard = new HeardEvents();
            dial(connector(broker.getLocalPort()), "c1", heard);
            heard.next(Heard.Lost.class, 15_000);
            heard.silence(300);
        }
    }

    /** Takes connections, reads the CONNECT, answers, and keeps them open. */
    private static ServerSocket scripted(String hex) throws IOException {
        ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    if (socket.getInputStream().read(new byte[1_024]) > 0) {
                        socket.getOutputStream().write(HexFormat.of().parseHex(hex));
                    }
                } catch (IOException e) {
                    if (!server.isClosed()) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        });
        return server;
    }
}
