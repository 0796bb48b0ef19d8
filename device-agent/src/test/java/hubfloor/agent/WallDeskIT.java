package hubfloor.agent;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.gpio.SimulatedPins;
import hubfloor.adapter.gs1.Gs1Files;
import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.json.ScanJson;
import hubfloor.adapter.loopback.MemoryEventStore;
import hubfloor.adapter.sqlite.SqliteContainerLog;
import hubfloor.advice.Advice;
import hubfloor.advice.Clocks;
import hubfloor.advice.CustomsFacts;
import hubfloor.advice.Routing;
import hubfloor.agent.StaffFeedback.Light;
import hubfloor.config.model.ChuteConfig.Kind;
import hubfloor.config.model.ContainersConfig;
import hubfloor.config.model.DecisionConfig;
import hubfloor.config.model.InputPin;
import hubfloor.config.model.InspectionDraw;
import hubfloor.config.model.OutputPin;
import hubfloor.config.model.PinRef;
import hubfloor.config.model.SlotConfig;
import hubfloor.config.model.WallConfig;
import hubfloor.hub.Floor.Verdict;
import hubfloor.parcel.Barcode;
import hubfloor.parcel.Identifier;
import hubfloor.port.ContainerLog.ContainerLogFailed;
import hubfloor.port.DigitalOutput;
import hubfloor.port.LifeSign;
import hubfloor.port.PinRefused;
import hubfloor.reader.ReaderMessage.Codes;
import hubfloor.reader.ReaderMessage.Symbol;
import hubfloor.testing.Await;
import hubfloor.testing.SystemTicks;
import hubfloor.wall.Choice;
import hubfloor.wall.WallEvent.Confirmed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A wall from scan to light to button, with the simulated board, the real files beside the store, and restarts. */
@Timeout(60)
class WallDeskIT {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String PARCEL = "RR473124829GB";
    private static final String OTHER = "106141412345678908";
    private static final String BAG = "(8004)9521141BAG7";
    private static final int B1 = 0;
    private static final int B2 = 1;
    private static final int X = 2;
    private static final WallConfig WALL = new WallConfig(
            "simulated",
            List.of(slot("b1", Kind.NORMAL, 1), slot("b2", Kind.NORMAL, 3), slot("x", Kind.EXCEPTION, 5)),
            new DecisionConfig(Path.of("plan.yaml"), false, 60, false, InspectionDraw.NONE),
            Duration.ofMillis(600),
            Duration.ofMillis(500));

    @TempDir
    Path dir;

    private final SystemTicks clock = new SystemTicks();
    private final MemoryEventStore store = new MemoryEventStore(() -> "0123456789abcdef", List.of(), 200);
    private final Faults faults = new Faults();
    private final List<String> watched = new ArrayList<>();
    private StaffFeedback feedback = new StaffFeedback(null);
    private SimulatedPins pins;
    private SlotLights lights;
    private ContainerDesk containers;
    private WallDesk desk;
    private ScanFlow flow;

    private static SlotConfig slot(String name, Kind kind, int pin) {
        return new SlotConfig(
                name,
                kind,
                new OutputPin(pin, false, false),
                Optional.of(new InputPin(pin + 1, false)),
                SlotConfig.LABEL + name);
    }

    /** B2 for all but what the hub told to be Germany's, which is for B1; the exception slot where that is shut. */
    private static final class TwoSlots implements SlotChooser {
        @Override
        public Choice choose(
                ScanRecord scan, Optional<Advice> advice, IntFunction<String> shut, int present, Instant now) {
            boolean german = advice.map(Advice::country).filter("DE"::equals).isPresent();
            int slot = german ? B1 : B2;
            boolean free = shut.apply(slot).isEmpty();
            return new Choice(
                    free ? slot : X,
                    free ? "plan" : "exception",
                    free ? "none" : "chute_full",
                    "v1",
                    "",
                    "",
                    "",
                    List.of());
        }

        @Override
        public Verdict plan(byte[] text) {
            return new Verdict("", "", List.of("none here"));
        }
    }

    @BeforeEach
    void start() throws PinRefused, ContainerLogFailed {
        SimulatedPins board = new SimulatedPins(clock);
        pins = board;
        feedback = new StaffFeedback(null);
        List<DigitalOutput> outputs = new ArrayList<>();
        for (SlotConfig slot : WALL.slots()) {
            outputs.add(board.output("light " + slot.name(), slot.light()));
        }
        WallButtons buttons = new WallButtons(WALL.slots(), board);
        SlotLights shown = new SlotLights(
                outputs,
                WALL.slots().stream().map(SlotConfig::light).toList(),
                clock,
                LifeSign.UNWATCHED,
                LifeSign.UNWATCHED);
        lights = shown;
        JsonWireFormat wire = new JsonWireFormat();
        ContainerDesk bags =
                new ContainerDesk(false, store, SqliteContainerLog.open(dir.resolve("s.db.containers")), wire, faults);
        containers = bags;
        WallDesk made = new WallDesk(
                WALL,
                new WallMemory(store, SqliteContainerLog.open(dir.resolve("s.db.wall")), wire, faults),
                new WallFlow.Parts(
                        new TwoSlots(),
                        feedback,
                        new WallContainers(
                                new ContainersConfig(false, List.of("grai", "giai", "uld")), bags, WALL.slots()),
                        watched::add),
                shown,
                clock,
                faults,
                LifeSign.UNWATCHED);
        desk = made;
        buttons.serve(made);
        board.start((there, words) -> {});
        shown.start();
        made.start();
        flow = new ScanFlow(
                new Identifier(Gs1Files.shipped()),
                store,
                clock,
                feedback,
                ScanJson::bytes,
                subject -> Optional.empty(),
                made);
    }

    private void halt() throws InterruptedException {
        desk.stop();
        desk.close();
        lights.stop();
        containers.close();
        pins.close();
    }

    @AfterEach
    void end() throws InterruptedException {
        halt();
        store.close();
    }

    private void scan(String text, String reason) throws InterruptedException {
        flow.scanned("hand", new Codes(List.of(new Symbol(new Barcode("", text)))));
        told(reason);
    }

    private void told(String reason) {
        Await.until(
                "told " + reason + ", not " + feedback.last(),
                SOON,
                () -> feedback.last().reason().equals(reason));
    }

    private void lit(int pin, boolean on) {
        Await.until("light " + pin + " " + on, SOON, () -> pins.level(PinRef.of(pin)) == on);
    }

    private void press(int slot) {
        pins.drive(PinRef.of(2 * slot + 2), true);
        pins.drive(PinRef.of(2 * slot + 2), false);
    }

    private List<String> types() {
        return store.read(1, 200).stream().map(stored -> stored.event().type()).toList();
    }

    private String last(String type) {
        return store.read(1, 200).stream()
                .filter(stored -> stored.event().type().equals(type))
                .map(stored -> new String(stored.event().data(), StandardCharsets.UTF_8))
                .reduce((a, b) -> b)
                .orElse("");
    }

    @Test
    void aScanLightsOneSlotAndItsButtonPutsItOut() throws InterruptedException {
        scan(PARCEL, "wall-lit");
        assertThat(feedback.last().words()).startsWith("B2. ");
        lit(3, true);
        assertThat(pins.level(PinRef.of(1))).isFalse();
        press(B2);
        told("wall-confirmed");
        lit(3, false);
        assertThat(types()).containsExactly("scan.read.v1", "sort.put-lit.v1", "sort.put-confirmed.v1");
        assertThat(last("sort.put-confirmed.v1")).contains("\"by\":\"button\"", "\"slot\":\"b2\"");
        assertThat(watched).containsExactly("s10/" + PARCEL);
    }

    @Test
    void theWrongButtonIsRedAtOnceAndTheLightStays() throws InterruptedException {
        scan(PARCEL, "wall-lit");
        press(B1);
        told("wall-wrong-slot");
        assertThat(feedback.last().light()).isEqualTo(Light.RED);
        assertThat(feedback.last().words()).startsWith("B2, not B1. ");
        lit(3, true);
        scan(SlotConfig.LABEL + "b2", "wall-confirmed");
        assertThat(types()).endsWith("sort.put-wrong-slot.v1", "scan.read.v1", "sort.put-confirmed.v1");
        assertThat(last("sort.put-confirmed.v1")).contains("\"by\":\"label\"");
    }

    @Test
    void theNextParcelIsRefusedInWordsUntilTheFirstIsPut() throws InterruptedException {
        scan(PARCEL, "wall-lit");
        scan(OTHER, "wall-put-first");
        assertThat(feedback.last().words()).startsWith("B2 first. Put " + PARCEL + " into slot B2");
        assertThat(types()).containsOnlyOnce("sort.put-lit.v1");
        desk.confirmOnPage("s10/" + PARCEL);
        told("wall-confirmed");
        desk.confirmOnPage("s10/" + PARCEL);
        scan(OTHER, "wall-lit");
        assertThat(types().stream().filter("sort.put-confirmed.v1"::equals))
                .as("a page that is late")
                .hasSize(1);
    }

    @Test
    void whatWasInHandBeforeAPowerCutIsToldAsUnconfirmedAndItsSlotIsDark() throws Exception {
        scan(PARCEL, "wall-lit");
        halt();
        start();
        told("unconfirmed");
        assertThat(feedback.last().light()).isEqualTo(Light.RED);
        assertThat(feedback.last().words()).contains("B2").contains(PARCEL);
        assertThat(last("sort.put-unconfirmed.v1")).contains("\"reason\":\"restart\"");
        assertThat(pins.level(PinRef.of(3))).isFalse();
        assertThat(types()).doesNotContain("sort.put-confirmed.v1");
        scan(PARCEL, "wall-lit");
        lit(3, true);
    }

    @Test
    void aHeldButtonSendsTheParcelInHandToTheExceptionSlotAndTheNextToo() throws Exception {
        scan(PARCEL, "wall-lit");
        pins.drive(PinRef.of(4), true);
        lit(5, true);
        pins.drive(PinRef.of(4), false);
        assertThat(feedback.last().words()).startsWith("X. ");
        press(X);
        told("wall-confirmed");
        halt();
        start();
        scan(OTHER, "wall-lit");
        assertThat(feedback.last().words()).as("remembered over a restart").startsWith("X. ");
        assertThat(last("chute.changed.v1")).contains("\"chute\":\"b2\"", "\"state\":\"full\"");
    }

    @Test
    void aLightThatNobodyConfirmsBlinksAndIsTold() throws InterruptedException {
        scan(PARCEL, "wall-lit");
        told("wall-overdue");
        assertThat(faults.active()).contains("put-overdue");
        lit(3, false);
        lit(3, true);
        press(B2);
        told("wall-confirmed");
        Await.until("the fault is over", SOON, () -> !faults.active().contains("put-overdue"));
        assertThat(types()).containsOnlyOnce("alarm.put-overdue.v1");
    }

    @Test
    void newsOfTheParcelInHandLightsAnotherSlot() throws InterruptedException {
        scan(PARCEL, "wall-lit");
        Routing german = new Routing(1, "DE", "", "", 0, 0, false, Clocks.NONE);
        desk.advised("s10/" + PARCEL, new Advice(german, CustomsFacts.UNKNOWN));
        lit(1, true);
        lit(3, false);
        assertThat(feedback.last().light()).isEqualTo(Light.RED);
        assertThat(last("sort.put-unconfirmed.v1")).contains("\"reason\":\"moved\"");
        press(B1);
        told("wall-confirmed");
    }

    @Test
    void whatIsPutWhereABagHangsIsInTheBagAndAClosedBagShutsItsSlot() throws InterruptedException {
        scan(BAG, "wall-hang");
        press(B2);
        told("opened");
        scan(PARCEL, "wall-lit");
        scan(BAG, "wall-confirmed");
        assertThat(types()).endsWith("sort.put-lit.v1", "scan.read.v1", "sort.put-confirmed.v1", "container.added.v1");
        assertThat(last("sort.put-confirmed.v1")).contains("\"by\":\"container\"", "BAG7");
        scan(BAG, "closed");
        scan(OTHER, "wall-lit");
        assertThat(feedback.last().words()).as("no bag hangs at b2").startsWith("X. ");
    }

    @Test
    void whatWasPutAsThePowerWentIsInItsBagOnceAfterTheStart() throws Exception {
        scan(BAG, "wall-hang");
        press(B2);
        told("opened");
        scan(PARCEL, "wall-lit");
        halt();
        try (SqliteContainerLog log = SqliteContainerLog.open(dir.resolve("s.db.wall"))) {
            WallMemory memory = new WallMemory(store, log, new JsonWireFormat(), faults);
            memory.keep(new Confirmed("s10/" + PARCEL, "b2", "button", 900, containers.at("b2")), clock.stamp());
        }
        start();
        Await.until("it is in the bag", SOON, () -> types().getLast().equals("container.added.v1"));
        assertThat(last("container.added.v1")).contains("BAG7", "s10/" + PARCEL);
        halt();
        start();
        scan(OTHER, "wall-lit");
        press(B2);
        told("wall-confirmed");
        assertThat(types().stream().filter("container.added.v1"::equals))
                .as("one for each")
                .hasSize(2);
    }

    @Test
    void whatWasTakenOutOfItsBagIsNotPutBackByAStart() throws Exception {
        scan(BAG, "wall-hang");
        press(B2);
        told("opened");
        scan(PARCEL, "wall-lit");
        press(B2);
        told("wall-confirmed");
        containers.settle(clock.stamp(), bags -> bags.takeOut("b2", "s10/" + PARCEL));
        halt();
        start();
        scan(OTHER, "wall-lit");
        assertThat(types()).endsWith("container.removed.v1", "scan.read.v1", "sort.put-lit.v1");
    }

    @Test
    void aScanThatNamesNoParcelLightsNothing() throws InterruptedException {
        scan("hello", "unknown");
        assertThat(feedback.last().light()).isEqualTo(Light.RED);
        assertThat(types()).containsExactly("scan.read.v1");
        press(B1);
        told("wall-nothing-lit");
    }
}
