package hubfloor.config.model;

import java.time.Duration;
import java.util.List;

/**
 * A wall of slots into which a person sorts by hand: a parcel is scanned, one slot's light shows where it goes.
 *
 * @param board {@code simulated}, or a GPIO chip's label
 * @param slots at least one of them of kind EXCEPTION
 * @param decision as on a line; no host is asked
 * @param confirmWithin a light on for longer is told of
 * @param hold a button pressed for so long takes its slot out of use, or back into it
 */
public record WallConfig(
        String board, List<SlotConfig> slots, DecisionConfig decision, Duration confirmWithin, Duration hold) {
    public WallConfig {
        slots = List.copyOf(slots);
    }
}
