package hubfloor.agent;

import hubfloor.agent.StaffFeedback.Message;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the staff page shows at one moment. Three counts, never one: stored here, handed to the broker, confirmed by
 * central, each as the highest number up to which all is done.
 *
 * @param role of who stands at the station and may release parcels; empty for nobody
 * @param late the first of the overdue list, a line a parcel
 * @param wall empty where nobody sorts by hand
 * @param receipts false when no consumer is named whose receipts this device waits for
 */
public record StationView(
        String device,
        Message message,
        long stored,
        long handed,
        long confirmed,
        boolean receipts,
        boolean linked,
        String linkWords,
        Set<String> faults,
        String role,
        List<String> late,
        Optional<WallView> wall) {
    public StationView {
        faults = Set.copyOf(faults);
        late = List.copyOf(late);
    }
}
