package hubfloor.config.load;

import hubfloor.config.load.Shape.Group;
import hubfloor.config.load.Shape.ListOf;
import hubfloor.config.load.Shape.Needs;
import hubfloor.config.load.Shape.Text;
import hubfloor.config.load.Shape.Whole;
import hubfloor.config.load.Shape.Word;
import java.util.List;

/** The part of the key table that describes a put-to-light wall; see {@link DeviceKeys}. */
final class WallKeys {
    private static final Group LIGHT =
            new Group(List.of(LineKeys.GPIO_PIN, Key.flag("active-low", "Low is lit."), LineKeys.DRIVE), List.of());

    private static final Group SLOT = new Group(
            List.of(
                    Key.required("name", DeviceKeys.NAME, "What the plan, staff and events call it."),
                    Key.of(
                            "kind",
                            new Word(List.of("normal", "exception", "bonded", "inspection")),
                            "normal",
                            "What may be put in."),
                    Key.required("light", LIGHT, "Lit when the parcel in hand belongs here."),
                    Key.optional(
                            "button", LineKeys.INPUT, "Pressed when the parcel is in; held = out of use, or back."),
                    Key.optional(
                            "label",
                            new Text("^[!-~]{4,64}$", 64, "4 to 64 printable characters without spaces"),
                            "The slot's own barcode, which confirms as well; HUBFLOOR-SLOT-NAME if left out.")),
            List.of());

    private static final Group DECISION = new Group(
            List.of(
                    Key.required("plan", new Shape.FilePath(), "The sort plan in force until central sends another."),
                    Key.flag("customs", "Only a parcel that customs released may go into a normal slot."),
                    LineKeys.CUSTOMS_VALID,
                    LineKeys.INSPECT,
                    LineKeys.INSPECT_SEED),
            List.of(new Needs("inspect-per-10000", "inspect-seed")));

    static final Group WALL = new Group(
            List.of(
                    Key.required("board", DeviceKeys.BOARD, "simulated, or the label of the GPIO chip."),
                    Key.required("slots", new ListOf(SLOT, 2, 64, false), "Where parcels are put; one for exceptions."),
                    Key.required("decision", DECISION, "How the wall decides."),
                    Key.number(
                            "confirm-within-s",
                            new Whole(1, 3600),
                            30,
                            "seconds",
                            "A light that nobody confirmed for so long blinks, and central is told."),
                    Key.number(
                            "hold-ms",
                            new Whole(500, 10_000),
                            2000,
                            "milliseconds",
                            "A button held for so long takes its slot out of use, or back.")),
            List.of());

    private WallKeys() {}
}
