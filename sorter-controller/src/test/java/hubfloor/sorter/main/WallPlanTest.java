package hubfloor.sorter.main;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.gs1.Gs1Files;
import hubfloor.adapter.sqlite.SqliteHubStore;
import hubfloor.advice.Advice;
import hubfloor.advice.Clocks;
import hubfloor.advice.CustomsFacts;
import hubfloor.advice.Routing;
import hubfloor.agent.ScanRecord;
import hubfloor.agent.SlotChooser;
import hubfloor.agent.SlotChooser.PlanChange;
import hubfloor.config.load.Loaded;
import hubfloor.config.load.PlanFile;
import hubfloor.config.model.ChuteConfig.Kind;
import hubfloor.config.model.CustomsStatus;
import hubfloor.config.model.DecisionConfig;
import hubfloor.config.model.InspectionDraw;
import hubfloor.config.model.OutputPin;
import hubfloor.config.model.SlotConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.config.model.WallConfig;
import hubfloor.hub.Floor.Verdict;
import hubfloor.parcel.Barcode;
import hubfloor.parcel.Identifier;
import hubfloor.port.HubStore;
import hubfloor.port.HubStore.KeptPlan;
import hubfloor.reader.ReaderMessage.Codes;
import hubfloor.reader.ReaderMessage.Symbol;
import hubfloor.wall.Choice;
import hubfloor.wall.Wall;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which slot the ladder of a sorter line finds, and which plan is in force. */
class WallPlanTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final int NEW = Wall.NO_SLOT;
    private static final WallConfig WALL = new WallConfig(
            "simulated",
            List.of(
                    slot("b1", Kind.NORMAL),
                    slot("b2", Kind.NORMAL),
                    slot("b3", Kind.NORMAL),
                    slot("x", Kind.EXCEPTION)),
            new DecisionConfig(Path.of("plan.yaml"), true, 60, false, InspectionDraw.NONE),
            Duration.ofSeconds(30),
            Duration.ofSeconds(2));
    private static final String PLAN = """
            format: 1
            plan: {version: VERSION, valid-from: FROM, zone: UTC}
            rules:
              - {name: rwanda, countries: [RW], chutes: [b1, b2]}
              - {name: uganda, countries: [UG], chutes: [b3]}
              - {name: rest, chutes: [x]}
            """;

    @TempDir
    Path dir;

    private final ScanRecord scan = ScanRecord.of(
            "hand",
            new Codes(List.of(new Symbol(new Barcode("", "RR473124829GB")))),
            new Identifier(Gs1Files.shipped()));
    private final List<PlanChange> changes = new ArrayList<>();
    private HubStore store;

    @BeforeEach
    void open() throws Exception {
        store = SqliteHubStore.open(dir.resolve("s.hub"), 1_000, Duration.ofHours(1));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static SlotConfig slot(String name, Kind kind) {
        return new SlotConfig(name, kind, new OutputPin(1, false, false), Optional.empty(), "L-" + name);
    }

    private static String free(int slot) {
        return "";
    }

    private static byte[] text(String version, String from) {
        return PLAN.replace("VERSION", version).replace("FROM", from).getBytes(StandardCharsets.UTF_8);
    }

    private SlotChooser chooser() {
        return switch (PlanFile.textForWall("p", text("v1", "2026-01-01T00:00:00Z"), WALL)) {
            case Loaded.Accepted<SortPlan> accepted ->
                WallPlan.maker(WALL, accepted.value()).make(store, changes::add);
            case Loaded.Refused<SortPlan> refused -> throw new AssertionError(refused.problems());
        };
    }

    private static Optional<Advice> advice(String country, CustomsStatus status, Instant at) {
        Routing routing = new Routing(1, country, "", "", 0, 0, false, Clocks.NONE);
        return Optional.of(new Advice(routing, CustomsFacts.UNKNOWN).heard(status, 1, at));
    }

    private Choice choose(Optional<Advice> advice) {
        return chooser().choose(scan, advice, WallPlanTest::free, NEW, NOON);
    }

    @Test
    void aReleasedParcelGoesWhereThePlanSaysAndTheReasonStandsBeside() {
        Choice choice = choose(advice("RW", CustomsStatus.RELEASED, NOON));
        assertThat(choice.slot()).isZero();
        assertThat(choice.step()).isEqualTo("plan");
        assertThat(choice.rule()).isEqualTo("rwanda");
        assertThat(choice.plan()).isEqualTo("v1");
        assertThat(choice.inputs()).contains("customs=released", "country=RW");
    }

    @Test
    void whatCustomsDoesNotReleaseGoesIntoTheExceptionSlotWhateverThePlanSays() {
        for (CustomsStatus status : CustomsStatus.values()) {
            if (status != CustomsStatus.RELEASED) {
                assertThat(choose(advice("RW", status, NOON)).slot())
                        .as(status.name())
                        .isEqualTo(3);
            }
        }
        assertThat(choose(Optional.empty()).reason()).isEqualTo("customs_unknown");
        assertThat(choose(advice("RW", CustomsStatus.RELEASED, NOON.minus(Duration.ofMinutes(61))))
                        .reason())
                .isEqualTo("customs_stale");
    }

    @Test
    void aDestinationThatNoSlotIsForGoesIntoTheExceptionSlot() {
        Choice choice = choose(advice("DE", CustomsStatus.RELEASED, NOON));
        assertThat(choice.slot()).isEqualTo(3);
        assertThat(choice.rule()).isEqualTo("rest");
    }

    @Test
    void aFullSlotIsFollowedByTheRulesNextOneAndThenByTheExceptionSlot() {
        Optional<Advice> rwanda = advice("RW", CustomsStatus.RELEASED, NOON);
        Choice next = chooser().choose(scan, rwanda, slot -> slot == 0 ? "full" : "", NEW, NOON);
        assertThat(next.slot()).isEqualTo(1);
        assertThat(next.step()).isEqualTo("alternate");
        assertThat(next.reason()).isEqualTo("chute_full");
        Choice none = chooser().choose(scan, rwanda, slot -> slot < 2 ? "disabled" : "", NEW, NOON);
        assertThat(none.slot()).isEqualTo(3);
        assertThat(none.reason()).isEqualTo("chute_disabled");
    }

    @Test
    void aPlanOfTheHubWaitsForItsTimeAndItsComingIntoForceIsTold() {
        SlotChooser chooser = chooser();
        assertThat(chooser.plan(text("v2", "2026-11-22T12:30:00Z")).problems()).isEmpty();
        Optional<Advice> rwanda = advice("RW", CustomsStatus.RELEASED, NOON);
        assertThat(chooser.choose(scan, rwanda, WallPlanTest::free, NEW, NOON).plan())
                .isEqualTo("v1");
        assertThat(changes).isEmpty();
        Instant later = NOON.plus(Duration.ofMinutes(30));
        assertThat(chooser.choose(scan, rwanda, WallPlanTest::free, NEW, later).plan())
                .isEqualTo("v2");
        assertThat(changes).containsExactly(new PlanChange("v1", "v2", "2026-11-22T12:30:00Z"));
        assertThat(chooser.choose(scan, rwanda, WallPlanTest::free, NEW, NOON).plan())
                .as("the clock went back")
                .isEqualTo("v2");
    }

    @Test
    void aPlanThatNamesASlotWhichIsNotThereIsRefusedAndTheOldOneStays() {
        SlotChooser chooser = chooser();
        String bad = new String(text("v2", "2026-02-01T00:00:00Z"), StandardCharsets.UTF_8).replace("[b3]", "[b9]");
        Verdict verdict = chooser.plan(bad.getBytes(StandardCharsets.UTF_8));
        assertThat(verdict.problems())
                .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .contains("no slot of this wall");
        assertThat(chooser.choose(scan, Optional.empty(), WallPlanTest::free, NEW, NOON)
                        .plan())
                .isEqualTo("v1");
    }

    @Test
    void afterARestartThePlanThatTheHubPutInForceIsTheFirst() throws Exception {
        store.keep(new KeptPlan("a".repeat(64), "v3", text("v3", "2026-03-01T00:00:00Z"), false));
        store.inForce("v3");
        assertThat(choose(Optional.empty()).plan()).isEqualTo("v3");
        assertThat(changes).isEmpty();
    }
}
