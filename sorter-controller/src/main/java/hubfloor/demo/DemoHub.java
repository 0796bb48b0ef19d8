package hubfloor.demo;

import hubfloor.adapter.broker.EmbeddedBroker;
import hubfloor.adapter.clock.Chance;
import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.gs1.Gs1Files;
import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.mqtt.PahoConnector;
import hubfloor.adapter.pty.Pty;
import hubfloor.adapter.sqlite.SqliteFeedLog;
import hubfloor.adapter.sqlite.SqliteLedger;
import hubfloor.adapter.sqlite.StoreInUse;
import hubfloor.adapter.sqlite.StoreRefused;
import hubfloor.adapter.sqlite.StoreUnavailable;
import hubfloor.advice.Advice;
import hubfloor.advice.ParcelNews;
import hubfloor.advice.ParcelNews.CustomsWord;
import hubfloor.advice.Routing;
import hubfloor.agent.SlotChooser;
import hubfloor.agent.WallDesk;
import hubfloor.agent.main.Station;
import hubfloor.central.Feed;
import hubfloor.config.load.DeviceFile;
import hubfloor.config.load.PlanFile;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.config.model.WallConfig;
import hubfloor.ledger.Ledger;
import hubfloor.ledger.SourceReport;
import hubfloor.parcel.Identifier;
import hubfloor.port.Clock;
import hubfloor.port.EventStore;
import hubfloor.port.PinRefused;
import hubfloor.port.ProcessKeeper;
import hubfloor.reader.driver.DriverRefused;
import hubfloor.sim.model.ParcelLabels;
import hubfloor.sorter.main.SorterLine;
import hubfloor.sorter.main.WallPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A hub in one process: broker, station, central's ledger, and a scanner on a pseudo-terminal. Everything but the
 * broker and the hand that scans is what runs on a real floor.
 */
public final class DemoHub {
    private static final Duration SETTLE = Duration.ofSeconds(10);
    private static final Duration EMPTY_BELT = Duration.ofSeconds(40);
    private static final Duration LAST_LANDING = Duration.ofSeconds(3);

    private final Clock clock = new SystemClock();
    private final Path dir;
    private final @Nullable EmbeddedBroker broker;
    private final int brokerPort;
    private final HubFiles files;
    private final List<Pty> cables = new ArrayList<>();
    private final Ledger ledger;
    private final Station station;
    private final List<SimulatedScanner> scanners = new ArrayList<>();
    private @Nullable DeviceConfig lineConfig;
    private @Nullable SorterLine line;
    private @Nullable Feed feed;
    private @Nullable WallPerson person;
    private @Nullable DemoHost host;
    private boolean stopped;

    private DemoHub(
            @Nullable EmbeddedBroker broker,
            int brokerPort,
            Path dir,
            String hub,
            double scansPerSecond,
            int parcelsPerHour,
            int pagePort,
            String version)
            throws IOException, StoreInUse, StoreRefused, StoreUnavailable {
        this.dir = dir;
        this.broker = broker;
        this.brokerPort = brokerPort;
        files = new HubFiles(dir, hub, brokerPort);
        for (int i = 0; i < files.stationScanners(); i++) {
            cables.add(Pty.open());
        }
        DeviceConfig config = HubFiles.accepted(
                DeviceFile.load(files.station(cables.stream().map(Pty::path).toList(), pagePort)));
        ledger = new Ledger(
                "",
                "central",
                Optional.empty(),
                new PahoConnector(config.broker(), clock, Chance::below),
                SqliteLedger.open(dir.resolve("ledger.db")),
                new JsonWireFormat(),
                clock,
                Chance::below);
        ledger.start();
        station = station(config, version);
        if (config.wall().isPresent() || parcelsPerHour > 0) {
            feed = feed(config);
        }
        ParcelLabels labels = new ParcelLabels(Chance::below);
        if (config.wall().isPresent() && feed != null) {
            person = person(config, config.wall().get(), feed, labels, scansPerSecond);
        }
        for (int i = person == null ? 0 : 1; i < cables.size(); i++) {
            scanners.add(new SimulatedScanner(
                    cables.get(i), config.scanners().get(i).profile(), labels, clock, i == 0 ? scansPerSecond : 0));
        }
        scanners.forEach(SimulatedScanner::start);
        if (person != null) {
            person.start();
        }
        if (parcelsPerHour > 0) {
            lineConfig = HubFiles.accepted(DeviceFile.load(files.line(pagePort == 0 ? 0 : pagePort + 1)));
            line = line(lineConfig, parcelsPerHour, version);
            announce(lineConfig, line);
        }
    }

    /**
     * Starts everything; scans are under way when this returns. Port 0 picks a free one.
     *
     * @param hub {@code demo}, or the name of a shipped profile: {@code kul}, {@code lgg}, {@code kgl}
     * @param parcelsPerHour on the sorter line; 0 for none
     */
    public static DemoHub start(
            Path dir,
            String hub,
            double scansPerSecond,
            int parcelsPerHour,
            int pagePort,
            int brokerPort,
            String version)
            throws IOException, StoreInUse, StoreRefused, StoreUnavailable {
        EmbeddedBroker broker = EmbeddedBroker.start(brokerPort);
        return new DemoHub(broker, broker.port(), dir, hub, scansPerSecond, parcelsPerHour, pagePort, version);
    }

    /** The same with a broker that already runs on this machine. */
    public static DemoHub at(int brokerPort, Path dir, double scansPerSecond, int parcelsPerHour, String version)
            throws IOException, StoreInUse, StoreRefused, StoreUnavailable {
        return new DemoHub(null, brokerPort, dir, "demo", scansPerSecond, parcelsPerHour, 0, version);
    }

    private Station station(DeviceConfig config, String version)
            throws IOException, StoreInUse, StoreRefused, StoreUnavailable {
        try {
            SlotChooser.Maker chooser = config.wall()
                    .map(wall -> WallPlan.maker(
                            wall,
                            HubFiles.accepted(PlanFile.forWall(wall.decision().plan(), wall))))
                    .orElse(null);
            return Station.start(config, version, clock, ProcessKeeper.Absent.KEEPER, chooser);
        } catch (PinRefused | DriverRefused e) {
            throw new IllegalStateException("the demo's own station has no lamp or driver", e);
        }
    }

    /** Whoever tells for central where the hall's and the wall's parcels go. */
    private Feed feed(DeviceConfig config) {
        Feed told = new Feed(
                "",
                config.identity().hub(),
                "central",
                new PahoConnector(config.broker(), clock, Chance::below),
                SqliteFeedLog.open(dir.resolve("feed.db")),
                new JsonWireFormat(),
                clock,
                Chance::below);
        told.start();
        return told;
    }

    private WallPerson person(
            DeviceConfig config, WallConfig wall, Feed told, ParcelLabels labels, double scansPerSecond) {
        WallParcels parcels =
                new WallParcels(labels, new Identifier(Gs1Files.shipped()), clock, Chance::below, told::offer);
        return new WallPerson(
                cables.getFirst(),
                config.scanners().getFirst().profile(),
                wall,
                station.simulatedPins(),
                parcels,
                clock,
                Chance::below,
                scansPerSecond);
    }

    /** Central tells of the hall's parcels, and answers where the line asks. */
    private void announce(DeviceConfig config, SorterLine running) {
        Feed told = Objects.requireNonNull(feed);
        running.board().announce((subject, advice) -> told.offer(news(subject, advice)));
        if (config.line().orElseThrow().decision().askHost()) {
            DemoHost asked = new DemoHost(
                    config,
                    new PahoConnector(config.broker(), clock, Chance::below),
                    new JsonWireFormat(),
                    clock,
                    Chance::below);
            asked.start();
            host = asked;
        }
    }

    private static ParcelNews news(String subject, Advice advice) {
        return new ParcelNews(
                subject,
                Optional.of(advice.routing()).filter(Routing::known),
                advice.customs()
                        .status()
                        .map(status -> new CustomsWord(
                                status,
                                advice.customs().sequence(),
                                advice.customs().at())));
    }

    private SorterLine line(DeviceConfig config, int parcelsPerHour, String version)
            throws IOException, StoreInUse, StoreRefused, StoreUnavailable {
        SortPlan plan = HubFiles.accepted(PlanFile.load(
                config.line().orElseThrow().decision().plan(), config.line().orElseThrow()));
        try {
            return SorterLine.start(
                    config,
                    files.lineFile(),
                    plan,
                    new SorterLine.Hall(parcelsPerHour, Chance.below(Long.MAX_VALUE)),
                    version,
                    clock,
                    ProcessKeeper.Absent.KEEPER);
        } catch (PinRefused | DriverRefused e) {
            throw new IllegalStateException("the demo's own line has no pins or driver", e);
        }
    }

    /** The sorter line; null when the demo has none. */
    public @Nullable SorterLine line() {
        return line;
    }

    public Path lineFile() {
        return files.lineFile();
    }

    /** The line's own topics begin so. */
    public String lineTopics() {
        DeviceConfig config = lineConfig;
        return config == null
                ? ""
                : "hubfloor/1/" + config.identity().hub() + "/"
                        + config.identity().zone() + "/" + config.identity().device();
    }

    /** How far central has come with one device's events. */
    private long through(String epoch) {
        return ledger.report().stream()
                .filter(report -> report.source().epoch().equals(epoch))
                .mapToLong(SourceReport::through)
                .max()
                .orElse(0);
    }

    /**
     * Feeds no more, waits until the belt is empty and all that was said is with central, and ends the line.
     *
     * @return null when the demo has no line
     */
    public @Nullable LineSummary finishLine() throws InterruptedException {
        SorterLine running = line;
        if (running == null) {
            return null;
        }
        running.board().endFeed();
        await(() -> running.board().recorded().beltEmpty(), EMPTY_BELT);
        await(() -> running.view().parcels().isEmpty(), LAST_LANDING);
        await(() -> through(running.epoch()) >= running.progress().stored(), SETTLE);
        long lost = running.progress().stored() - through(running.epoch()) + running.unkept();
        running.stop();
        long lapses = running.board().recorded().lapses();
        return new LineSummary(running.board().judge(), lost, lapses, running.shots());
    }

    private void await(BooleanSupplier done, Duration limit) {
        long end = clock.nanos() + limit.toNanos();
        while (!done.getAsBoolean() && clock.nanos() < end) {
            LockSupport.parkNanos(this, 10_000_000);
        }
    }

    public int brokerPort() {
        return brokerPort;
    }

    public String scannerPort() {
        return cables.getFirst().path();
    }

    public String pageAddress() {
        return station.pageAddress().orElse("");
    }

    public Path deviceFile() {
        return dir.resolve("station.yaml");
    }

    /** What the person at the wall did, and what the station said of it; null when the demo has no wall. */
    public @Nullable WallSummary wall() {
        WallPerson here = person;
        WallDesk desk = station.wall();
        return here == null || desk == null ? null : here.summary(desk.counts());
    }

    private long sent() {
        WallPerson here = person;
        return here == null ? scanners.getFirst().sent() : here.sent();
    }

    /** Where the scans are now. */
    public DemoSummary summary() {
        EventStore.Progress progress = station.progress();
        long through = 0;
        long duplicates = 0;
        for (SourceReport report : ledger.report()) {
            if (report.source().epoch().equals(station.epoch())) {
                through = report.through();
                duplicates = report.duplicates();
            }
        }
        long stored = station.feedback().storedCount();
        return new DemoSummary(
                sent(),
                stored,
                stored - Math.min(stored, progress.stored() - progress.handed()),
                stored - Math.min(stored, progress.stored() - progress.receipted()),
                sent() - stored + progress.stored() - through,
                duplicates);
    }

    /** Puts the scanner down, waits until all it sent has been receipted, at most {@code 10 s}, and tells the sum. */
    public DemoSummary finish() throws InterruptedException {
        stopScanners();
        long end = clock.nanos() + SETTLE.toNanos();
        DemoSummary summary = summary();
        while (!summary.complete() && clock.nanos() < end) {
            LockSupport.parkNanos(this, 10_000_000);
            summary = summary();
        }
        return summary;
    }

    private void stopScanners() throws InterruptedException {
        WallPerson here = person;
        if (here != null) {
            here.stop();
        }
        for (SimulatedScanner scanner : scanners) {
            scanner.stop();
        }
    }

    /** Stops everything; safe to call twice. */
    public synchronized void stop() throws InterruptedException {
        if (stopped) {
            return;
        }
        stopped = true;
        stopScanners();
        DemoHost asked = host;
        if (asked != null) {
            asked.stop();
        }
        SorterLine running = line;
        if (running != null) {
            running.stop();
        }
        Feed told = feed;
        if (told != null) {
            told.close(Duration.ZERO);
        }
        station.stop();
        ledger.close();
        for (Pty cable : cables) {
            cable.close();
        }
        if (broker != null) {
            broker.close();
        }
    }
}
