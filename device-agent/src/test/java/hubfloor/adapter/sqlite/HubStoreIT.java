package hubfloor.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hubfloor.advice.Advice;
import hubfloor.advice.Clocks;
import hubfloor.advice.CustomsFacts;
import hubfloor.advice.CustomsStanding;
import hubfloor.advice.FeedBook.Mark;
import hubfloor.advice.FloorRelease;
import hubfloor.advice.LateParcel;
import hubfloor.advice.ParcelNews;
import hubfloor.advice.ParcelNews.CustomsWord;
import hubfloor.advice.Routing;
import hubfloor.advice.TimeLeft;
import hubfloor.config.model.CustomsStatus;
import hubfloor.config.model.FloorRole;
import hubfloor.port.HubStore;
import hubfloor.port.HubStore.ClockPassed;
import hubfloor.port.HubStore.EventMark;
import hubfloor.port.HubStore.HubStoreFailed;
import hubfloor.port.HubStore.KeptPlan;
import hubfloor.port.HubStore.Untold;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubStoreIT {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final Mark MARK = new Mark("0123456789abcdef", 1, List.of());
    private static final Duration WEEK = Duration.ofDays(7);

    @TempDir
    private Path folder;

    private HubStore open(long max) throws HubStoreFailed {
        return SqliteHubStore.open(folder.resolve("hub"), max, WEEK);
    }

    private static ParcelNews customs(String subject, CustomsStatus status, long sequence) {
        return new ParcelNews(subject, Optional.empty(), Optional.of(new CustomsWord(status, sequence, NOON)));
    }

    private static ParcelNews routing(String subject, String country, long sequence) {
        Clocks clocks = new Clocks(NOON.minusSeconds(60), NOON.minusSeconds(30), NOON.plusSeconds(3_600));
        return new ParcelNews(
                subject,
                Optional.of(new Routing(sequence, country, "4460", "express", 1_250, 5, true, clocks)),
                Optional.empty());
    }

    @Test
    void everythingSaidOfAParcelIsFoundAfterARestart() throws Exception {
        Advice known;
        try (HubStore store = open(1_000)) {
            store.take("wms", MARK, List.of(routing("s10/A", "BE", 3)), NOON);
            store.take("customs", MARK, List.of(customs("s10/A", CustomsStatus.RELEASED, 7)), NOON);
            store.take("customs", MARK, List.of(customs("s10/A", CustomsStatus.HOLD, 7)), NOON);
            known = store.find("s10/A").orElseThrow();
        }
        assertThat(known.routing().clocks().cutOff()).isEqualTo(NOON.plusSeconds(3_600));
        assertThat(known.customs().standing(NOON, 60)).isEqualTo(CustomsStanding.CONFLICT);
        try (HubStore store = open(1_000)) {
            assertThat(store.find("s10/A")).contains(known);
            assertThat(store.parcels()).isEqualTo(1);
            assertThat(store.marks()).containsOnlyKeys("wms", "customs").containsValue(MARK);
        }
    }

    @Test
    void theNewestByTheIssuersCountWinsNotTheLatestToArrive() throws Exception {
        try (HubStore store = open(1_000)) {
            store.take("wms", MARK, List.of(routing("s10/A", "BE", 3), routing("s10/A", "MY", 2)), NOON);
            assertThat(store.find("s10/A").orElseThrow().country()).isEqualTo("BE");
        }
    }

    @Test
    void onlyWhatIsNewIsTold() throws Exception {
        try (HubStore store = open(1_000)) {
            List<ParcelNews> said = List.of(customs("s10/A", CustomsStatus.HOLD, 2), routing("s10/B", "BE", 1));
            assertThat(store.take("a", MARK, said, NOON)).containsOnlyKeys("s10/A", "s10/B");
            assertThat(store.take("a", MARK, said, NOON)).isEmpty();
            List<ParcelNews> older = List.of(customs("s10/A", CustomsStatus.RELEASED, 1));
            assertThat(store.take("a", MARK, older, NOON)).isEmpty();
        }
    }

    @Test
    void aFullTableTakesNoNewParcelAndGoesOnHearingOfTheOthers() throws Exception {
        try (HubStore store = open(2)) {
            store.take("a", MARK, List.of(routing("s10/A", "BE", 1), routing("s10/B", "BE", 1)), NOON);
            Map<String, Advice> changed = store.take(
                    "a", MARK, List.of(routing("s10/C", "BE", 1), customs("s10/A", CustomsStatus.HOLD, 1)), NOON);
            assertThat(changed).containsOnlyKeys("s10/A");
            assertThat(store.find("s10/C")).isEmpty();
            assertThat(store.refused()).isEqualTo(1);
        }
    }

    @Test
    void aParcelOutlivesItsLastWordByItsTimeAndNotMore() throws Exception {
        try (HubStore store = open(1_000)) {
            store.take("a", MARK, List.of(routing("s10/A", "BE", 1), routing("s10/B", "BE", 1)), NOON);
            store.take("a", MARK, List.of(customs("s10/B", CustomsStatus.HOLD, 1)), NOON.plus(Duration.ofDays(3)));
            sweepAll(store, NOON.plus(Duration.ofDays(6)));
            assertThat(store.parcels()).isEqualTo(2);
            sweepAll(store, NOON.plus(Duration.ofDays(8)));
            assertThat(store.find("s10/A")).isEmpty();
            assertThat(store.find("s10/B")).isPresent();
            assertThat(store.parcels()).isEqualTo(1);
        }
    }

    private static void sweepAll(HubStore store, Instant wall) throws HubStoreFailed {
        for (int i = 0; i < 4; i++) {
            store.sweep(wall);
        }
    }

    @Test
    void aCommandIsNewOnceAndAnsweredTheSameEverAfter() throws Exception {
        byte[] answer = {1, 2};
        try (HubStore store = open(1_000)) {
            assertThat(store.begin("c-1", NOON)).isEmpty();
            store.answered("c-1", answer);
            assertThat(store.begin("c-2", NOON)).isEmpty();
        }
        try (HubStore store = open(1_000)) {
            assertThat(store.begin("c-1", NOON)).contains(answer);
            assertThat(store.begin("c-2", NOON).orElseThrow())
                    .as("stopped before its outcome was known")
                    .isEmpty();
        }
    }

    private static final EventMark FROM = new EventMark("0123456789abcdef", 41);

    private static FloorRelease letGo(Instant at) {
        return new FloorRelease("0008592946", FloorRole.CUSTOMS_OFFICER, false, 7, at, at.plusSeconds(1_800));
    }

    @Test
    void whatAPersonSaidOnTheFloorIsFoundAfterARestartAlsoOfAParcelNobodyTold() throws Exception {
        try (HubStore store = open(1_000)) {
            store.take("customs", MARK, List.of(customs("s10/A", CustomsStatus.HOLD, 7)), NOON);
            assertThat(store.keep("s10/A", letGo(NOON))).isTrue();
            assertThat(store.keep(
                            "s10/B",
                            new FloorRelease(
                                    "1", FloorRole.CUSTOMS_OFFICER, false, Long.MIN_VALUE, NOON, NOON.plusSeconds(60))))
                    .isTrue();
        }
        try (HubStore store = open(1_000)) {
            CustomsFacts known = store.find("s10/A").orElseThrow().customs();
            assertThat(known.floor()).contains(letGo(NOON));
            assertThat(known.standing(NOON, 60)).isEqualTo(CustomsStanding.RELEASED_ON_FLOOR);
            assertThat(store.find("s10/B").orElseThrow().customs().standing(NOON, 60))
                    .isEqualTo(CustomsStanding.RELEASED_ON_FLOOR);
            store.take("customs", MARK, List.of(customs("s10/A", CustomsStatus.HOLD, 8)), NOON);
            assertThat(store.find("s10/A").orElseThrow().customs().standing(NOON, 60))
                    .isEqualTo(CustomsStanding.HOLD);
        }
    }

    @Test
    void wordsOfPeopleAreBoundedAndTheOldOnesMakeRoom() throws Exception {
        try (HubStore store = open(1_000)) {
            for (int i = 0; i < HubStore.FLOOR_MAX; i++) {
                assertThat(store.keep("s10/" + i, letGo(NOON))).isTrue();
            }
            assertThat(store.keep("s10/more", letGo(NOON))).isFalse();
            assertThat(store.keep("s10/0", letGo(NOON.plusSeconds(1))))
                    .as("the same one")
                    .isTrue();
            Instant later = NOON.plus(HubStore.FLOOR_KEEP).plusSeconds(2);
            assertThat(store.keep("s10/more", letGo(later))).isTrue();
            assertThat(store.find("s10/0")).isEmpty();
        }
    }

    private static ParcelNews clocks(String subject, boolean trusted, Instant presented) {
        Routing routing =
                new Routing(1, "BE", "", "", 0, 0, trusted, new Clocks(Instant.EPOCH, presented, Instant.EPOCH));
        return new ParcelNews(subject, Optional.of(routing), Optional.empty());
    }

    private static List<String> words(List<ClockPassed> passed) {
        return passed.stream()
                .map(each -> each.subject() + " " + each.clock().stage())
                .toList();
    }

    @Test
    void eachStageOfAClockIsGivenOnceTheLongestPassedFirstAlsoOverARestart() throws Exception {
        try (HubStore store = open(1_000)) {
            store.take(
                    "wms",
                    MARK,
                    List.of(clocks("s10/A", true, NOON), clocks("s10/B", true, NOON.minusSeconds(600))),
                    NOON);
            assertThat(store.passed(NOON.plusSeconds(5_399 - 600), 10, FROM)).isEmpty();
            assertThat(words(store.passed(NOON.plusSeconds(5_400), 1, FROM))).containsExactly("s10/B half-used");
        }
        try (HubStore store = open(1_000)) {
            assertThat(store.untold()).containsExactly(new Untold("s10/B", TimeLeft.Which.CUSTOMS, "half-used", FROM));
            store.told();
            assertThat(store.untold()).isEmpty();
            assertThat(words(store.passed(NOON.plusSeconds(5_400), 10, FROM))).containsExactly("s10/A half-used");
            store.take("wms", MARK, List.of(clocks("s10/A", true, NOON)), NOON);
            assertThat(store.passed(NOON.plusSeconds(5_400), 10, FROM))
                    .as("told again by the feed")
                    .isEmpty();
            assertThat(words(store.passed(NOON.plusSeconds(20_000), 10, FROM)))
                    .containsExactlyInAnyOrder("s10/A overdue", "s10/B overdue");
            assertThat(store.passed(NOON.plusSeconds(90_000), 10, FROM)).isEmpty();
        }
    }

    @Test
    void lateParcelsAreListedByTheTimeLeftTrustedFirstAndLeaveWithARelease() throws Exception {
        try (HubStore store = open(1_000)) {
            store.take(
                    "wms",
                    MARK,
                    List.of(
                            clocks("s10/A", false, NOON.minus(Duration.ofHours(6))),
                            clocks("s10/B", true, NOON.minus(Duration.ofHours(3))),
                            clocks("s10/C", false, NOON.minus(Duration.ofHours(8))),
                            clocks("s10/D", true, NOON.minus(Duration.ofMinutes(150)))),
                    NOON);
            assertThat(store.late(NOON, 10, true)).as("nobody has looked yet").isEmpty();
            store.passed(NOON, 10, FROM);
            assertThat(store.late(NOON, 10, false))
                    .extracting(LateParcel::subject)
                    .containsExactly("s10/C", "s10/B", "s10/A");
            assertThat(store.late(NOON, 10, true))
                    .extracting(LateParcel::words)
                    .startsWith("s10/C  customs  2:00 h over, to BE")
                    .endsWith("s10/D  customs  0:30 h left, trusted, to BE");
            assertThat(store.late(NOON, 2, false)).hasSize(2);
            store.take("customs", MARK, List.of(customs("s10/C", CustomsStatus.RELEASED, 1)), NOON);
            assertThat(store.late(NOON, 10, false))
                    .extracting(LateParcel::subject)
                    .containsExactly("s10/B", "s10/A");
        }
    }

    @Test
    void aTableOfBeforeThereWereClocksIsLookedAtOnceAndKeepsWhatItHas() throws Exception {
        try (HubStore store = open(1_000)) {
            store.take("wms", MARK, List.of(clocks("s10/A", true, NOON), routing("s10/B", "BE", 1)), NOON);
            store.begin("c-1", NOON);
        }
        try (java.sql.Connection old = Sqlite.hubWriter(folder.resolve("hub"), 512)) {
            for (String sql : List.of(
                    "DROP INDEX parcel_next",
                    "DROP INDEX parcel_late",
                    "DROP TABLE telling",
                    "DROP TABLE floor_release",
                    "ALTER TABLE parcel DROP COLUMN told",
                    "ALTER TABLE parcel DROP COLUMN next_s",
                    "ALTER TABLE parcel DROP COLUMN late_s")) {
                Sqlite.run(old, sql);
            }
        }
        try (HubStore store = open(1_000)) {
            assertThat(store.begin("c-1", NOON)).isPresent();
            assertThat(store.passed(NOON, 10, FROM)).isEmpty();
            assertThat(words(store.passed(NOON.plusSeconds(5_400), 10, FROM))).contains("s10/A half-used");
        }
    }

    @Test
    void plansAreKeptWithTheOneInForceHoweverManyFollow() throws Exception {
        try (HubStore store = open(1_000)) {
            for (int i = 0; i < 20; i++) {
                store.keep(new KeptPlan("sha-" + i, "v" + i, new byte[] {(byte) i}, false));
                if (i == 3) {
                    store.inForce("v3");
                }
            }
        }
        try (HubStore store = open(1_000)) {
            List<String> versions = new ArrayList<>();
            for (KeptPlan plan : store.plans()) {
                versions.add(plan.version() + (plan.inForce() ? "!" : ""));
            }
            assertThat(versions)
                    .hasSize(HubStore.PLANS_MAX + 1)
                    .startsWith("v3!")
                    .endsWith("v19");
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsPutAsideAndBegunAnew() throws Exception {
        Files.writeString(folder.resolve("hub"), "this is not a database, it is a text of some length".repeat(40));
        try (HubStore store = open(1_000)) {
            assertThat(store.parcels()).isZero();
        }
        assertThat(folder.resolve("hub.damaged")).exists();
    }

    @Test
    void aPlaceThatCannotBeWrittenIsSaidInWords() {
        assertThatThrownBy(() -> SqliteHubStore.open(folder.resolve("no/such/folder/hub"), 10, WEEK))
                .isInstanceOf(HubStoreFailed.class)
                .hasMessageContaining("cannot be kept in");
    }
}
