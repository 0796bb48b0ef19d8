package hubfloor.floor;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A hub's clients and what each may do, written down here once more and independently of the program: two stations in one
 * zone, the second of them a rogue where one is needed, a line below a topic prefix, and central.
 */
public final class HubTopics {
    public static final String STATION = "hubfloor/1/kul/inbound/st-01/";
    public static final String ROGUE = "hubfloor/1/kul/inbound/st-02/";
    public static final String LINE = "tenant-a/hubfloor/1/kul/sorter/line-01/";

    private static final Set<String> STATION_WRITES =
            Set.of(STATION + "state", STATION + "event/scan", STATION + "metrics", STATION + "reply/central");
    private static final Set<String> ROGUE_WRITES = Set.of(ROGUE + "state");
    private static final Set<String> LINE_WRITES =
            Set.of(LINE + "state", LINE + "event/sort", LINE + "metrics", LINE + "reply/central");
    private static final Set<String> ROGUE_READS =
            Set.of("hubfloor/1/kul/inbound/plan", "hubfloor/1/kul/parcel/rr473124829gb");
    private static final Set<String> STATION_READS =
            union(List.of(ROGUE_READS, Set.of(STATION + "receipt/central", STATION + "command/pause")));
    private static final Set<String> LINE_READS = Set.of(
            LINE + "receipt/central",
            LINE + "command/pause",
            "tenant-a/hubfloor/1/kul/sorter/plan",
            "tenant-a/hubfloor/1/kul/parcel/rr473124829gb");
    /** Names of devices where they do not stand; central cannot know better. */
    private static final Set<String> ELSEWHERE = Set.of(
            "hubfloor/1/kul/sorter/st-01/state",
            "hubfloor/1/lgg/inbound/st-01/state",
            "hubfloor/1/kul/sorter/line-01/state");

    /** By client; whatever is not here is forbidden. */
    public static final Map<String, Set<String>> MAY_WRITE = Map.of(
            "st-01", STATION_WRITES,
            "st-02", ROGUE_WRITES,
            "line-01", LINE_WRITES,
            "central", union(List.of(STATION_READS, LINE_READS)));

    public static final Map<String, Set<String>> MAY_READ = Map.of(
            "st-01", STATION_READS,
            "st-02", ROGUE_READS,
            "line-01", LINE_READS,
            "central", union(List.of(STATION_WRITES, ROGUE_WRITES, LINE_WRITES, ELSEWHERE)));

    /** All of them, and one that is a level too deep for anybody. */
    public static final Set<String> ALL =
            union(List.of(union(MAY_WRITE.values()), union(MAY_READ.values()), Set.of(STATION + "event/scan/more")));

    private HubTopics() {}

    private static Set<String> union(Collection<Set<String>> sets) {
        return sets.stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    }
}
