package hubfloor.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hubfloor.advice.Advice;
import hubfloor.advice.Clocks;
import hubfloor.advice.CustomsStanding;
import hubfloor.advice.FeedBook.Mark;
import hubfloor.advice.ParcelNews;
import hubfloor.advice.ParcelNews.CustomsWord;
import hubfloor.advice.Routing;
import hubfloor.config.model.CustomsStatus;
import hubfloor.port.HubStore;
import hubfloor.port.HubStore.HubStoreFailed;
import hubfloor.port.HubStore.KeptPlan;
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
