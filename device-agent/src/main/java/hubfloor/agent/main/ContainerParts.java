package hubfloor.agent.main;

import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.sqlite.SqliteContainerLog;
import hubfloor.advice.Routing;
import hubfloor.agent.ContainerDesk;
import hubfloor.agent.Faults;
import hubfloor.config.model.ContainersConfig;
import hubfloor.config.model.DeviceConfig;
import hubfloor.container.Purpose;
import hubfloor.port.ContainerLog;
import hubfloor.port.ContainerLog.ContainerLogFailed;
import hubfloor.port.EventStore;
import hubfloor.port.HubStore;
import hubfloor.port.HubStore.HubStoreFailed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A device's containers, put together the same for a station and a line. */
public final class ContainerParts {
    private static final Logger LOG = LoggerFactory.getLogger(ContainerParts.class);

    private ContainerParts() {}

    /** What lies in containers is kept beside the event store. */
    public static Path file(DeviceConfig config) {
        return config.store().path().resolveSibling(config.store().path().getFileName() + ".containers");
    }

    /** To be made before the link starts, which reads the store from then on. */
    public static ContainerDesk desk(DeviceConfig config, ContainersConfig containers, EventStore store, Faults faults)
            throws IOException {
        try {
            ContainerLog log = SqliteContainerLog.open(file(config));
            return new ContainerDesk(containers.loads(), store, log, new JsonWireFormat(), faults);
        } catch (ContainerLogFailed e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** What the hub told of a parcel, or of a container, which is told of in the same way. */
    static Function<String, Purpose> told(@Nullable HubStore store) {
        return store == null ? subject -> Purpose.ANY : subject -> purpose(store, subject);
    }

    private static Purpose purpose(HubStore store, String subject) {
        try {
            Routing routing =
                    store.find(subject).map(advice -> advice.routing()).orElse(Routing.UNKNOWN);
            return new Purpose("", routing.country(), routing.service());
        } catch (HubStoreFailed e) {
            LOG.error("{}", e.getMessage());
            return Purpose.ANY;
        }
    }
}
