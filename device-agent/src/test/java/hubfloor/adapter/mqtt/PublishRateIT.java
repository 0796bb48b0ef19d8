package hubfloor.adapter.mqtt;

import static hubfloor.adapter.mqtt.PahoBench.connector;
import static hubfloor.adapter.mqtt.PahoBench.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hubfloor.port.BrokerConnector.Connection;
import hubfloor.port.BrokerConnector.Listener;
import hubfloor.port.BrokerConnector.Message;
import hubfloor.port.BrokerConnector.Publication;
import hubfloor.testing.BrokerUnderTest;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How fast QoS 1 publishes go out, flat out with a full window. The figure is printed; only a collapse fails. */
class PublishRateIT {
    private static final int WINDOW = 128;
    private static final int COUNT = 60_000;

    @Test
    void windowOfPublishesKeepsMoving() throws InterruptedException {
        assumeTrue(BrokerUnderTest.real(), "mosquitto is not installed");
        try (BrokerUnderTest broker = BrokerUnderTest.with().receiveMaximum(0).start()) {
            Window window = new Window();
            Connection connection = connector(broker.port())
                    .dial("rate", new Publication("will/rate", new byte[0], 1, false, "", new byte[0]), window);
            assertThat(window.connected.await(10, TimeUnit.SECONDS)).isTrue();
            run(connection, window, COUNT);
            double best = 0;
            for (int round = 0; round < 2; round++) {
                long cpu = cpuNanos();
                long start = System.nanoTime();
                run(connection, window, COUNT);
                double seconds = (System.nanoTime() - start) / 1e9;
                best = Math.max(best, COUNT / seconds);
                System.out.printf(
                        "MEASURED %.0f publishes/s, %.1f us of CPU each%n",
                        COUNT / seconds, (cpuNanos() - cpu) / 1e3 / COUNT);
            }
            assertThat(window.refused.get()).isZero();
            assertThat(best).isGreaterThan(3_000);
            connection.close(true);
        }
    }

    private static void run(Connection connection, Window window, int count) throws InterruptedException {
        Publication publication = message("hubfloor/1/kul/z1/s1/event/scan", 450);
        for (int n = 0; n < count; n++) {
            assertThat(window.free.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            connection.publish(n, publication);
            connection.flush();
        }
        assertThat(window.free.tryAcquire(WINDOW, 10, TimeUnit.SECONDS)).isTrue();
        window.free.release(WINDOW);
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static final class Window implements Listener {
        private final CountDownLatch connected = new CountDownLatch(1);
        private final Semaphore free = new Semaphore(WINDOW);
        private final AtomicInteger refused = new AtomicInteger();

        @Override
        public void reached() {
            // only the connection counts here
        }

        @Override
        public void connected(int receiveMax, int maxPacketBytes) {
            connected.countDown();
        }

        @Override
        public void acknowledged(long token, int reasonCode) {
            if (reasonCode >= 0x80) {
                refused.incrementAndGet();
            }
            free.release();
        }

        @Override
        public void subscribed(List<Integer> reasonCodes) {
            // nothing is subscribed
        }

        @Override
        public void arrived(Message message) {
            // nothing is subscribed
        }

        @Override
        public void lost(int reasonCode, String words) {
            // the test ends or starves
        }
    }
}
