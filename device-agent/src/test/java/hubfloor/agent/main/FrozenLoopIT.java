package hubfloor.agent.main;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.sqlite.SqliteEventStore;
import hubfloor.adapter.systemd.Systemd;
import hubfloor.agent.Faults;
import hubfloor.agent.SignalLoop;
import hubfloor.agent.Supervisor;
import hubfloor.config.model.StoreConfig;
import hubfloor.port.Clock;
import hubfloor.port.EventStore;
import hubfloor.port.EventStoreContract;
import hubfloor.port.LifeSign;
import hubfloor.testing.Await;
import hubfloor.testing.NotifyReceiver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real loops, one of them really frozen in the middle of its turn, and systemd's end of the watchdog. */
class FrozenLoopIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path dir;

    @Test
    void watchdogIsFedByIdleLoopsAndStarvedByOneThatIsFrozen() throws Exception {
        Clock clock = new SystemClock();
        Faults faults = new Faults();
        CountDownLatch frozen = new CountDownLatch(1);
        try (NotifyReceiver systemd = NotifyReceiver.at(dir.resolve("notify"))) {
            Supervisor supervisor = new Supervisor(
                    Systemd.of(Map.of("NOTIFY_SOCKET", systemd.name(), "WATCHDOG_USEC", "4000000")),
                    faults,
                    clock,
                    () -> "runs");
            SignalLoop signals = new SignalLoop(
                    high -> {}, high -> {}, high -> {}, clock, supervisor.watch("signals"), LifeSign.UNWATCHED);
            try (EventStore store = SqliteEventStore.open(
                    new StoreConfig(dir.resolve("store.db"), 64, 1, Duration.ofHours(1), Duration.ZERO),
                    List.of(),
                    clock,
                    words -> {},
                    supervisor.watch("store-writer"))) {
                signals.start();
                supervisor.start();
                systemd.awaitMore("WATCHDOG=1", 2, SOON);
                assertThat(systemd.heard()).startsWith("READY=1");

                store.onCommit(batch -> waitFor(frozen));
                store.append(EventStoreContract.event(1), new Nobody());
                Await.until(
                        "the frozen loop is named", SOON, () -> faults.active().contains("loop-standing:store-writer"));
                assertThat(faults.active()).containsExactly("loop-standing:store-writer");
                systemd.awaitMore("STATUS=stands still: store-writer", 0, SOON);
                int named = systemd.heard().indexOf("STATUS=stands still: store-writer");
                long fed = systemd.count("WATCHDOG=1");

                frozen.countDown();
                systemd.awaitMore("WATCHDOG=1", fed, SOON);
                assertThat(systemd.heard().subList(named, systemd.heard().size()))
                        .as("nothing between the naming and the end of the standstill")
                        .startsWith("STATUS=stands still: store-writer", "WATCHDOG=1");
                assertThat(faults.active()).isEmpty();
                supervisor.stop();
                assertThat(systemd.heard()).last().isEqualTo("STOPPING=1");
            } finally {
                frozen.countDown();
                signals.stop();
            }
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Nobody implements EventStore.Outcome {
        @Override
        public void stored(hubfloor.event.StoredEvent event) {}

        @Override
        public void refused(EventStore.Refusal why) {}
    }
}
