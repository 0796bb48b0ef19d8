package hubfloor.sorter.main;

import hubfloor.adapter.clock.Chance;
import hubfloor.adapter.gs1.Gs1Files;
import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.mqtt.PahoConnector;
import hubfloor.adapter.serial.SerialPorts;
import hubfloor.adapter.sqlite.SqliteEventStore;
import hubfloor.adapter.sqlite.StoreInUse;
import hubfloor.adapter.sqlite.StoreRefused;
import hubfloor.adapter.sqlite.StoreUnavailable;
import hubfloor.adapter.web.StationPage;
import hubfloor.agent.Faults;
import hubfloor.agent.ScannerLoop;
import hubfloor.agent.ScannerWatch;
import hubfloor.agent.StaffFeedback;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.ExitCode;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.ScannerConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.link.Link;
import hubfloor.link.LinkStatus;
import hubfloor.parcel.Barcode;
import hubfloor.parcel.Identifier;
import hubfloor.port.Clock;
import hubfloor.port.EventStore;
import hubfloor.sim.board.SimulatedBoard;
import hubfloor.sorter.core.Effect;
import hubfloor.sorter.core.Input;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.line.GateOutputs;
import hubfloor.sorter.line.LineInputs;
import hubfloor.sorter.line.LineJournal;
import hubfloor.sorter.line.LineSink;
import hubfloor.sorter.line.LineView;
import hubfloor.sorter.line.ParcelTable;
import hubfloor.sorter.line.ReadDesk;
import hubfloor.sorter.line.ShotTimes;
import hubfloor.sorter.line.SorterLoop;
import hubfloor.sorter.record.RunStart;
import hubfloor.sorter.story.LineStory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One sorter line, built out of its parts: board, scanners, core on its thread, outputs, journal, store, link, page. It
 * runs from {@link #start} until {@link #stop}; a failed disk or a defect ends it by itself, told by {@link #ending}.
 * Whatever ends it, its outputs go to rest first.
 */
public final class SorterLine {
    /** The one board there is so far. */
    public static final String SIMULATED = "simulated";

    private static final Duration DRAIN = Duration.ofSeconds(1);

    private final DeviceConfig config;
    private final EventStore store;
    private final Link link;
    private final Faults faults = new Faults();
    private final String run;
    private final LineJournal journal;
    private final SimulatedBoard board;
    private final GateOutputs outputs;
    private final LineRecorder recorder;
    private final SorterLoop loop;
    private final List<ScannerLoop> scanners = new ArrayList<>();
    private final Map<String, ScannerCable> cables = new LinkedHashMap<>();
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();
    private final JsonWireFormat wire = new JsonWireFormat();
    private @Nullable StationPage page;
    private boolean stopped;

    /** Why a line ended by itself, in words for a person. */
    public record Ending(ExitCode code, String words) {}

    /** The config names a board that this program has no driver for. */
    public static final class BoardUnavailable extends Exception {
        private static final long serialVersionUID = 1L;

        BoardUnavailable(String board) {
            super("line.board is \"" + board + "\", and this version can only drive the board \"" + SIMULATED + "\".");
        }
    }

    /**
     * The imagined hall behind a simulated board.
     *
     * @param parcelsPerHour at least 1
     */
    public record Hall(int parcelsPerHour, long seed) {}

    private SorterLine(
            DeviceConfig config, Path file, LineConfig line, SortPlan plan, Hall hall, String version, Clock clock)
            throws StoreInUse, StoreRefused, StoreUnavailable, IOException {
        this.config = config;
        store = SqliteEventStore.open(config.store(), config.broker().receiptsFrom(), clock, this::storeFailed);
        run = LineStory.run(clock.stamp().bootId(), clock.stamp().monoMs());
        journal = new LineJournal(store, new LineStory(line, run), run, clock, wire::flat, this::fault);
        Identifier identifier = new Identifier(Gs1Files.shipped());
        for (ScannerConfig scanner : config.scanners()) {
            cables.put(scanner.name(), ScannerCable.plugIn(scanner));
        }
        Rehearsal.run(line, plan, text -> identifier.identify(new Barcode("", text)));
        board = new SimulatedBoard(
                line,
                plan,
                hall.parcelsPerHour(),
                hall.seed(),
                text -> identifier.identify(new Barcode("", text)),
                this::scannerSees,
                clock);
        outputs = new GateOutputs(line.gates().size(), board, clock);
        LineInputs inputs = new LineInputs();
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
                ParcelTable.EMPTY,
                recorder,
                clock,
                bootNanos,
                this::broke);
        link = new Link(
                config.identity(),
                config.broker(),
                version,
                config.hash(),
                store,
                new PahoConnector(config.broker(), clock, Chance::below),
                wire,
                clock,
                Chance::below);
        ScannerWatch watch = new ScannerWatch(store, clock, new StaffFeedback(null), faults, wire::flat);
        ReadDesk desk = new ReadDesk(line, identifier, board, inputs, clock);
        SerialPorts ports = new SerialPorts();
        for (ScannerCable cable : cables.values()) {
            scanners.add(new ScannerLoop(cable.scanner(), ports, desk::scanned, watch, clock));
        }
        if (config.page().isPresent()) {
            page = StationPage.open(config.page().get(), "line", () -> wire.flat(members()));
        }
        link.start();
        faults.onChange(link::setFaults);
        journal.start();
        scanners.forEach(ScannerLoop::start);
        outputs.start();
        loop.start();
    }

    /** Where the recording of this device's line is: beside its store. */
    public static Path recording(DeviceConfig config) {
        return config.store().path().resolveSibling(config.identity().device() + ".recording");
    }

    /**
     * Starts everything; returns when the line runs, connected to the broker or not.
     *
     * @param file the device file, for who replays this run
     */
    public static SorterLine start(
            DeviceConfig config, Path file, SortPlan plan, Hall hall, String version, Clock clock)
            throws BoardUnavailable, StoreInUse, StoreRefused, StoreUnavailable, IOException {
        LineConfig line = config.line().orElseThrow();
        if (!line.board().equals(SIMULATED)) {
            throw new BoardUnavailable(line.board());
        }
        return new SorterLine(config, file.toAbsolutePath(), line, plan, hall, version, clock);
    }

    private void scannerSees(String scanner, List<String> labels) {
        ScannerCable cable = cables.get(scanner);
        if (cable != null) {
            cable.sees(labels);
        }
    }

    private void fault(String word, boolean raised) {
        if (raised) {
            faults.raise(word);
        } else {
            faults.clear(word);
        }
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
        return cables.values().stream().map(ScannerCable::scanner).toList();
    }

    public Path recordingPath() {
        return recording(config);
    }

    public SimulatedBoard board() {
        return board;
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

    private Map<String, Object> members() {
        EventStore.Progress progress = store.progress();
        LinkStatus status = link.status();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(
                "device",
                config.identity().hub() + " / " + config.identity().zone() + " / "
                        + config.identity().device());
        members.putAll(loop.view().members());
        members.put("stored", progress.stored());
        members.put("handed", progress.handed());
        members.put("receipted", progress.receipted());
        members.put("linked", status.connected());
        List<String> all = new ArrayList<>(faults.active());
        all.addAll(status.faults());
        members.put("faults", all);
        return members;
    }

    /** Outputs to rest first; then what was said is stored and handed over as far as a second allows. */
    public synchronized void stop() throws InterruptedException {
        if (stopped) {
            return;
        }
        stopped = true;
        loop.stop();
        recorder.stop();
        for (ScannerLoop scanner : scanners) {
            scanner.stop();
        }
        journal.stop();
        board.close();
        link.close(DRAIN);
        store.close();
        StationPage open = page;
        if (open != null) {
            open.close();
        }
        for (ScannerCable cable : cables.values()) {
            cable.stop();
        }
    }

    /** The journal, and the hall that judges the line by what it says. */
    private final class Witnessed implements LineSink {
        @Override
        public void said(@Nullable Input cause, LineEvent event) {
            journal.said(cause, event);
            board.said(cause, event);
        }

        @Override
        public void asked(Effect.Ask question) {
            journal.asked(question);
        }

        @Override
        public Keeping keeping() {
            return journal.keeping();
        }
    }
}
