package hubfloor.agent;

import hubfloor.config.model.InputPin;
import hubfloor.config.model.SlotConfig;
import hubfloor.port.PinRefused;
import hubfloor.port.Pins;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The buttons of a wall's slots. Only being pressed and let go counts: one that is stuck, or held when the program starts,
 * says nothing. Lost edges and a chip that is gone make a button unsure, so that it takes no slot out of use by itself.
 */
public final class WallButtons {
    private static final int DEBOUNCE_MICROS = 5_000;

    private volatile @Nullable WallDesk desk;

    /** Asks for the pins of all slots that have a button. */
    public WallButtons(List<SlotConfig> slots, Pins pins) throws PinRefused {
        for (int slot = 0; slot < slots.size(); slot++) {
            SlotConfig config = slots.get(slot);
            if (config.button().isPresent()) {
                InputPin pin = config.button().get();
                pins.input("button " + config.name(), pin, DEBOUNCE_MICROS, new Button(slot));
            }
        }
    }

    /** Whom to tell from now on. */
    public void serve(WallDesk wall) {
        desk = wall;
    }

    private final class Button implements Pins.Listener {
        private final int slot;

        Button(int slot) {
            this.slot = slot;
        }

        @Override
        public void level(long atNanos, boolean active) {}

        @Override
        public void edge(long atNanos, int sequence, boolean active) {
            WallDesk wall = desk;
            if (wall != null) {
                wall.button(slot, active);
            }
        }

        @Override
        public void lost(long atNanos, int edges) {
            gone(atNanos);
        }

        @Override
        public void gone(long atNanos) {
            WallDesk wall = desk;
            if (wall != null) {
                wall.unsure(slot);
            }
        }
    }
}
