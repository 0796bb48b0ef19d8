package hubfloor.adapter.mqtt;

import static hubfloor.adapter.mqtt.PahoBench.connector;
import static hubfloor.adapter.mqtt.PahoBench.dial;
import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.port.BrokerConnector.Connection;
import hubfloor.testing.BrokerUnderTest;
import hubfloor.testing.HeardEvents;
import hubfloor.testing.HeardEvents.Heard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A dial that comes to nothing leaves nothing behind: two hundred of each kind. */
class DialLeakIT {
    private static final int DIALS = 200;
    private static final int AT_ONCE = 20;

    @Test
    void brokerThatDropsEveryConnectionLeaksNoThreadAndNoDescriptor() throws IOException {
        try (ServerSocket dropping = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> {
                while (!dropping.isClosed()) {
                    try {
                        dropping.accept().close();
                    } catch (IOException e) {
                        return;
                    }
                }
            });
            PahoConnector connector = connector(dropping.getLocalPort());
            leaksNothing(() -> {
                HeardEvents heard = new HeardEvents();
                dial(connector, "c1", heard);
                return heard;
            });
        }
    }

    @Test
    void closedPortLeaksNoThreadAndNoDescriptor() throws IOException {
        PahoConnector connector = connector(BrokerUnderTest.freePort());
        int[] n = {0};
        leaksNothing(() -> {
            HeardEvents heard = new HeardEvents();
            Connection connection = dial(connector, "c1", heard);
            // some are closed during the library's start-up, some while dialing
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(n[0]++ % 4 * 5L));
            connection.close(n[0] % 2 == 0);
            return heard;
        });
    }

    @Test
    void threadsOfAClosedDialEndWithinASecond() {
        int before = libraryThreads();
        HeardEvents heard = new HeardEvents();
        Connection connection = dial(connector(BrokerUnderTest.freePort()), "c1", heard);
        heard.silence(600);
        assertThat(libraryThreads()).isGreaterThan(before);
        connection.close(false);
        awaitThreads(before, 1_000);
    }

    private interface Attempt {
        HeardEvents make();
    }

    private static void leaksNothing(Attempt attempt) throws IOException {
        round(attempt);
        awaitThreads(0, 10_000);
        long descriptors = descriptors();
        for (int done = AT_ONCE; done < DIALS; done += AT_ONCE) {
            round(attempt);
        }
        awaitThreads(0, 10_000);
        assertThat(descriptors()).isLessThanOrEqualTo(descriptors + 3);
    }

    private static void round(Attempt attempt) {
        List<HeardEvents> all = new ArrayList<>();
        for (int n = 0; n < AT_ONCE; n++) {
            all.add(attempt.make());
        }
        for (HeardEvents heard : all) {
            heard.next(Heard.Lost.class, 10_000);
        }
    }

    private static void awaitThreads(int most, long withinMs) {
        long start = System.nanoTime();
        while (libraryThreads() > most) {
            if (System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(withinMs)) {
                throw new AssertionError(libraryThreads() + " threads of the library are left");
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static int libraryThreads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("MQTT "))
                .count();
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
