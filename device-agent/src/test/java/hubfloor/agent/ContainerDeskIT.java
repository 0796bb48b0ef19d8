package hubfloor.agent;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.loopback.MemoryEventStore;
import hubfloor.adapter.sqlite.SqliteContainerLog;
import hubfloor.agent.ContainerDesk.Settled;
import hubfloor.container.Answer.Result;
import hubfloor.container.ContainerLabel;
import hubfloor.container.Purpose;
import hubfloor.port.ContainerLog;
import hubfloor.port.ContainerLog.ContainerLogFailed;
import hubfloor.port.EventStore.Refusal;
import hubfloor.testing.SystemTicks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of containers after a program's end at a bad moment, with the real file beside the store. */
class ContainerDeskIT {
    private static final ContainerLabel BAG =
            ContainerLabel.named("gs1/(8004)9521141BAG7").orElseThrow();
    private static final String HERE = "st-01";

    @TempDir
    Path dir;

    private final MemoryEventStore store = new MemoryEventStore(() -> "0123456789abcdef", List.of(), 3);
    private final Faults faults = new Faults();

    @AfterEach
    void end() {
        store.close();
    }

    private SqliteContainerLog log() throws ContainerLogFailed {
        return SqliteContainerLog.open(dir.resolve("station.db.containers"));
    }

    private ContainerDesk desk(ContainerLog log) throws ContainerLogFailed {
        return new ContainerDesk(false, store, log, new JsonWireFormat(), faults);
    }

    private static Settled open(ContainerDesk desk) throws InterruptedException {
        return desk.settle(new SystemTicks().stamp(), all -> all.label(HERE, BAG, Purpose.ANY));
    }

    private static Settled add(ContainerDesk desk, String parcel) throws InterruptedException {
        return desk.settle(new SystemTicks().stamp(), all -> all.parcel(HERE, parcel, Purpose.ANY));
    }

    @Test
    void containerIsOpenWithItsParcelsAfterARestart() throws Exception {
        try (ContainerDesk desk = desk(log())) {
            open(desk);
            add(desk, "s10/A");
        }
        try (ContainerDesk desk = desk(log())) {
            assertThat(add(desk, "s10/A").answer().result()).isEqualTo(Result.ALREADY_IN_THIS);
            assertThat(add(desk, "s10/B").answer().count()).isEqualTo(2);
        }
    }

    /** Killed between the event's commit and the log's: staff saw no green, central has the event. */
    @Test
    void eventThatACrashKeptOutOfTheLogIsReadFromTheStoreAtTheNextStart() throws Exception {
        Torn torn = new Torn(log());
        try (ContainerDesk desk = desk(torn)) {
            open(desk);
            torn.breaks = true;
            assertThat(add(desk, "s10/A").refused()).isNull();
            torn.breaks = false;
            add(desk, "s10/B");
        }
        assertThat(faults.active()).containsExactly("containers-not-kept");
        try (ContainerDesk desk = desk(log())) {
            assertThat(add(desk, "s10/A").answer().result())
                    .as("B's mark does not hide that A is missing")
                    .isEqualTo(Result.ALREADY_IN_THIS);
        }
    }

    @Test
    void eventTheStoreRefusesHasNotHappened() throws Exception {
        try (ContainerDesk desk = desk(log())) {
            open(desk);
            add(desk, "s10/A");
            add(desk, "s10/B");
            assertThat(add(desk, "s10/C").refused()).isEqualTo(Refusal.FULL);
            assertThat(add(desk, "s10/C").refused()).as("asked for again").isEqualTo(Refusal.FULL);
        }
        try (ContainerDesk desk = desk(log())) {
            assertThat(add(desk, "s10/B").answer().count()).isEqualTo(2);
        }
    }

    @Test
    void damagedLogIsPutAsideAndTheStoresEventsAreReadAgain() throws Exception {
        try (ContainerDesk desk = desk(log())) {
            open(desk);
            add(desk, "s10/A");
        }
        spoil(dir.resolve("station.db.containers"));
        try (ContainerDesk desk = desk(log())) {
            assertThat(add(desk, "s10/A").answer().result()).isEqualTo(Result.ALREADY_IN_THIS);
        }
        assertThat(dir.resolve("station.db.containers.damaged")).exists();
    }

    @Test
    void whatCustomsHoldsInABagIsShownUntilItIsOutAlsoAfterARestart() throws Exception {
        try (MemoryEventStore roomy = new MemoryEventStore(() -> "0123456789abcdef", List.of(), 100)) {
            try (ContainerDesk desk = new ContainerDesk(false, roomy, log(), new JsonWireFormat(), faults)) {
                PackedParcels packed = new PackedParcels(desk, Set.of("bonded"), new SystemTicks());
                open(desk);
                assertThat(packed.holds("s10/A")).isFalse();
                add(desk, "s10/A");
                assertThat(packed.holds("s10/A")).isTrue();
                assertThat(new PackedParcels(desk, Set.of(HERE), new SystemTicks()).holds("s10/A"))
                        .as("at a place that it does not leave the hub from")
                        .isFalse();
                packed.customs("s10/A", "hold");
                assertThat(faults.active()).containsExactly("customs-holds:A");
            }
            Faults fresh = new Faults();
            try (ContainerDesk desk = new ContainerDesk(false, roomy, log(), new JsonWireFormat(), fresh)) {
                assertThat(fresh.active()).containsExactly("customs-holds:A");
                assertThat(open(desk).answer().result()).isEqualTo(Result.HELD_INSIDE);
                desk.settle(new SystemTicks().stamp(), all -> all.takeOut(HERE, "s10/A"));
                assertThat(fresh.active()).isEmpty();
                assertThat(open(desk).answer().result()).isEqualTo(Result.OPEN_ALREADY);
            }
        }
    }

    private static void spoil(Path file) throws IOException {
        Files.writeString(file, "this is no database, whatever it was before; ".repeat(100));
    }

    /** A log whose disk fails when told to. */
    private static final class Torn implements ContainerLog {
        private final ContainerLog log;
        private boolean breaks;

        private Torn(ContainerLog log) {
            this.log = log;
        }

        @Override
        public List<Entry> entries() throws ContainerLogFailed {
            return log.entries();
        }

        @Override
        public Mark mark() throws ContainerLogFailed {
            return log.mark();
        }

        @Override
        public void keep(String epoch, Entry entry, String forget) throws ContainerLogFailed {
            if (breaks) {
                throw new ContainerLogFailed("the disk is gone", new IOException());
            }
            log.keep(epoch, entry, forget);
        }

        @Override
        public void close() {
            log.close();
        }
    }
}
