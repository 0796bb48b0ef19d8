package hubfloor.agent;

import java.util.List;

/**
 * What the page shows of a wall.
 *
 * @param slot the one that is lit; empty for none
 * @param parcel what belongs into it, by its subject
 * @param late lit for longer than it should be
 */
public record WallView(String slot, String parcel, boolean late, List<Slot> slots) {
    public WallView {
        slots = List.copyOf(slots);
    }

    /** @param state {@code open}, {@code full} or {@code disabled} */
    public record Slot(String name, String state) {}
}
