package hubfloor.sim.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What truly happened beside what the controller said, in order; kept only when somebody wants to read it, and bounded
 * to the first {@value #ROOM} lines.
 */
public final class Story {
    private static final int ROOM = 2_000_000;

    private final boolean wanted;
    private final List<Line> lines = new ArrayList<>();

    /**
     * @param parcel number of the parcel in the hall, 0 for none
     * @param track number the controller gave a parcel, 0 for none
     */
    public record Line(long atNanos, int parcel, long track, String text) {}

    public Story(boolean wanted) {
        this.wanted = wanted;
    }

    boolean wanted() {
        return wanted;
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a library in a pure package
    void add(long at, @Nullable SimParcel parcel, String format, Object... values) {
        if (wanted && lines.size() < ROOM) {
            lines.add(new Line(
                    at,
                    parcel == null ? 0 : parcel.number,
                    0,
                    "  hall  " + String.format(Locale.ROOT, format, values)));
        }
    }

    void said(long at, @Nullable SimParcel parcel, long track, String text) {
        if (wanted && lines.size() < ROOM) {
            lines.add(new Line(at, parcel == null ? 0 : parcel.number, track, "  line  " + text));
        }
    }

    public List<Line> lines() {
        return List.copyOf(lines);
    }
}
