package hubfloor.adapter.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The broker inside the process starts fast, listens on loopback only and gives its port back. */
class EmbeddedBrokerIT {
    @Test
    void startsWithinFiveSecondsAndGivesItsPortBack() throws IOException {
        long start = System.nanoTime();
        int port;
        try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            port = broker.port();
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            System.out.println("MEASURED embedded broker started in " + tookMs + " ms");
            assertThat(tookMs).isLessThan(5_000);
        }
        try (EmbeddedBroker again = EmbeddedBroker.start(port)) {
            assertThat(again.port()).isEqualTo(port);
        }
    }

    @Test
    void isNotReachableFromOutside() throws IOException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
            for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
                for (InetAddress address : network.inetAddresses().toList()) {
                    if (!address.isLoopbackAddress()) {
                        org.assertj.core.api.Assertions.assertThatThrownBy(
                                        () -> new Socket(address, broker.port()).close())
                                .isInstanceOf(IOException.class);
                    }
                }
            }
        }
    }
}
