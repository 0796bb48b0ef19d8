package hubfloor.hub;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.sqlite.SqliteHubStore;
import hubfloor.advice.Advice;
import hubfloor.advice.CustomsStanding;
import hubfloor.advice.FeedBook.Mark;
import hubfloor.advice.ParcelNews;
import hubfloor.advice.ParcelNews.CustomsWord;
import hubfloor.config.model.CustomsStatus;
import hubfloor.config.model.FloorRole;
import hubfloor.config.model.PersonConfig;
import hubfloor.event.ClockQuality;
import hubfloor.event.EventClass;
import hubfloor.event.EventFamily;
import hubfloor.event.Stamp;
import hubfloor.event.StoredEvent;
import hubfloor.hub.FloorDesk.Wish;
import hubfloor.link.ListStore;
import hubfloor.port.Clock;
import hubfloor.port.HubStore;
import hubfloor.testing.ContractSchemas;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People with and without roles at a device with its real table; the desk's thread is the test's. */
class FloorDeskIT {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final Mark MARK = new Mark("0123456789abcdef", 1, List.of());
    private static final String PARCEL = "s10/RR473124829GB";

    @TempDir
    private Path folder;

    private final JsonWireFormat wire = new JsonWireFormat();
    private final ListStore events = new ListStore("0123456789abcdef");
    private final List<String> order = new ArrayList<>();
    private ClockQuality quality = ClockQuality.SYNCED;
    private long nanos;
    private String badge = "officer";
    private HubStore store;
    private FloorDesk desk;
    private boolean packed;

    private final Clock clock = new Clock() {
        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public Stamp stamp() {
            return new Stamp(NOON.plusNanos(nanos), nanos / 1_000_000, "boot", quality);
        }
    };

    private final Floor floor = new Floor() {
        @Override
        public void advised(String subject, Advice advice) {
            order.add("floor " + advice.customs().standing(NOON.plusNanos(nanos), 60));
        }

        @Override
        public Verdict plan(byte[] text) {
            return new Verdict("", "", List.of());
        }

        @Override
        public boolean order(String verb, Map<String, Object> members, Consumer<String> answer) {
            return false;
        }
    };

    /** The parcel lies in a bag when a test says so. */
    private final Packed bag = new Packed() {
        @Override
        public boolean holds(String subject) {
            return packed && subject.equals(PARCEL);
        }

        @Override
        public void customs(String subject, String word) {
            order.add("bag " + word);
        }
    };

    @BeforeEach
    void open() throws Exception {
        store = SqliteHubStore.open(folder.resolve("hub"), 1_000, Duration.ofDays(7));
        Notes notes = new Notes(events, clock, wire::flat);
        List<PersonConfig> people = List.of(
                new PersonConfig("officer", FloorRole.CUSTOMS_OFFICER, Path.of("officer.pin")),
                new PersonConfig("leader", FloorRole.SUPERVISOR, Path.of("leader.pin")),
                new PersonConfig("newcomer", FloorRole.SUPERVISOR, Path.of("none.pin")));
        Map<Path, String> pins = Map.of(Path.of("officer.pin"), "1234", Path.of("leader.pin"), "5678");
        People known = new People(people, () -> badge, file -> Optional.ofNullable(pins.get(file)));
        News news = new News(store, wire, clock, notes, floor, (word, raised) -> {});
        news.serve(bag);
        desk = new FloorDesk(store, clock, notes, news, known, new FloorDesk.Terms(Duration.ofMinutes(30), 60));
        events.onCommit(batch -> order.add(batch.getFirst().event().type()));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void customs(CustomsStatus status, long sequence, Instant at) throws Exception {
        ParcelNews news = new ParcelNews(PARCEL, Optional.empty(), Optional.of(new CustomsWord(status, sequence, at)));
        store.take("customs", MARK, List.of(news), NOON);
    }

    private String ask(String deed, String pin) throws Exception {
        return desk.ask(new Wish(deed, PARCEL, "papers-seen", pin), Runnable::run)
                .refusal();
    }

    private String release() throws Exception {
        return ask("release", badge.equals("leader") ? "5678" : "1234");
    }

    private List<String> said() {
        return events.read(1, 1_000).stream()
                .map(stored -> stored.event().type() + " " + stored.event().subject() + " "
                        + new String(stored.event().data(), StandardCharsets.UTF_8))
                .toList();
    }

    private CustomsStanding standing() throws Exception {
        return store.find(PARCEL).orElseThrow().customs().standing(NOON.plusNanos(nanos), 60);
    }

    @Test
    void anOfficersReleaseIsAnEventThenKeptThenTheFloorsAndEndsByItself() throws Exception {
        customs(CustomsStatus.HOLD, 7, NOON);
        assertThat(release()).isEmpty();
        assertThat(order).containsExactly("customs.released-on-floor.v1", "floor RELEASED_ON_FLOOR");
        assertThat(said())
                .containsExactly("customs.released-on-floor.v1 " + PARCEL
                        + " {\"by\":\"officer\",\"role\":\"customs-officer\",\"former\":\"hold\","
                        + "\"reason\":\"papers-seen\",\"customsSequence\":7,\"until\":\"2026-11-26T12:30:00Z\"}");
        StoredEvent event = events.read(1, 1).getFirst();
        assertThat(event.event().family()).isEqualTo(EventFamily.CUSTOMS);
        assertThat(event.event().eventClass()).as("never shed").isEqualTo(EventClass.CUSTODY);
        store.close();
        open();
        assertThat(standing()).isEqualTo(CustomsStanding.RELEASED_ON_FLOOR);
        nanos = Duration.ofMinutes(30).toNanos();
        assertThat(standing()).isEqualTo(CustomsStanding.HOLD);
    }

    @Test
    void anOfficersReleaseOfWhatLiesInABagReachesTheBagAndAnInspectionDoesNot() throws Exception {
        customs(CustomsStatus.INSPECT, 7, NOON);
        packed = true;
        FloorDesk.Reply looked = desk.ask(new Wish("inspection-passed", PARCEL, "papers-seen", "1234"), Runnable::run);
        assertThat(looked).as("nothing that ends").isEqualTo(new FloorDesk.Reply("", Instant.EPOCH));
        assertThat(order).doesNotContain("bag released");
        assertThat(release()).isEmpty();
        assertThat(order).endsWith("floor RELEASED_ON_FLOOR", "bag released");
    }

    @Test
    void anybodyWithARoleTakesAReleaseBackAndTheBagHearsOfIt() throws Exception {
        customs(CustomsStatus.HOLD, 7, NOON);
        badge = "leader";
        assertThat(ask("withdraw", "5678")).isEqualTo("not-released-here");
        badge = "officer";
        assertThat(release()).isEmpty();
        nanos = Duration.ofMinutes(1).toNanos();
        packed = true;
        badge = "leader";
        assertThat(ask("withdraw", "5678")).isEmpty();
        assertThat(standing()).isEqualTo(CustomsStanding.HOLD);
        assertThat(order).endsWith("customs.floor-release-withdrawn.v1", "floor HOLD", "bag hold");
        assertThat(said().getLast())
                .isEqualTo("customs.floor-release-withdrawn.v1 " + PARCEL
                        + " {\"by\":\"leader\",\"role\":\"supervisor\",\"former\":\"hold\","
                        + "\"reason\":\"papers-seen\",\"customsSequence\":7}");
        store.close();
        open();
        assertThat(standing()).as("after a restart").isEqualTo(CustomsStanding.HOLD);
        assertThat(ask("withdraw", "5678")).isEqualTo("not-released-here");
        badge = "officer";
        nanos = Duration.ofMinutes(2).toNanos();
        assertThat(release()).as("and given again").isEmpty();
        assertThat(standing()).isEqualTo(CustomsStanding.RELEASED_ON_FLOOR);
    }

    @Test
    void whoHasNoRightIsRefusedWithAWordAndLeavesAnEvent() throws Exception {
        customs(CustomsStatus.HOLD, 7, NOON);
        badge = "";
        assertThat(release()).isEqualTo("no-badge");
        badge = "packer";
        assertThat(release()).isEqualTo("no-role");
        badge = "newcomer";
        assertThat(release()).isEqualTo("pin-not-readable");
        badge = "leader";
        assertThat(release()).isEqualTo("not-for-this-role");
        badge = "officer";
        assertThat(ask("release", "")).isEqualTo("wrong-pin");
        assertThat(standing()).isEqualTo(CustomsStanding.HOLD);
        assertThat(order).hasSize(5).containsOnly("customs.floor-release-refused.v1");
        assertThat(said().get(1))
                .endsWith("{\"by\":\"packer\",\"role\":\"\",\"former\":\"hold\",\"reason\":\"papers-seen\","
                        + "\"deed\":\"release\",\"why\":\"no-role\"}");
    }

    @Test
    void whatOnlyCustomsItselfMayReleaseNobodyReleases() throws Exception {
        customs(CustomsStatus.DO_NOT_LOAD, 7, NOON);
        assertThat(release()).isEqualTo("never-on-the-floor");
        customs(CustomsStatus.DETAINED, 8, NOON);
        assertThat(release()).isEqualTo("never-on-the-floor");
        customs(CustomsStatus.HOLD, 8, NOON);
        assertThat(release()).as("contradicted").isEqualTo("never-on-the-floor");
        customs(CustomsStatus.RELEASED, 9, NOON);
        assertThat(release()).isEqualTo("released-already");
        customs(CustomsStatus.HOLD, 10, NOON);
        assertThat(desk.ask(new Wish("release", PARCEL, "because", "1234"), Runnable::run)
                        .refusal())
                .isEqualTo("no-reason");
        assertThat(desk.ask(new Wish("release", "", "papers-seen", "1234"), Runnable::run)
                        .refusal())
                .isEqualTo("not-a-parcel");
    }

    @Test
    void anInspectionIsRecordedBeforeItsReleaseAndCountsForThisWordOfCustomsOnly() throws Exception {
        customs(CustomsStatus.INSPECT, 7, NOON);
        assertThat(release()).isEqualTo("inspection-not-recorded");
        badge = "leader";
        assertThat(ask("inspection-passed", "5678")).isEqualTo("not-for-this-role");
        badge = "officer";
        assertThat(ask("inspection-passed", "1234")).isEmpty();
        assertThat(standing()).as("looked at is not let go").isEqualTo(CustomsStanding.INSPECT);
        nanos = Duration.ofMinutes(40).toNanos();
        assertThat(release()).isEmpty();
        assertThat(standing()).isEqualTo(CustomsStanding.RELEASED_ON_FLOOR);
        customs(CustomsStatus.INSPECT, 8, NOON);
        assertThat(release()).isEqualTo("inspection-not-recorded");
        assertThat(ask("inspection-passed", "1234")).isEmpty();
        assertThat(ask("inspection-failed", "1234")).isEmpty();
        assertThat(release()).isEqualTo("inspection-not-recorded");
        customs(CustomsStatus.HOLD, 9, NOON);
        assertThat(ask("inspection-passed", "1234")).isEqualTo("no-inspection-wanted");
    }

    @Test
    void aSupervisorLetsGoWhatCustomsReleasedTooLongAgo() throws Exception {
        customs(CustomsStatus.RELEASED, 7, NOON.minus(Duration.ofHours(5)));
        badge = "leader";
        assertThat(release()).isEmpty();
        assertThat(said().getFirst()).contains("\"role\":\"supervisor\",\"former\":\"stale\"");
    }

    @Test
    void fiveWrongPinsLockABadgeForFiveMinutesAlsoAgainstTheRightOne() throws Exception {
        customs(CustomsStatus.HOLD, 7, NOON);
        for (int i = 0; i < People.TRIES_MAX; i++) {
            assertThat(ask("release", "000" + i)).isEqualTo("wrong-pin");
        }
        assertThat(release()).isEqualTo("locked");
        nanos = Duration.ofSeconds(People.LOCKED_S).toNanos();
        assertThat(release()).isEmpty();
    }

    @Test
    void nobodyFillsTheStoreWithRefusals() throws Exception {
        badge = "";
        for (int i = 0; i < 3 * FloorDesk.ASKS_MAX; i++) {
            release();
        }
        assertThat(order).hasSize(FloorDesk.ASKS_MAX);
        badge = "officer";
        customs(CustomsStatus.HOLD, 7, NOON);
        assertThat(release()).isEqualTo("busy");
        nanos = Duration.ofMinutes(1).toNanos();
        assertThat(release()).isEmpty();
    }

    @Test
    void withoutTheTimeNobodyLetsAnythingGo() throws Exception {
        customs(CustomsStatus.HOLD, 7, NOON);
        quality = ClockQuality.UNSYNCED;
        assertThat(release()).isEqualTo("clock-not-known");
    }

    @Test
    void everyAuditEventKeepsTheContract() throws Exception {
        ContractSchemas schemas = new ContractSchemas();
        customs(CustomsStatus.INSPECT, 7, NOON);
        ask("inspection-passed", "1234");
        release();
        ask("release", "wrong");
        badge = "";
        release();
        assertThat(order).contains("customs.inspected-on-floor.v1", "customs.released-on-floor.v1");
        for (StoredEvent stored : events.read(1, 10)) {
            assertThat(schemas.against(
                            "data/" + stored.event().type() + ".schema.json",
                            new String(stored.event().data(), StandardCharsets.UTF_8)))
                    .as(stored.event().type())
                    .isEmpty();
        }
    }
}
