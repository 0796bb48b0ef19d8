package hubfloor.sorter.main;

import hubfloor.adapter.clock.Chance;
import hubfloor.adapter.gpio.KernelPins;
import hubfloor.adapter.gs1.Gs1Files;
import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.mqtt.PahoConnector;
import hubfloor.adapter.sqlite.SqliteEventStore;
import hubfloor.adapter.sqlite.StoreInUse;
import hubfloor.adapter.sqlite.StoreRefused;
import hubfloor.adapter.sqlite.StoreUnavailable;
import hubfloor.adapter.web.StationPage;
import hubfloor.agent.Faults;
import hubfloor.agent.OperatorDesk;
import hubfloor.agent.ScannerWatch;
import hubfloor.agent.StaffFeedback;
import hubfloor.agent.Supervisor;
import hubfloor.agent.TagIdentifier;
import hubfloor.agent.main.ContainerParts;
import hubfloor.agent.main.FloorWindow;
import hubfloor.agent.main.HubParts;
import hubfloor.agent.main.ReaderParts;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.ExitCode;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.ScannerConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.hub.HubDesk;
import hubfloor.link.Link;
import hubfloor.parcel.Barcode;
import hubfloor.parcel.Identifier;
import hubfloor.port.Clock;
import hubfloor.port.EventStore;
import hubfloor.port.HubStore;
import hubfloor.port.PinRefused;
import hubfloor.port.ProcessKeeper;
import hubfloor.reader.ReaderCodec;
import hubfloor.reader.driver.DriverRefused;
import hubfloor.sim.board.SimulatedBoard;
import hubfloor.sorter.core.Effect;
import hubfloor.sorter.core.Input;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.event.Reason;
import hubfloor.sorter.line.AreaTrigger;
import hubfloor.sorter.line.GateOutputs;
import hubfloor.sorter.line.LineBoard;
import hubfloor.sorter.line.LineInputs;
import hubfloor.sorter.line.LineJournal;
import hubfloor.sorter.line.LineSink;
import hubfloor.sorter.line.LineView;
import hubfloor.sorter.line.PinBoard;
import hubfloor.sorter.line.ReadDesk;
import hubfloor.sorter.line.ResetButton;
import hubfloor.sorter.line.ShotTimes;
import hubfloor.sorter.line.SorterLoop;
import hubfloor.sorter.record.RunStart;
import hubfloor.sorter.story.LineStory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One sorter line, built out of its parts: board, scanners, core on its thread, outputs, journal, store, link, page. It
 * runs from {@link #start} until {@link #stop}; a failed disk or a defect ends it by itself, told by {@link #ending}.
 * Whatever ends it, its outputs go to rest first.
 */
public final class SorterLine {
    /** The board that is an imagined hall; any other is the label of a GPIO chip. */
    public static final String SIMULATED = "simulated";

    private static final Duration DRAIN = Duration.ofSeconds(1);

    private final DeviceConfig config;
    private final EventStore store;
    private final Link link;
    private final Faults faults = new Faults();
    private final Supervisor supervisor;
    private final String run;
    private final LineJournal journal;
    private final LineBoard board;
    private final @Nullable SimulatedBoard hall;
    private final ResetButton reset = new ResetButton();
    private final GateOutputs outputs;
    private final LineHub hub;
    private final @Nullable LineContainers containers;
    private final HubDesk hubDesk;
    private final LineRecorder recorder;
    private final SorterLoop loop;
    private final LineReaders readers;
    private final ScannerCables cables = new ScannerCables();
    private volatile BiConsumer<@Nullable Input, LineEvent> witness = (cause, event) -> {};
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();
    private final JsonWireFormat wire = new JsonWireFormat();
    private @Nullable StationPage page;
    private boolean stopped;

    /** Why a line ended by itself, in words for a person. */
    public record Ending(ExitCode code, String words) {}

    /**
     * The imagined hall behind a simulated board.
     *
     * @param parcelsPerHour at least 1
     */
    public record Hall(int parcelsPerHour, long seed) {}

    private SorterLine(
            DeviceConfig config,
            Path file,
            LineConfig line,
            SortPlan fromFile,
            Hall feed,
            String version,
            Clock clock,
            ProcessKeeper keeper)
            throws StoreInUse, StoreRefused, StoreUnavailable, DriverRefused, PinRefused, IOException {
        this.config = config;
        List<ReaderCodec> codecs = ReaderParts.codecs(config);
        LineBoard pins = line.board().equals(SIMULATED) ? null : pinBoard(line, clock);
        supervisor = new Supervisor(keeper, faults, clock, this::status);
        store = SqliteEventStore.open(
                config.store(),
                config.broker().receiptsFrom(),
                clock,
                this::storeFailed,
                supervisor.watch("store-writer"));
        HubStore hubStore = HubParts.open(config);
        List<SortPlan> waiting = new ArrayList<>();
        SortPlan plan = LineHub.first(line, fromFile, hubStore, waiting::add);
        run = LineStory.run(clock.stamp().bootId(), clock.stamp().monoMs());
        journal = new LineJournal(
                store, new LineStory(line, run), run, clock, wire::flat, faults::set, supervisor.watch("line-journal"));
        Identifier identifier = new Identifier(Gs1Files.shipped());
        Rehearsal.run(line, plan, text -> identifier.identify(new Barcode("", text)));
        hall = pins != null ? null : hall(line, plan, feed, identifier, clock);
        board = pins != null ? pins : Objects.requireNonNull(hall);
        outputs = new GateOutputs(line.gates().size(), board, clock, supervisor.watch("gate-lease"));
        LineInputs inputs = new LineInputs();
        containers = config.containers().isPresent()
                ? new LineContainers(
                        ContainerParts.desk(config, config.containers().get(), store, faults),
                        new LineStory(line, run),
                        clock,
                        faults::set,
                        supervisor.watch("line-containers"))
                : null;
        hub = new LineHub(line, run, board, inputs, clock, containers);
        OperatorDesk operators = new OperatorDesk(store, clock, wire::flat);
        HubParts parts = HubParts.of(config, hubStore, store, hub, operators::here, faults, clock, supervisor);
        if (containers != null) {
            parts.news().serve(containers.packed(line));
        }
        hubDesk = parts.desk();
        long bootNanos = clock.nanos();
        recorder = LineRecorder.start(
                recording(config),
                new RunStart(run, version, clock.stamp().wall(), file.toString(), config.hash(), bootNanos, plan));
        loop = new SorterLoop(
                line,
                plan,
                board,
                outputs,
                inputs,
                new Witnessed(),
                recorder,
                clock,
                bootNanos,
                this::broke,
                supervisor.watch("sorter-loop"));
        link = new Link(
                config.identity(),
                config.broker(),
                version,
                config.hash(),
                store,
                new PahoConnector(config.broker(), clock, Chance::below),
                wire,
                clock,
                Chance::below,
                hubDesk,
                supervisor.watch("link"));
        ScannerWatch watch = new ScannerWatch(store, clock, new StaffFeedback(null), faults, wire::flat);
        ReadDesk desk = new ReadDesk(line, identifier, new TagIdentifier(identifier), board, inputs, clock);
        readers = new LineReaders(
                config,
                scanners(),
                codecs,
                desk,
                new AreaTrigger(line, board, clock),
                watch,
                operators,
                clock,
                supervisor);
        if (config.page().isPresent()) {
            page = StationPage.open(
                    config.page().get(),
                    "line",
                    () -> wire.flat(
                            LinePageMembers.of(config, loop.view(), store.progress(), link.status(), faults, parts)),
                    config.people().isEmpty() ? Map.of() : Map.of("/floor", new FloorWindow(parts)));
        }
        hubDesk.start(link::reply);
        waiting.forEach(hub::post);
        link.start();
        faults.onChange(link::setFaults);
        journal.start();
        if (containers != null) {
            containers.start();
        }
        readers.start();
        outputs.start();
        loop.start();
        supervisor.start();
    }

    /** Where the recording of this device's line is: beside its store. */
    public static Path recording(DeviceConfig config) {
        return config.store().path().resolveSibling(config.identity().device() + ".recording");
    }

    /**
     * Starts everything; returns when the line runs, connected to the broker or not.
     *
     * @param file the device file, for who replays this run
     * @param keeper told when the line runs, and while all its loops go round
     */
    public static SorterLine start(
            DeviceConfig config, Path file, SortPlan plan, Hall hall, String version, Clock clock, ProcessKeeper keeper)
            throws PinRefused, StoreInUse, StoreRefused, StoreUnavailable, DriverRefused, IOException {
        LineConfig line = config.line().orElseThrow();
        return new SorterLine(config, file.toAbsolutePath(), line, plan, hall, version, clock, keeper);
    }

    private LineBoard pinBoard(LineConfig line, Clock clock) throws PinRefused {
        KernelPins pins = KernelPins.open(line.board(), clock);
        try {
            return new PinBoard(line, pins, reset, (there, words) -> faults.set("gpio-gone", !there), clock);
        } catch (PinRefused refused) {
            pins.close();
            throw refused;
        }
    }

    private SimulatedBoard hall(LineConfig line, SortPlan plan, Hall feed, Identifier identifier, Clock clock)
            throws IOException {
        cables.plugIn(config.scanners());
        return new SimulatedBoard(
                line,
                plan,
                feed.parcelsPerHour(),
                feed.seed(),
                text -> identifier.identify(new Barcode("", text)),
                cables::see,
                clock);
    }

    private void storeFailed(String words) {
        faults.raise("store-failed");
        journal.storeFailed();
        ending.complete(new Ending(ExitCode.STORE_FAILED, words));
    }

    private void broke(String words) {
        faults.raise("line-defect");
        ending.complete(new Ending(ExitCode.INTERNAL, words));
    }

    /** Completes when the line has ended by itself and this process must end. */
    public CompletableFuture<Ending> ending() {
        return ending;
    }

    public Optional<String> pageAddress() {
        return Optional.ofNullable(page).map(StationPage::address);
    }

    /** Where its scanners really are plugged in. */
    public List<ScannerConfig> scanners() {
        return hall == null ? config.scanners() : cables.scanners();
    }

    public Path recordingPath() {
        return recording(config);
    }

    /** Who stands beside the line hears from now on what it says, on its own thread, and must not wait. */
    public void alsoTell(BiConsumer<@Nullable Input, LineEvent> told) {
        witness = told;
    }

    /** The imagined hall; only a line on the simulated board has one. */
    public SimulatedBoard board() {
        return Objects.requireNonNull(hall, "this line's board is real");
    }

    public LineView view() {
        return loop.view();
    }

    public ShotTimes shots() {
        return loop.shots();
    }

    public EventStore.Progress progress() {
        return store.progress();
    }

    public String epoch() {
        return store.epoch();
    }

    public long unkept() {
        return journal.unkept();
    }

    private String status() {
        return "%s; %d events stored; %s"
                .formatted(
                        loop.view().state(),
                        store.progress().stored(),
                        link.status().connected() ? "connected" : "no broker");
    }

    /** Outputs to rest first; then what was said is stored and handed over as far as a second allows. */
    public synchronized void stop() throws InterruptedException {
        if (stopped) {
            return;
        }
        stopped = true;
        supervisor.stop();
        loop.stop();
        recorder.stop();
        readers.stop();
        journal.stop();
        if (containers != null) {
            containers.stop();
        }
        board.close();
        link.close(DRAIN);
        hubDesk.stop();
        store.close();
        if (containers != null) {
            containers.close();
        }
        StationPage open = page;
        if (open != null) {
            open.close();
        }
        cables.stop();
    }

    /** The journal, and the hall that judges the line by what it says. */
    private final class Witnessed implements LineSink {
        @Override
        public void said(@Nullable Input cause, LineEvent event) {
            journal.said(cause, event);
            if (containers != null) {
                containers.said(event);
            }
            reset.heard(event);
            witness.accept(cause, event);
            if (event instanceof LineEvent.PlanChanged changed) {
                hubDesk.planInForce(changed.to());
            }
            if (event instanceof LineEvent.Inducted) {
                readers.parcelPassed();
            }
            if (hall != null) {
                hall.said(cause, event);
            }
        }

        @Override
        public void asked(Effect.Ask question) {
            hubDesk.ask(LineStory.subjects(question.codes()));
            if (config.line().orElseThrow().decision().askHost()) {
                journal.asked(question);
            }
        }

        @Override
        public void obeyed(Input.Order order, Reason refusal) {
            hub.obeyed(order, refusal);
        }

        @Override
        public Keeping keeping() {
            return journal.keeping();
        }
    }
}
