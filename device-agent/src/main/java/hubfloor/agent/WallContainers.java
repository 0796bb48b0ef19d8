package hubfloor.agent;

import hubfloor.agent.ContainerDesk.Settled;
import hubfloor.config.model.ContainersConfig;
import hubfloor.config.model.SlotConfig;
import hubfloor.container.ContainerLabel;
import hubfloor.container.Purpose;
import hubfloor.event.Stamp;
import hubfloor.wall.Wall;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The containers that hang at a wall's slots, as at a line's chutes: what is confirmed at a slot goes into the one that is
 * open there. A label scanned while nothing is lit waits for the button of the slot at which it hangs. Wall thread only.
 */
public final class WallContainers {
    private final ContainersConfig config;
    private final ContainerDesk desk;
    private final List<SlotConfig> slots;
    private @Nullable ContainerLabel waiting;

    public WallContainers(ContainersConfig config, ContainerDesk desk, List<SlotConfig> slots) {
        this.config = config;
        this.desk = desk;
        this.slots = slots;
    }

    /** The container that a scan names; empty when it names none. */
    Optional<ContainerLabel> label(ScanRecord scan) {
        return StationContainers.label(scan, config);
    }

    /** Name of the container that is open at a slot; empty for none. */
    String at(int slot) {
        return slot == Wall.NO_SLOT ? "" : desk.at(slots.get(slot).name());
    }

    /** The slot at which it is open; {@link Wall#NO_SLOT} for none. */
    int slotOf(ContainerLabel label) {
        for (int slot = 0; slot < slots.size(); slot++) {
            if (at(slot).equals(label.name())) {
                return slot;
            }
        }
        return Wall.NO_SLOT;
    }

    /** From now on the next slot that somebody means is where it hangs; null = none any more. */
    void wait(@Nullable ContainerLabel label) {
        waiting = label;
    }

    /** Whether the next slot is where a container hangs. */
    boolean waits() {
        return waiting != null;
    }

    /** Hangs the one that waits at this slot. */
    Settled bindWaiting(int slot, Stamp stamp) throws InterruptedException {
        ContainerLabel label = waiting;
        waiting = null;
        if (label == null) {
            throw new IllegalStateException("no container waits");
        }
        return bind(slot, label, stamp);
    }

    Settled bind(int slot, ContainerLabel label, Stamp stamp) throws InterruptedException {
        String place = slots.get(slot).name();
        return desk.settle(stamp, containers -> containers.bind(place, label, new Purpose(place, "", "")));
    }

    Settled close(int slot, Stamp stamp) throws InterruptedException {
        String place = slots.get(slot).name();
        return desk.settle(stamp, containers -> containers.close(place));
    }

    /** Nothing was written of any container since this event, so what should have followed from it did not. */
    boolean silentSince(long seq) {
        return desk.newest() < seq;
    }

    /** A parcel was put into this slot. */
    Settled put(int slot, String parcel, Stamp stamp) throws InterruptedException {
        String place = slots.get(slot).name();
        return desk.settle(stamp, containers -> containers.parcel(place, parcel, new Purpose(place, "", "")));
    }
}
