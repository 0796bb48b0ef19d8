package hubfloor.adapter.mqtt;

import static hubfloor.adapter.mqtt.PahoBench.SOON_MS;
import static hubfloor.adapter.mqtt.PahoBench.config;
import static hubfloor.adapter.mqtt.PahoBench.connected;
import static hubfloor.adapter.mqtt.PahoBench.connector;
import static hubfloor.adapter.mqtt.PahoBench.dial;
import static hubfloor.adapter.mqtt.PahoBench.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hubfloor.config.model.TlsConfig;
import hubfloor.port.BrokerConnector.Connection;
import hubfloor.testing.BrokerUnderTest;
import hubfloor.testing.HeardEvents;
import hubfloor.testing.HeardEvents.Heard;
import hubfloor.testing.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS either proves who the broker is, or nothing is sent and the reason is said in words. */
class TlsDialIT {
    @TempDir
    static Path dir;

    @BeforeAll
    static void makeCertificates() throws IOException {
        assumeTrue(BrokerUnderTest.real(), "mosquitto is not installed");
        TestCertificates certificates = new TestCertificates(dir);
        certificates.authority("ca", 3650);
        certificates.authority("other", 3650);
        List<String> here = List.of("localhost", "127.0.0.1");
        certificates.server("broker", "ca", here, 3650);
        certificates.server("elsewhere", "ca", List.of("elsewhere.example"), 3650);
        certificates.server("expired", "ca", here, -1);
        certificates.client("device", "ca", 3650);
        certificates.client("stranger", "other", 3650);
        certificates.server("impostor", "other", here, 3650);
    }

    @Test
    void verifiedBrokerWithDeviceCertificateWorks() {
        try (BrokerUnderTest broker = broker("broker", true)) {
            HeardEvents heard = new HeardEvents();
            Connection connection =
                    connected(connector(config("localhost", broker.port(), 30, tls("ca", "device"))), "c1", heard);
            connection.publish(1, message("t/1", 100));
            connection.flush();
            assertThat(heard.next(Heard.Acknowledged.class, SOON_MS).reasonCode())
                    .isLessThan(0x80);
            connection.close(true);
            heard.next(Heard.Lost.class, SOON_MS);
        }
    }

    @Test
    void brokerOfAnotherAuthorityIsRefused() {
        assertThat(refused("impostor", "localhost", tls("ca", null))).contains("was not issued by");
    }

    @Test
    void brokerWithAnotherNameIsRefused() {
        assertThat(refused("elsewhere", "localhost", tls("ca", null))).contains("is not for 'localhost'");
    }

    @Test
    void brokerWithExpiredCertificateIsRefused() {
        assertThat(refused("expired", "localhost", tls("ca", null))).contains("expired");
    }

    @Test
    void brokerThatRefusesTheDeviceCertificateIsSaidInWords() {
        try (BrokerUnderTest broker = broker("broker", true)) {
            HeardEvents heard = new HeardEvents();
            dial(connector(config("localhost", broker.port(), 30, tls("ca", "stranger"))), "c1", heard);
            assertThat(heard.next(Heard.Lost.class, SOON_MS).words())
                    .contains("refused this device's certificate")
                    .contains("stranger.pem");
            heard.silence(300);
        }
    }

    @Test
    void missingDeviceCertificateIsSaidInWords() {
        try (BrokerUnderTest broker = broker("broker", true)) {
            HeardEvents heard = new HeardEvents();
            dial(connector(config("localhost", broker.port(), 30, tls("ca", null))), "c1", heard);
            assertThat(heard.next(Heard.Lost.class, SOON_MS).words()).contains("device certificate");
        }
    }

    @Test
    void unreadableKeyIsSaidInWords() {
        TlsConfig broken = new TlsConfig(
                dir.resolve("ca.pem"), Optional.of(dir.resolve("device.pem")), Optional.of(dir.resolve("nowhere.key")));
        try (BrokerUnderTest broker = broker("broker", false)) {
            HeardEvents heard = new HeardEvents();
            dial(connector(config("localhost", broker.port(), 30, Optional.of(broken))), "c1", heard);
            assertThat(heard.next(Heard.Lost.class, SOON_MS).words()).contains("nowhere.key cannot be read");
        }
    }

    @Test
    void plainPortNeverGetsMqttBytes() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<byte[]> got = CompletableFuture.supplyAsync(() -> {
                try (Socket socket = plain.accept()) {
                    socket.setSoTimeout(2_000);
                    byte[] first = socket.getInputStream().readNBytes(300);
                    socket.getOutputStream().write("this is no TLS\r\n".getBytes(StandardCharsets.US_ASCII));
                    return first;
                } catch (IOException e) {
                    return new byte[] {0};
                }
            });
            HeardEvents heard = new HeardEvents();
            dial(connector(config("localhost", plain.getLocalPort(), 30, tls("ca", null))), "c1", heard);
            assertThat(heard.next(Heard.Lost.class, SOON_MS).words()).contains("TLS");
            // a TLS handshake record, not an MQTT CONNECT
            assertThat(got.orTimeout(5, TimeUnit.SECONDS).join()[0]).isEqualTo((byte) 0x16);
        }
    }

    @Test
    void renewedCertificateIsUsedByTheNextDialWithoutRestart() throws IOException {
        Path certificate = dir.resolve("rotating.pem");
        Path key = dir.resolve("rotating.key");
        Files.copy(dir.resolve("stranger.pem"), certificate, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(dir.resolve("stranger.key"), key, StandardCopyOption.REPLACE_EXISTING);
        TlsConfig rotating = new TlsConfig(dir.resolve("ca.pem"), Optional.of(certificate), Optional.of(key));
        try (BrokerUnderTest broker = broker("broker", true)) {
            PahoConnector connector = connector(config("localhost", broker.port(), 30, Optional.of(rotating)));
            HeardEvents heard = new HeardEvents();
            dial(connector, "c1", heard);
            heard.next(Heard.Lost.class, SOON_MS);
            Files.copy(dir.resolve("device.pem"), certificate, StandardCopyOption.REPLACE_EXISTING);
            Files.copy(dir.resolve("device.key"), key, StandardCopyOption.REPLACE_EXISTING);
            connected(connector, "c1", new HeardEvents()).close(true);
        }
    }

    private static String refused(String brokerCertificate, String host, Optional<TlsConfig> tls) {
        try (BrokerUnderTest broker = broker(brokerCertificate, false)) {
            HeardEvents heard = new HeardEvents();
            dial(connector(config(host, broker.port(), 30, tls)), "c1", heard);
            Heard told = heard.next(SOON_MS);
            assertThat(told).isInstanceOf(Heard.Lost.class); // not even reached
            heard.silence(300);
            assertThat(broker.log()).doesNotContain("New client connected");
            return ((Heard.Lost) told).words();
        }
    }

    private static BrokerUnderTest broker(String certificate, boolean clientsToo) {
        return BrokerUnderTest.with()
                .tls(
                        dir.resolve("ca.pem"),
                        dir.resolve(certificate + ".pem"),
                        dir.resolve(certificate + ".key"),
                        clientsToo)
                .start();
    }

    private static Optional<TlsConfig> tls(String authority, @org.jspecify.annotations.Nullable String device) {
        return Optional.of(new TlsConfig(
                dir.resolve(authority + ".pem"),
                Optional.ofNullable(device).map(name -> dir.resolve(name + ".pem")),
                Optional.ofNullable(device).map(name -> dir.resolve(name + ".key"))));
    }
}
