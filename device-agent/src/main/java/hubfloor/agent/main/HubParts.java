package hubfloor.agent.main;

import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.sqlite.SqliteHubStore;
import hubfloor.advice.CustomsFacts;
import hubfloor.agent.Faults;
import hubfloor.agent.Supervisor;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.ParcelsConfig;
import hubfloor.hub.ClockDesk;
import hubfloor.hub.Floor;
import hubfloor.hub.FloorDesk;
import hubfloor.hub.HubDesk;
import hubfloor.hub.News;
import hubfloor.hub.Notes;
import hubfloor.hub.Orders;
import hubfloor.hub.People;
import hubfloor.port.Clock;
import hubfloor.port.EventStore;
import hubfloor.port.HubStore;
import hubfloor.port.HubStore.HubStoreFailed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/** The way down, put together the same for every device that has one. */
public record HubParts(HubStore store, News news, HubDesk desk, ClockDesk clocks, FloorDesk floor) {
    private static final ParcelsConfig NONE =
            new ParcelsConfig(1_000, Duration.ofHours(1), false, Duration.ofMinutes(30));

    /** What the hub told is kept beside the event store. */
    public static Path file(DeviceConfig config) {
        return config.store().path().resolveSibling(config.store().path().getFileName() + ".hub");
    }

    /** @throws IOException where it can be kept nowhere, in words for a person */
    public static HubStore open(DeviceConfig config) throws IOException {
        ParcelsConfig parcels = config.parcels().orElse(NONE);
        try {
            return SqliteHubStore.open(file(config), parcels.max(), parcels.keep());
        } catch (HubStoreFailed e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * To be made before the link starts, which reads the events from then on.
     *
     * @param floor who acts on it; {@link Floor#STATION} on a device that sorts nothing
     * @param badge of who stands at the device now; empty for nobody
     */
    public static HubParts of(
            DeviceConfig config,
            HubStore store,
            EventStore events,
            Floor floor,
            Supplier<String> badge,
            Faults faults,
            Clock clock,
            Supervisor supervisor) {
        JsonWireFormat wire = new JsonWireFormat();
        Notes notes = new Notes(events, clock, wire::flat);
        News news = new News(store, wire, clock, notes, floor, faults::set);
        boolean sorts = config.line().isPresent() || config.wall().isPresent();
        ParcelsConfig parcels = config.parcels().orElse(NONE);
        ClockDesk clocks = new ClockDesk(store, events, wire, clock, notes, parcels.clockWarnings(), faults::set);
        clocks.recover();
        FloorDesk.Terms terms = new FloorDesk.Terms(
                parcels.floorRelease(),
                config.line().map(l -> l.decision().customsValidMinutes()).orElse(CustomsFacts.VALID_MINUTES));
        HubDesk desk = new HubDesk(
                config.identity(),
                config.broker().topicPrefix(),
                config.parcels().isPresent(),
                sorts,
                news,
                new Orders(store, wire, clock, notes, floor, sorts),
                clocks,
                clock,
                supervisor.watch("hub-desk"),
                supervisor.watch("hub-lookup"));
        People people = new People(config.people(), badge, PinFile::read);
        return new HubParts(store, news, desk, clocks, new FloorDesk(store, clock, notes, news, people, terms));
    }
}
