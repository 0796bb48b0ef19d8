package hubfloor.agent.main;

import hubfloor.adapter.clock.Chance;
import hubfloor.adapter.gpio.KernelPins;
import hubfloor.adapter.gpio.SimulatedPins;
import hubfloor.adapter.gs1.Gs1Files;
import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.json.ScanJson;
import hubfloor.adapter.json.StationJson;
import hubfloor.adapter.mqtt.PahoConnector;
import hubfloor.adapter.serial.SerialPorts;
import hubfloor.adapter.sqlite.SqliteEventStore;
import hubfloor.adapter.sqlite.StoreInUse;
import hubfloor.adapter.sqlite.StoreRefused;
import hubfloor.adapter.sqlite.StoreUnavailable;
import hubfloor.adapter.web.StationPage;
import hubfloor.agent.ContainerDesk;
import hubfloor.agent.Faults;
import hubfloor.agent.LlrpLoop;
import hubfloor.agent.OperatorDesk;
import hubfloor.agent.PackedParcels;
import hubfloor.agent.ScanFlow;
import hubfloor.agent.ScannerLoop;
import hubfloor.agent.ScannerWatch;
import hubfloor.agent.SignalLoop;
import hubfloor.agent.SlotChooser;
import hubfloor.agent.StaffFeedback;
import hubfloor.agent.StationContainers;
import hubfloor.agent.StationReads;
import hubfloor.agent.StationView;
import hubfloor.agent.Supervisor;
import hubfloor.agent.TagIdentifier;
import hubfloor.agent.WallDesk;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.OutputPin;
import hubfloor.config.model.PinRef;
import hubfloor.config.model.ReaderProtocols;
import hubfloor.config.model.ReadingConfig;
import hubfloor.config.model.ScannerConfig;
import hubfloor.config.model.SignalConfig;
import hubfloor.config.model.WallConfig;
import hubfloor.hub.Floor;
import hubfloor.link.HubMail;
import hubfloor.link.Link;
import hubfloor.link.LinkStatus;
import hubfloor.parcel.Identifier;
import hubfloor.port.Clock;
import hubfloor.port.DigitalOutput;
import hubfloor.port.EventStore;
import hubfloor.port.PinRefused;
import hubfloor.port.Pins;
import hubfloor.port.ProcessKeeper;
import hubfloor.reader.ReaderCodec;
import hubfloor.reader.driver.DriverRefused;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One scan station, built out of its parts: scanners, store, link, lamp, page. It runs from {@link #start} until
 * {@link #stop}; a disk that fails ends it by itself, told by {@link #failure}.
 */
public final class Station {
    private static final String SIMULATED = "simulated";

    private static final Duration DRAIN = Duration.ofSeconds(1);
    private static final Set<String> ALONE = Set.of(ReaderProtocols.LINES, "ssi", "rdm6300");

    private final DeviceConfig config;
    private final EventStore store;
    private final Link link;
    private final StaffFeedback feedback;
    private final Faults faults;
    private final Supervisor supervisor;
    private final List<ScannerLoop> scanners = new ArrayList<>();
    private final List<LlrpLoop> llrpReaders = new ArrayList<>();
    private final CompletableFuture<String> failure;
    private final @Nullable HubParts hub;
    private final @Nullable ContainerDesk desk;
    private final Map<String, Pins> chips = new LinkedHashMap<>();
    private final @Nullable WallParts wallParts;
    private final @Nullable WallDesk wall;
    private @Nullable SignalLoop signals;
    private @Nullable StationPage page;

    private Station(
            DeviceConfig config, String version, Clock clock, ProcessKeeper keeper, SlotChooser.@Nullable Maker chooser)
            throws StoreInUse, StoreRefused, StoreUnavailable, DriverRefused, PinRefused, IOException {
        this.config = config;
        List<ReaderCodec> codecs = ReaderParts.codecs(config);
        failure = new CompletableFuture<>();
        faults = new Faults();
        supervisor = new Supervisor(keeper, faults, clock, this::status);
        wallParts = pins(config, clock);
        feedback = new StaffFeedback(signals);
        store = SqliteEventStore.open(
                config.store(),
                config.broker().receiptsFrom(),
                clock,
                this::storeFailed,
                supervisor.watch("store-writer"));
        JsonWireFormat wire = new JsonWireFormat();
        OperatorDesk operators = new OperatorDesk(store, clock, wire::flat);
        hub = config.parcels().isPresent() || wallParts != null
                ? HubParts.of(
                        config,
                        HubParts.open(config),
                        store,
                        wallParts == null ? Floor.STATION : wallParts.hub(),
                        operators::here,
                        faults,
                        clock,
                        supervisor)
                : null;
        desk = config.containers().isPresent()
                ? ContainerParts.desk(config, config.containers().get(), store, faults)
                : null;
        if (hub != null && desk != null) {
            hub.news().serve(new PackedParcels(desk, wallParts == null ? Set.of() : wallParts.staying(), clock));
        }
        wall = wallParts == null || hub == null || chooser == null
                ? null
                : wallParts.desk(config, chooser, store, hub, desk, feedback, faults, supervisor);
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
                hub == null ? HubMail.NONE : hub.desk(),
                supervisor.watch("link"));
        if (hub != null) {
            hub.desk().start(link::reply);
        }
        link.start();
        ScannerWatch watch = new ScannerWatch(store, clock, feedback, faults, wire::flat);
        Identifier identifier = new Identifier(Gs1Files.shipped());
        ScanFlow flow = new ScanFlow(
                identifier,
                store,
                clock,
                feedback,
                ScanJson::bytes,
                hub == null ? subject -> Optional.empty() : hub.news()::find,
                wall != null ? wall : containers(config, desk, hub));
        StationReads reads = new StationReads(flow, operators, new TagIdentifier(identifier), clock, reading(config));
        SerialPorts ports = new SerialPorts();
        for (int i = 0; i < codecs.size(); i++) {
            ScannerConfig scanner = config.scanners().get(i);
            scanners.add(new ScannerLoop(
                    scanner, codecs.get(i), ports, reads, watch, clock, supervisor.watch("scan-" + scanner.name())));
        }
        if (wallParts != null && wall != null) {
            wallParts.start(wall);
        }
        scanners.forEach(ScannerLoop::start);
        llrpReaders.addAll(ReaderParts.llrp(config, reads, watch, clock, supervisor));
        llrpReaders.forEach(LlrpLoop::start);
        faults.onChange(link::setFaults);
        if (config.page().isPresent()) {
            StationPage opened =
                    StationPage.open(config.page().get(), "station", () -> StationJson.bytes(view()), deeds());
            page = opened;
            if (config.signals().isEmpty()) { // then the page is the only light there is
                opened.watch(supervisor.watch("web"));
            }
        }
        supervisor.start();
    }

    /**
     * Starts everything; returns when scans are accepted, connected to the broker or not.
     *
     * @param keeper told when scans are accepted, and while all loops go round
     * @param chooser who decides about slots; null on a station without a wall
     */
    public static Station start(
            DeviceConfig config, String version, Clock clock, ProcessKeeper keeper, SlotChooser.@Nullable Maker chooser)
            throws StoreInUse, StoreRefused, StoreUnavailable, DriverRefused, PinRefused, IOException {
        if (config.wall().isPresent() && chooser == null) {
            throw new IllegalArgumentException("a wall needs somebody who decides about its slots");
        }
        return new Station(config, version, clock, keeper, chooser);
    }

    /** What a person may ask for on the page, by path. */
    private Map<String, Function<byte[], byte[]>> deeds() {
        Map<String, Function<byte[], byte[]>> deeds = new LinkedHashMap<>();
        if (hub != null && !config.people().isEmpty()) {
            deeds.put("/floor", new FloorWindow(hub));
        }
        if (wall != null) {
            deeds.put("/put", new PutWindow(wall::confirmOnPage));
        }
        return deeds;
    }

    private @Nullable StationContainers containers(
            DeviceConfig config, @Nullable ContainerDesk desk, @Nullable HubParts hub) {
        return desk == null
                ? null
                : new StationContainers(
                        config.identity().device(),
                        config.containers().orElseThrow(),
                        desk,
                        feedback,
                        ContainerParts.told(hub == null ? null : hub.store()));
    }

    /** Scanners and badges alone need no joining; other readers do, as configured or as is usual. */
    private static @Nullable ReadingConfig reading(DeviceConfig config) {
        boolean alone = config.llrpReaders().isEmpty()
                && config.scanners().stream().allMatch(s -> ALONE.contains(s.protocol()));
        return config.reading().orElse(alone ? null : ReadingConfig.STANDARD);
    }

    /** Asks for every pin of lamp and wall before the first of a chip tells anything; null without a wall. */
    private @Nullable WallParts pins(DeviceConfig config, Clock clock) throws PinRefused {
        try {
            SignalLoop lamp = null;
            if (config.signals().isPresent()) {
                SignalConfig asked = config.signals().get();
                Pins made = chip(asked.backend(), clock);
                lamp = new SignalLoop(
                        lamp(made, "green", asked.greenPin()),
                        lamp(made, "red", asked.redPin()),
                        lamp(made, "buzzer", asked.buzzerPin()),
                        clock,
                        supervisor.watch("signals"),
                        supervisor.watch("signal-lease"));
            }
            WallConfig walled = config.wall().orElse(null);
            WallParts parts =
                    walled == null ? null : new WallParts(walled, chip(walled.board(), clock), clock, supervisor);
            chips.values().forEach(made -> made.start((there, words) -> faults.set("gpio-gone", !there)));
            if (lamp != null) {
                lamp.start();
                signals = lamp;
            }
            return parts;
        } catch (PinRefused refused) {
            chips.values().forEach(Pins::close);
            throw refused;
        }
    }

    private Pins chip(String label, Clock clock) throws PinRefused {
        Pins made = chips.get(label);
        if (made == null) {
            made = label.equals(SIMULATED) ? new SimulatedPins(clock) : KernelPins.open(label, clock);
            chips.put(label, made);
        }
        return made;
    }

    private static DigitalOutput lamp(Pins pins, String name, PinRef pin) throws PinRefused {
        return pins.output(name, new OutputPin(pin, false, false, OutputPin.Drive.PUSH_PULL));
    }

    private void storeFailed(String words) {
        faults.raise("store-failed");
        feedback.storeFailed();
        failure.complete(words);
    }

    /** Completes, with words for a person, when the disk has failed and this process must end. */
    public CompletableFuture<String> failure() {
        return failure;
    }

    /** The staff page's address, when the config has one. */
    public Optional<String> pageAddress() {
        return Optional.ofNullable(page).map(StationPage::address);
    }

    /** The put-to-light wall; null on a station without one. */
    public @Nullable WallDesk wall() {
        return wall;
    }

    /** The simulated pins of this station; only one on the simulated board has them. */
    public SimulatedPins simulatedPins() {
        if (chips.get(SIMULATED) instanceof SimulatedPins simulated) {
            return simulated;
        }
        throw new IllegalStateException("this station's pins are real");
    }

    public StaffFeedback feedback() {
        return feedback;
    }

    public EventStore.Progress progress() {
        return store.progress();
    }

    public String epoch() {
        return store.epoch();
    }

    public LinkStatus linkStatus() {
        return link.status();
    }

    private String status() {
        EventStore.Progress progress = store.progress();
        return "%d events stored, %d handed over; %s"
                .formatted(
                        progress.stored(),
                        progress.handed(),
                        link.status().connected() ? "connected" : "no broker, events are kept here");
    }

    private StationView view() {
        EventStore.Progress progress = store.progress();
        LinkStatus status = link.status();
        return new StationView(
                config.identity().hub() + " / " + config.identity().zone() + " / "
                        + config.identity().device(),
                feedback.last(),
                progress.stored(),
                progress.handed(),
                progress.receipted(),
                !config.broker().receiptsFrom().isEmpty(),
                status.connected(),
                status.connected() ? "connected" : "no broker; scans are kept here",
                all(faults.active(), status.faults()),
                hub == null ? "" : hub.floor().people().role(),
                hub == null ? List.of() : hub.clocks().late(),
                wall == null ? Optional.empty() : Optional.of(wall.view()));
    }

    private static Set<String> all(Set<String> own, Set<String> links) {
        Set<String> all = new TreeSet<>(own);
        all.addAll(links);
        return all;
    }

    /** Puts the scanners down first: whatever they sent is stored, and handed over as far as a second allows. */
    public void stop() throws InterruptedException {
        supervisor.stop();
        for (ScannerLoop scanner : scanners) {
            scanner.stop();
        }
        for (LlrpLoop reader : llrpReaders) {
            reader.stop();
        }
        if (wall != null && wallParts != null) {
            wall.stop();
            wallParts.stop();
        }
        link.close(DRAIN);
        if (hub != null) {
            hub.desk().stop();
        }
        store.close();
        if (wall != null) {
            wall.close();
        }
        if (desk != null) {
            desk.close();
        }
        StationPage open = page;
        if (open != null) {
            open.close();
        }
        SignalLoop loop = signals;
        if (loop != null) {
            loop.stop();
        }
        chips.values().forEach(Pins::close);
    }
}
