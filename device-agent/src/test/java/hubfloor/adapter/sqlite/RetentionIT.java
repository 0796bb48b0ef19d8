package hubfloor.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.event.ClockQuality;
import hubfloor.event.Event;
import hubfloor.event.EventClass;
import hubfloor.event.StoredEvent;
import hubfloor.port.EventStore;
import hubfloor.port.EventStoreContract;
import hubfloor.port.EventStoreContract.Told;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows go only by receipt or published retention, the room comes back, and a full store sheds in order. */
class RetentionIT {
    @TempDir
    Path directory;

    private final Floor.TestClock clock = new Floor.TestClock();

    @Test
    void receiptedAndAgedRowsGoAndTheFileShrinks() throws Exception {
        Path store = directory.resolve("events.db");
        clock.wall = clock.wall.plus(Duration.ofDays(30));
        try (Floor.Open open = Floor.open(Floor.config(store, 512, Duration.ofDays(1), Duration.ZERO), clock)) {
            Floor.append(open, 40_000);
            open.store().receipted(Floor.CENTRAL, 1);
            long before = Files.size(store);
            assertThat(before).isGreaterThan(10_000_000);
            open.store().receipted(Floor.CENTRAL, 40_000);
            EventStoreContract.until(() -> open.store().read(1, 10).size() == 1);
            EventStoreContract.until(() -> store.toFile().length() < 2_500_000);
            assertThat(Floor.append(open, 1).getFirst().event().seq()).isEqualTo(40_001);
        }
        try (Floor.Open open = Floor.open(Floor.config(store, 512, Duration.ofDays(1), Duration.ZERO), clock)) {
            assertThat(open.store().progress().receipted()).isEqualTo(40_000);
            assertThat(Floor.append(open, 1).getFirst().event().seq()).isEqualTo(40_002);
        }
    }

    @Test
    void handedRowsStayWithoutAReceipt() throws Exception {
        clock.wall = clock.wall.plus(Duration.ofDays(3_000));
        Path store = directory.resolve("events.db");
        try (Floor.Open open = Floor.open(Floor.config(store, 512, Duration.ZERO, Duration.ZERO), clock)) {
            Floor.append(open, 2_000);
            open.store().handed(2_000);
            Floor.append(open, 10);
        }
        try (Floor.Open open = Floor.open(Floor.config(store, 512, Duration.ZERO, Duration.ZERO), clock)) {
            assertThat(open.store().progress().handed()).isEqualTo(2_000);
            open.store().receipted(Floor.CENTRAL, 5);
            EventStoreContract.until(() -> open.store().read(1, 1).getFirst().seq() == 6);
            assertThat(open.store().read(6, 4_000)).hasSize(2_005);
        }
    }

    @Test
    void unsyncedClockAgesNothing() throws Exception {
        clock.wall = clock.wall.plus(Duration.ofDays(3_000));
        clock.quality = ClockQuality.UNSYNCED;
        Path store = directory.resolve("events.db");
        try (Floor.Open open = Floor.open(Floor.config(store, 512, Duration.ofDays(1), Duration.ofDays(1)), clock)) {
            Floor.append(open, 100);
            open.store().receipted(Floor.CENTRAL, 50);
        }
        try (Floor.Open open = Floor.open(Floor.config(store, 512, Duration.ofDays(1), Duration.ofDays(1)), clock)) {
            assertThat(open.store().read(1, 1_000)).hasSize(100);
            clock.quality = ClockQuality.SYNCED;
            open.store().receipted(Floor.CENTRAL, 60);
            EventStoreContract.until(() -> open.store().read(1, 1).getFirst().seq() > 60);
        }
    }

    @Test
    void expiryOfUnreceiptedRowsIsDeclared() throws Exception {
        clock.wall = clock.wall.plus(Duration.ofDays(40));
        Path store = directory.resolve("events.db");
        try (Floor.Open open = Floor.open(Floor.config(store, 512, Duration.ofDays(1), Duration.ofDays(30)), clock)) {
            Floor.append(open, 100);
            open.store().receipted(Floor.CENTRAL, 10);
            List<StoredEvent> left = new ArrayList<>();
            EventStoreContract.until(() -> {
                left.clear();
                left.addAll(open.store().read(1, 1_000));
                return left.stream().anyMatch(e -> e.event().type().equals("device.events-expired.v1"));
            });
            StoredEvent notice = left.stream()
                    .filter(e -> e.event().type().equals("device.events-expired.v1"))
                    .findFirst()
                    .orElseThrow();
            assertThat(new String(notice.event().data(), StandardCharsets.UTF_8))
                    .contains("\"fromSeq\":11")
                    .contains("\"throughSeq\":99");
        }
    }

    @Test
    void fullStoreShedsTelemetryThenAlarmsAndDeclaresThem() throws Exception {
        Path store = directory.resolve("events.db");
        try (Floor.Open open = Floor.open(Floor.config(store, 4, Duration.ofDays(1), Duration.ZERO), clock)) {
            int n = 0;
            String order = "";
            while (!order.endsWith("F")) {
                for (EventClass c : EventClass.values()) {
                    EventStore.Refusal why =
                            one(open, EventStoreContract.event(n++, c, 2_000)).why();
                    String letter = why == null
                            ? ""
                            : why == EventStore.Refusal.FULL ? "F" : c.name().substring(0, 1);
                    order += letter.isEmpty() || order.contains(letter) ? "" : letter;
                }
                assertThat(n).isLessThan(100_000);
            }
            assertThat(order).isEqualTo("TAF");
            long last = open.store().progress().stored();
            open.store().receipted(Floor.CENTRAL, last);
            EventStoreContract.until(() -> quietly(open, EventStoreContract.event(1, EventClass.CUSTODY, 100)));
            EventStoreContract.until(() -> quietly(open, EventStoreContract.event(1, EventClass.TELEMETRY, 100)));
            List<String> notices = open.store().read(last + 1, 4_000).stream()
                    .filter(e -> e.event().type().equals("device.events-shed.v1"))
                    .map(e -> new String(e.event().data(), StandardCharsets.UTF_8))
                    .toList();
            assertThat(notices).anyMatch(d -> d.contains("\"class\":\"telemetry\""));
            assertThat(notices).anyMatch(d -> d.contains("\"class\":\"alarm\""));
        }
    }

    private static boolean quietly(Floor.Open open, Event event) {
        try {
            return one(open, event).why() == null;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Told one(Floor.Open open, Event event) throws InterruptedException {
        BlockingQueue<Told> told = new LinkedBlockingQueue<>();
        open.store().append(event, new EventStoreContract.Teller(told));
        return java.util.Objects.requireNonNull(told.poll(30, TimeUnit.SECONDS));
    }
}
