package hubfloor.agent.main;

import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.sqlite.SqliteContainerLog;
import hubfloor.agent.ContainerDesk;
import hubfloor.agent.Faults;
import hubfloor.agent.SlotChooser;
import hubfloor.agent.SlotLights;
import hubfloor.agent.StaffFeedback;
import hubfloor.agent.Supervisor;
import hubfloor.agent.WallButtons;
import hubfloor.agent.WallContainers;
import hubfloor.agent.WallDesk;
import hubfloor.agent.WallFlow;
import hubfloor.agent.WallHub;
import hubfloor.agent.WallMemory;
import hubfloor.config.model.ChuteConfig;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.OutputPin;
import hubfloor.config.model.SlotConfig;
import hubfloor.config.model.WallConfig;
import hubfloor.event.Event;
import hubfloor.event.EventClass;
import hubfloor.event.EventFamily;
import hubfloor.event.StoredEvent;
import hubfloor.port.Clock;
import hubfloor.port.ContainerLog.ContainerLogFailed;
import hubfloor.port.DigitalOutput;
import hubfloor.port.EventStore;
import hubfloor.port.EventStore.Outcome;
import hubfloor.port.EventStore.Refusal;
import hubfloor.port.PinRefused;
import hubfloor.port.Pins;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A put-to-light wall, put together: its pins first, the rest when store and hub are there. */
final class WallParts {
    private static final Logger LOG = LoggerFactory.getLogger(WallParts.class);

    private final WallConfig config;
    private final Clock clock;
    private final SlotLights lights;
    private final WallButtons buttons;
    private final WallHub hub;

    /** Asks for the wall's pins; nothing is lit. */
    WallParts(WallConfig config, Pins pins, Clock clock, Supervisor supervisor) throws PinRefused {
        this.config = config;
        this.clock = clock;
        hub = new WallHub(config.slots());
        List<DigitalOutput> outputs = new ArrayList<>();
        for (SlotConfig slot : config.slots()) {
            outputs.add(pins.output("light " + slot.name(), slot.light()));
        }
        List<OutputPin> levels = config.slots().stream().map(SlotConfig::light).toList();
        lights =
                new SlotLights(outputs, levels, clock, supervisor.watch("wall-lights"), supervisor.watch("wall-lease"));
        buttons = new WallButtons(config.slots(), pins);
    }

    /** What is remembered of the parcel in hand and of slots out of use is kept beside the event store. */
    static Path file(DeviceConfig config) {
        return config.store().path().resolveSibling(config.store().path().getFileName() + ".wall");
    }

    WallHub hub() {
        return hub;
    }

    /** Slots of which nothing leaves the hub. */
    Set<String> staying() {
        return config.slots().stream()
                .filter(slot -> slot.kind() != ChuteConfig.Kind.NORMAL)
                .map(SlotConfig::name)
                .collect(Collectors.toSet());
    }

    /** To be made before the link starts, which reads the store from then on. */
    WallDesk desk(
            DeviceConfig device,
            SlotChooser.Maker maker,
            EventStore store,
            HubParts told,
            @Nullable ContainerDesk containers,
            StaffFeedback feedback,
            Faults faults,
            Supervisor supervisor)
            throws IOException {
        JsonWireFormat wire = new JsonWireFormat();
        SlotChooser chooser = maker.make(told.store(), change -> {
            told.desk().planInForce(change.to());
            say(store, wire.flat(change.data()));
        });
        try {
            WallContainers hanging = containers == null
                    ? null
                    : new WallContainers(device.containers().orElseThrow(), containers, config.slots());
            WallDesk desk = new WallDesk(
                    config,
                    new WallMemory(store, SqliteContainerLog.open(file(device)), wire, faults),
                    new WallFlow.Parts(
                            chooser, feedback, hanging, subject -> told.desk().ask(List.of(subject))),
                    lights,
                    clock,
                    faults,
                    supervisor.watch("wall"));
            hub.serve(desk, chooser);
            return desk;
        } catch (ContainerLogFailed e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void say(EventStore store, byte[] data) {
        Event event =
                new Event(EventFamily.DEVICE, EventClass.CUSTODY, "device.plan-changed.v1", "", clock.stamp(), data);
        try {
            store.append(event, new Outcome() {
                @Override
                public void stored(StoredEvent stored) {
                    LOG.debug("a plan's change stored as {}", stored.seq());
                }

                @Override
                public void refused(Refusal why) {
                    LOG.warn("a plan's change was not stored: {}", why);
                }
            });
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lights and buttons act from here on. */
    void start(WallDesk desk) {
        buttons.serve(desk);
        lights.start();
        desk.start();
    }

    /** After the scanners have stopped, while the store is open. */
    void stop() throws InterruptedException {
        lights.stop();
    }
}
