package hubfloor.config.model;

import java.util.Optional;

/**
 * One slot of a put-to-light wall: a shelf place, a bag or a cage with a light over it.
 *
 * @param name what the plan, staff and events call it
 * @param kind what may be put into it, as with a line's chutes
 * @param light lit when the parcel in hand belongs here; dark is its safe level
 * @param button pressed by whoever has put the parcel in; empty where only the label or the page confirms
 * @param label the text of the slot's own barcode, which confirms as the button does
 */
public record SlotConfig(String name, ChuteConfig.Kind kind, OutputPin light, Optional<InputPin> button, String label) {
    /** The label of a slot whose file names none begins so; its name in capitals follows. */
    public static final String LABEL = "HUBFLOOR-SLOT-";
}
