package hubfloor.sorter.main;

import hubfloor.agent.Faults;
import hubfloor.agent.main.HubParts;
import hubfloor.config.model.DeviceConfig;
import hubfloor.link.LinkStatus;
import hubfloor.port.EventStore;
import hubfloor.sorter.line.LineView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the line's page is told, ten times a second: the belt as the line sees it, its three counts, its faults. */
final class LinePageMembers {
    private LinePageMembers() {}

    static Map<String, Object> of(
            DeviceConfig config,
            LineView view,
            EventStore.Progress progress,
            LinkStatus status,
            Faults faults,
            HubParts hub) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(
                "device",
                config.identity().hub() + " / " + config.identity().zone() + " / "
                        + config.identity().device());
        members.putAll(view.members());
        members.put("stored", progress.stored());
        members.put("handed", progress.handed());
        members.put("receipted", progress.receipted());
        members.put("linked", status.connected());
        List<String> all = new ArrayList<>(faults.active());
        all.addAll(status.faults());
        members.put("faults", all);
        members.put("role", hub.floor().people().role());
        members.put("late", hub.clocks().late());
        return members;
    }
}
