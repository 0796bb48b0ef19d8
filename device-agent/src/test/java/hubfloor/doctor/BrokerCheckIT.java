package hubfloor.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hubfloor.adapter.mqtt.PahoConnector;
import hubfloor.config.model.BrokerConfig;
import hubfloor.config.model.DeviceIdentity;
import hubfloor.config.model.TlsConfig;
import hubfloor.doctor.Finding.Verdict;
import hubfloor.testing.BrokerUnderTest;
import hubfloor.testing.SystemTicks;
import hubfloor.testing.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brokers that are there, that are not, and that will not have this device. */
class BrokerCheckIT {
    private static final DeviceIdentity ID = new DeviceIdentity("kul", "inbound", "st-01");

    @TempDir
    Path dir;

    private static Finding look(BrokerConfig config) throws InterruptedException {
        SystemTicks clock = new SystemTicks();
        return new BrokerCheck(ID, config, new PahoConnector(config, clock, bound -> 0), clock, 1_500)
                .run()
                .getLast();
    }

    private static BrokerConfig config(String host, int port, Optional<TlsConfig> tls) {
        return new BrokerConfig(
                host, port, tls, Optional.empty(), Optional.empty(), "", Duration.ofSeconds(20), 128, List.of());
    }

    private static BrokerConfig plain(int port) {
        return config("127.0.0.1", port, Optional.empty());
    }

    @Test
    void brokerThatAnswersIsOkAndHearsNoWord() throws InterruptedException {
        try (BrokerUnderTest broker = BrokerUnderTest.start()) {
            Finding finding = look(plain(broker.port()));
            assertThat(finding.verdict()).as(finding.found()).isEqualTo(Verdict.OK);
            assertThat(finding.found()).contains("MQTT 5").contains("st-01");
        }
    }

    @Test
    void portWithoutABrokerIsToldAtOnce() throws InterruptedException {
        Finding finding = look(plain(BrokerUnderTest.freePort()));
        assertThat(finding.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(finding.found()).contains("connection refused");
        assertThat(finding.todo()).contains("nc -vz");
    }

    @Test
    void nameThatNobodyKnowsIsNotCalledAnAbsentBroker() throws InterruptedException {
        assertThat(look(config("broker.invalid", 1883, Optional.empty())).found())
                .contains("no name server knows \"broker.invalid\"");
    }

    @Test
    void brokerThatRefusesTheDeviceSaysSo() throws InterruptedException {
        assumeTrue(BrokerUnderTest.real(), "mosquitto is not installed");

        try (BrokerUnderTest broker =
                BrokerUnderTest.with().line("allow_anonymous false").start()) {
            Finding finding = look(plain(broker.port()));
            assertThat(finding.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(finding.found()).contains("not authorized");
            assertThat(finding.todo()).contains("\"st-01\"");
        }
    }

    @Test
    void brokerOfAnotherAuthorityIsNotTrusted() throws Exception {
        assumeTrue(BrokerUnderTest.real(), "mosquitto is not installed");
        TestCertificates make = new TestCertificates(dir);
        make.authority("ca", 30);
        make.authority("other", 30);
        make.server("broker", "other", List.of("localhost", "127.0.0.1"), 30);
        try (BrokerUnderTest broker = BrokerUnderTest.with()
                .tls(dir.resolve("other.pem"), dir.resolve("broker.pem"), dir.resolve("broker.key"), false)
                .start()) {
            TlsConfig wrong = new TlsConfig(dir.resolve("ca.pem"), Optional.empty(), Optional.empty());
            Finding finding = look(config("localhost", broker.port(), Optional.of(wrong)));
            assertThat(finding.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(finding.found()).contains("was not issued by");
            TlsConfig right = new TlsConfig(dir.resolve("other.pem"), Optional.empty(), Optional.empty());
            assertThat(look(config("localhost", broker.port(), Optional.of(right)))
                            .found())
                    .contains("over TLS");
        }
    }

    /** A firewall that swallows, or another program on the port: TCP alone would have called this fine. */
    @Test
    void portThatTakesConnectionsAndNeverAnswersFails() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Finding finding = look(plain(silent.getLocalPort()));
            assertThat(finding.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(finding.found()).contains("does not answer as an MQTT 5 broker");
        }
    }

    @Test
    void brokerThatForbidsTheReceiptsFails() throws Exception {
        try (ServerSocket broker = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> forbid(broker));
            Finding finding = look(plain(broker.getLocalPort()));
            assertThat(finding.verdict()).as(finding.found()).isEqualTo(Verdict.FAILED);
            assertThat(finding.found()).contains("forbids").contains("0x87");
            assertThat(finding.todo()).contains("hubfloor/1/kul/inbound/st-01/receipt/+");
        }
    }

    /** CONNACK success, then a SUBACK (MQTT 5, 3.9) that refuses both topics. */
    private static void forbid(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                byte[] in = new byte[1_024];
                if (socket.getInputStream().read(in) < 0) {
                    continue;
                }
                socket.getOutputStream().write(new byte[] {0x20, 0x03, 0, 0, 0});
                int n = socket.getInputStream().read(in);
                if (n > 4 && (in[0] & 0xF0) == 0x80) {
                    int id = (in[1] & 0x80) == 0 ? 2 : 3;
                    socket.getOutputStream()
                            .write(new byte[] {(byte) 0x90, 5, in[id], in[id + 1], 0, (byte) 0x87, (byte) 0x87});
                    n = socket.getInputStream().read(in);
                }
            } catch (IOException closed) {
                return;
            }
        }
    }
}
