package hubfloor.sorter.record;

import hubfloor.config.model.SortPlan;
import java.time.Instant;

/**
 * Everything but its inputs that a run of a line began with; a run is one start of the program.
 *
 * @param run {@code hubfloor.sorter.story.LineStory#run}: the first half of its parcels' keys
 * @param version of the program: another one may decide otherwise
 * @param deviceFile where the device file was
 * @param deviceHash what it was: SHA-256 of its bytes, lower-case hex
 * @param bootNanos the monotonic instant that the core was made with
 * @param plan the plan the core was made with
 */
public record RunStart(
        String run,
        String version,
        Instant startedAt,
        String deviceFile,
        String deviceHash,
        long bootNanos,
        SortPlan plan) {
    /** Changes when a reader of older recordings would misread a newer one. */
    static final int FORMAT = 2;

    void write(ByteWriter out) {
        out.number(FORMAT)
                .text(run)
                .text(version)
                .instant(startedAt)
                .text(deviceFile)
                .text(deviceHash);
        PlanCodec.write(out.number(bootNanos), plan);
    }

    static RunStart read(ByteReader in) throws Damaged {
        long format = in.number();
        if (format != FORMAT) {
            throw new Damaged("recording format " + format + "; this version reads " + FORMAT);
        }
        return new RunStart(in.text(), in.text(), in.instant(), in.text(), in.text(), in.number(), PlanCodec.read(in));
    }
}
