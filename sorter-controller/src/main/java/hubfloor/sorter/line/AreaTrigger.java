package hubfloor.sorter.line;

import hubfloor.config.model.BeltConfig.EncoderConfig;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.ReadingAreaConfig;
import hubfloor.port.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * When the readers of a triggered area shall read: from the instant at which the induction eye sees a parcel begin, until
 * the longest parcel that may have begun there is past the area, by belt travel. A belt that stands keeps them on. Only
 * of areas with {@code trigger}, and the config's rules see to it that these lines have an encoder. Any thread.
 */
public final class AreaTrigger {
    /** Of the 50 ms that the config's rules leave between eye and area at full speed, what looking may take. */
    static final int LOOK_EVERY_MS = 20;

    private static final long NEVER = Long.MIN_VALUE;

    private final LineBoard board;
    private final Clock clock;
    private final Map<String, Integer> areaOf = new HashMap<>();
    private final long[] pulses;
    private final AtomicLongArray untilCount;

    public AreaTrigger(LineConfig line, LineBoard board, Clock clock) {
        this.board = board;
        this.clock = clock;
        int areas = line.readingAreas().size();
        pulses = new long[areas];
        long[] none = new long[areas];
        Arrays.fill(none, NEVER);
        untilCount = new AtomicLongArray(none);
        long perMetre = line.belt().encoder().map(EncoderConfig::pulsesPerMetre).orElse(0);
        for (int i = 0; i < areas; i++) {
            ReadingAreaConfig area = line.readingAreas().get(i);
            int mm = area.toMm()
                    + line.tracking().maxLengthMm()
                    + line.tracking().toleranceMm();
            pulses[i] = (mm * perMetre + 999) / 1_000;
            for (String scanner : area.trigger() ? area.scanners() : List.<String>of()) {
                areaOf.put(scanner, i);
            }
        }
    }

    /** The induction eye sees a parcel begin. Never waits. */
    public void parcelCame() {
        if (areaOf.isEmpty()) {
            return;
        }
        long count = board.countAt(clock.nanos());
        for (int i = 0; i < pulses.length; i++) {
            untilCount.set(i, count + pulses[i]);
        }
    }

    public boolean triggers(String reader) {
        return areaOf.containsKey(reader);
    }

    /** True always for a reader that is not triggered. */
    public boolean wants(String reader) {
        Integer area = areaOf.get(reader);
        return area == null || board.countAt(clock.nanos()) < untilCount.get(area);
    }
}
