package hubfloor.hub;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.sqlite.SqliteHubStore;
import hubfloor.advice.Clocks;
import hubfloor.advice.FeedBook.Mark;
import hubfloor.advice.ParcelNews;
import hubfloor.advice.Routing;
import hubfloor.event.ClockQuality;
import hubfloor.event.Event;
import hubfloor.event.EventClass;
import hubfloor.event.EventFamily;
import hubfloor.event.Stamp;
import hubfloor.event.StoredEvent;
import hubfloor.link.ListStore;
import hubfloor.port.Clock;
import hubfloor.port.HubStore;
import hubfloor.port.HubStore.EventMark;
import hubfloor.testing.ContractSchemas;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clocks that run out, over a real table, with stops at every place; time moves when a test says so. */
class ClockDeskIT {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final String EPOCH = "0123456789abcdef";

    @TempDir
    private Path folder;

    private final JsonWireFormat wire = new JsonWireFormat();
    private final List<String> faults = new ArrayList<>();
    private ListStore events = new ListStore(EPOCH);
    private ClockQuality quality = ClockQuality.SYNCED;
    private Instant wall = NOON;
    private long seq;
    private HubStore store;
    private ClockDesk desk;

    private final Clock clock = new Clock() {
        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public Stamp stamp() {
            return new Stamp(wall, 0, "boot", quality);
        }
    };

    @BeforeEach
    void open() throws Exception {
        open(true);
    }

    private void open(boolean tells) throws Exception {
        store = SqliteHubStore.open(folder.resolve("hub"), 10_000, Duration.ofDays(7));
        Notes notes = new Notes(events, clock, wire::flat);
        desk = new ClockDesk(store, events, wire, clock, notes, tells, (word, raised) -> {
            if (raised) {
                faults.add(word);
            }
        });
        desk.recover();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void restart() throws Exception {
        store.close();
        open();
    }

    private void tell(String... subjects) throws Exception {
        List<ParcelNews> news = new ArrayList<>();
        for (String subject : subjects) {
            Clocks clocks = new Clocks(Instant.EPOCH, NOON, Instant.EPOCH);
            news.add(new ParcelNews(
                    subject, Optional.of(new Routing(1, "BE", "", "", 0, 0, true, clocks)), Optional.empty()));
        }
        store.take("wms", new Mark(EPOCH, ++seq, List.of()), news, NOON);
    }

    private void at(long minutes) throws Exception {
        wall = NOON.plusSeconds(minutes * 60);
        desk.tick();
    }

    private List<String> said() {
        List<String> said = new ArrayList<>();
        for (StoredEvent stored : events.read(1, 10_000)) {
            String data = new String(stored.event().data(), StandardCharsets.UTF_8);
            said.add(stored.event().subject() + " "
                    + data.replaceFirst(".*\"clock\":\"([^\"]*)\",\"stage\":\"([^\"]*)\".*", "$1 $2"));
        }
        return said;
    }

    @Test
    void eachStageIsToldWhenItComesAndNeverAgain() throws Exception {
        tell("s10/A");
        at(89);
        assertThat(said()).isEmpty();
        for (long minute = 90; minute < 400; minute += 10) {
            at(minute);
            restart();
        }
        assertThat(said())
                .containsExactly("s10/A customs half-used", "s10/A customs nearly-used", "s10/A customs overdue");
        StoredEvent last = events.read(3, 1).getFirst();
        assertThat(last.event().family()).isEqualTo(EventFamily.ALARM);
        assertThat(new String(last.event().data(), StandardCharsets.UTF_8))
                .isEqualTo("{\"clock\":\"customs\",\"stage\":\"overdue\",\"due\":\"2026-11-26T15:00:00Z\","
                        + "\"leftS\":0,\"usedPercent\":100,\"trusted\":true}");
        for (StoredEvent stored : events.read(1, 10)) {
            assertThat(new ContractSchemas()
                            .against(
                                    "data/alarm.parcel-clock.v1.schema.json",
                                    new String(stored.event().data(), StandardCharsets.UTF_8)))
                    .isEmpty();
        }
    }

    @Test
    void aStopAnywhereBetweenMarkAndEventsNeitherLosesNorRepeatsOne() throws Exception {
        for (int written = 0; written <= 3; written++) {
            close();
            events = new ListStore(EPOCH);
            java.nio.file.Files.deleteIfExists(folder.resolve("hub"));
            open();
            events.commit(List.of(other()));
            tell("s10/A", "s10/B", "s10/C");
            // what a tick does up to the power cut: all marked, the first few stored
            store.passed(NOON.plusSeconds(5_400), 200, new EventMark(EPOCH, 1));
            for (String subject : List.of("s10/A", "s10/B", "s10/C").subList(0, written)) {
                events.commit(List.of(new Event(
                        EventFamily.ALARM,
                        EventClass.ALARM,
                        ClockDesk.TYPE,
                        subject,
                        clock.stamp(),
                        "{\"clock\":\"customs\",\"stage\":\"half-used\"}".getBytes(StandardCharsets.UTF_8))));
            }
            restart();
            at(90);
            at(91);
            restart();
            at(92);
            assertThat(said().subList(1, said().size()))
                    .as("%d were stored", written)
                    .containsExactlyInAnyOrder(
                            "s10/A customs half-used", "s10/B customs half-used", "s10/C customs half-used");
        }
    }

    private Event other() {
        byte[] data = "{}".getBytes(StandardCharsets.UTF_8);
        return new Event(EventFamily.SCAN, EventClass.CUSTODY, "scan.read.v1", "s10/X", clock.stamp(), data);
    }

    @Test
    void whileOurOwnClockIsNotKnownNothingIsToldAndAfterwardsAllOfIt() throws Exception {
        tell("s10/A");
        quality = ClockQuality.UNSYNCED;
        at(400);
        assertThat(said()).isEmpty();
        quality = ClockQuality.SYNCED;
        at(100);
        assertThat(said()).containsExactly("s10/A customs half-used");
    }

    @Test
    void manyAtOnceAreToldInBoundedStepsAndBeingBehindIsAFault() throws Exception {
        for (int i = 0; i < 500; i++) {
            tell("s10/" + i);
        }
        at(100);
        assertThat(said()).hasSize(ClockDesk.BATCH);
        assertThat(faults).contains("clock-warnings-late");
        at(100);
        at(100);
        assertThat(said()).hasSize(500);
        assertThat(new TreeSet<>(said())).hasSize(500);
        faults.clear();
        at(100);
        assertThat(faults).isEmpty();
    }

    @Test
    void aDeviceThatLeavesTheTellingToAnotherStillKnowsWhoIsLate() throws Exception {
        close();
        open(false);
        tell("s10/A");
        at(200);
        assertThat(said()).isEmpty();
        assertThat(desk.late()).containsExactly("s10/A  customs  0:20 h over, trusted, to BE");
    }
}
