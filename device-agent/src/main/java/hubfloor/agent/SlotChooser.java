package hubfloor.agent;

import hubfloor.advice.Advice;
import hubfloor.hub.Floor.Verdict;
import hubfloor.port.HubStore;
import hubfloor.wall.Choice;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Which slot of a wall a parcel belongs into: by customs, the sort plan and what the hub told, with the rules that a
 * sorter line has. They are in a module that uses this one, so a wall is given its chooser.
 */
public interface SlotChooser {
    /**
     * Decides about a parcel with one identifier.
     *
     * @param advice what the hub told of it
     * @param shut why a slot cannot be used, empty when it can: {@code full} or {@code disabled}
     * @param present the slot it is decided for so far; {@link hubfloor.wall.Wall#NO_SLOT} for a new parcel
     * @param now {@link Instant#EPOCH} while the clock is not known
     */
    Choice choose(ScanRecord scan, Optional<Advice> advice, IntFunction<String> shut, int present, Instant now);

    /** A plan came from the hub; it is checked completely, and taken whole or not at all. Any thread. */
    Verdict plan(byte[] text);

    /** Makes a wall's chooser once the parts it needs are there. */
    interface Maker {
        /**
         * @param store what the hub told, plans too
         * @param inForce hears of each plan that comes into force after the first one
         */
        SlotChooser make(HubStore store, Consumer<PlanChange> inForce);
    }

    /** Another plan is in force from now on. */
    record PlanChange(String from, String to, String validFrom) {
        public Map<String, Object> data() {
            return Map.of("from", from, "to", to, "validFrom", validFrom);
        }
    }
}
