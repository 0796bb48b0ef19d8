package hubfloor.config.load;

import hubfloor.config.load.Shape.Group;
import hubfloor.config.load.Shape.ListOf;
import hubfloor.config.load.Shape.Needs;
import hubfloor.config.load.Shape.Text;
import hubfloor.config.load.Shape.Whole;
import hubfloor.config.load.Shape.Word;
import java.util.List;

/** The part of the key table that describes a sorter line; see {@link DeviceKeys}. */
final class LineKeys {
    private static final Shape NAME = DeviceKeys.NAME;
    private static final Shape PIN = new Shape.Pin(255);
    private static final Shape PLACE = new Whole(0, 1_000_000);
    private static final Shape SPEED = new Whole(10, 10_000);
    private static final String MM = "mm";
    private static final String MM_PER_S = "mm/s";
    private static final String MS = "ms";

    static final Key GPIO_PIN = Key.required("pin", PIN, "Number or name of the line on the board's GPIO chip.");
    static final Key DRIVE = Key.of(
            "drive",
            new Word(List.of("push-pull", "open-drain", "open-source")),
            "push-pull",
            "How the chip makes a level.");

    static final Group INPUT = new Group(
            List.of(
                    GPIO_PIN,
                    Key.flag("active-low", "Low means active."),
                    Key.of(
                            "bias",
                            new Word(List.of("as-is", "pull-up", "pull-down")),
                            "as-is",
                            "The chip's own resistor; as-is where the wiring has one.")),
            List.of());

    private static final Group OUTPUT = new Group(
            List.of(
                    GPIO_PIN,
                    Key.flag("active-low", "Low moves the gate."),
                    Key.required(
                            "safe-level",
                            new Word(List.of("low", "high")),
                            "The level at boot, on exit, on fault and on silence; the gate rests at it."),
                    DRIVE),
            List.of());

    private static final Group ENCODER = new Group(
            List.of(
                    Key.measure(
                            "pulses-per-metre", new Whole(100, 10_000), "pulses/m", "Pulses for one metre of belt."),
                    Key.required("pin", PIN, "Number or name of the pulse's line; one rising edge is one pulse.")),
            List.of());

    private static final Group BELT = new Group(
            List.of(
                    Key.measure(
                            "length-mm", new Whole(500, 1_000_000), MM, "From the induction eye to the belt's end."),
                    Key.measure("min-mm-per-s", SPEED, MM_PER_S, "Slowest speed at which the line may sort."),
                    Key.measure("nominal-mm-per-s", SPEED, MM_PER_S, "The speed the line is set to."),
                    Key.measure("max-mm-per-s", SPEED, MM_PER_S, "Fastest speed the motor can give."),
                    Key.optional("encoder", ENCODER, "Leave out = degraded mode: position is time at nominal speed."),
                    Key.optional("permit", OUTPUT, "Lets the conveyor's own control run the belt; not at safe-level.")),
            List.of());

    private static final Group TRACKING = new Group(
            List.of(
                    Key.measure(
                            "tolerance-mm", new Whole(1, 2000), MM, "How far a parcel may be from where it should be."),
                    Key.measure(
                            "min-gap-mm",
                            new Whole(1, 10_000),
                            MM,
                            "Parcels closer than this go to the exception chute."),
                    Key.number("min-length-mm", new Whole(10, 5000), 50, MM, "A shorter shadow is no parcel."),
                    Key.number(
                            "max-length-mm", new Whole(50, 10_000), 1200, MM, "A longer shadow is touching parcels."),
                    Key.number(
                            "length-tolerance-mm",
                            new Whole(1, 2000),
                            60,
                            MM,
                            "How far two measurements of one parcel's length may differ."),
                    Key.number(
                            "jam-ms", new Whole(100, 60_000), 1000, MS, "An eye blocked this much too long is a jam.")),
            List.of());

    private static final Group VERIFY = new Group(
            List.of(
                    Key.required("chute", NAME, "The chute whose mouth this eye watches."),
                    Key.measure(
                            "min-ms", new Whole(0, 60_000), MS, "Earliest after the parcel's front passed the gate."),
                    Key.measure("max-ms", new Whole(1, 60_000), MS, "Latest.")),
            List.of());

    private static final Group EYE = new Group(
            List.of(
                    Key.required("name", NAME, "What staff and events call it."),
                    Key.required(
                            "role", new Word(List.of("induction", "check", "verify")), "What the line uses it for."),
                    new Key("position-mm", PLACE, false, null, MM, "Where its beam crosses the belt; not for verify."),
                    Key.required("input", INPUT, "Its input; active = beam blocked."),
                    Key.number("debounce-us", new Whole(0, 100_000), 1000, "us", "Edges closer than this are one."),
                    Key.optional("verify", VERIFY, "For a verify eye: what it watches and when.")),
            List.of());

    private static final Group AREA = new Group(
            List.of(
                    Key.required("name", NAME, "What staff and events call it."),
                    Key.measure("from-mm", PLACE, MM, "Where the readers begin to see a parcel."),
                    Key.measure("to-mm", PLACE, MM, "Where they see it last."),
                    Key.required(
                            "scanners",
                            new ListOf(NAME, 1, 16, true),
                            "The device's scanners and LLRP readers that look here."),
                    Key.measure("max-delay-ms", new Whole(0, 10_000), MS, "Longest from seeing a code to sending it."),
                    Key.flag("expect-read", true, "A parcel without a read here is a no-read."),
                    Key.flag("trigger", false, "The readers here read only while a parcel comes or is here.")),
            List.of());

    private static final Group GATE = new Group(
            List.of(
                    Key.required("name", NAME, "What staff and events call it."),
                    Key.required(
                            "kind", new Word(List.of("pusher", "swing-arm", "pop-up", "wheel")), "How it diverts."),
                    Key.measure(
                            "position-mm", PLACE, MM, "Pusher: middle of its plate; others: where a front meets it."),
                    Key.required("output", OUTPUT, "What moves it."),
                    Key.measure("lag-ms", new Whole(0, 5000), MS, "From the output's edge to being effective."),
                    Key.measure("lag-jitter-ms", new Whole(0, 1000), MS, "How much the lag varies either way."),
                    new Key("hold-ms", new Whole(1, 5000), false, null, MS, "Only and always for a pusher: its pulse."),
                    Key.number("min-off-ms", new Whole(0, 60_000), 100, MS, "Shortest pause between two activations."),
                    Key.number("max-per-minute", new Whole(1, 600), 60, "per minute", "Most activations in a minute."),
                    Key.of(
                            "interlocks",
                            new ListOf(NAME, 0, 8, true),
                            List.of(),
                            "Gates that must rest while this one is active, and the other way round."),
                    Key.number(
                            "misses-to-stop",
                            new Whole(1, 100),
                            3,
                            "diverts",
                            "So many unconfirmed in a row take it out of service.")),
            List.of());

    private static final Group CHUTE = new Group(
            List.of(
                    Key.required("name", NAME, "What the plan, staff and events call it."),
                    Key.of(
                            "kind",
                            new Word(List.of("normal", "exception", "bonded", "inspection")),
                            "normal",
                            "What may land here."),
                    Key.optional("gate", NAME, "The gate that leads here; left out at the belt's end."),
                    Key.optional("full", INPUT, "Says that no more parcel fits."),
                    Key.optional("half-full", INPUT, "Calls for a bag change."),
                    Key.number("full-after-ms", new Whole(0, 60_000), 1500, MS, "How long full must last to count."),
                    Key.flag("enabled", true, "false = closed until a person enables it.")),
            List.of());

    private static final Group INPUTS = new Group(
            List.of(
                    Key.optional("belt-running", INPUT, "The motor's running contact; required without an encoder."),
                    Key.required("emergency-stop", INPUT, "Status contact of the safety circuit; active = open."),
                    Key.required("reset", INPUT, "The button by which a person re-arms the line.")),
            List.of());

    static final Key CUSTOMS_VALID = Key.number(
            "customs-valid-minutes", new Whole(1, 10_080), 60, "minutes", "An older release counts as unknown.");

    static final Key INSPECT = Key.number(
            "inspect-per-10000",
            new Whole(0, 10_000),
            0,
            "parcels",
            "Of 10,000 released parcels so many are drawn for inspection; 0 = none.");

    static final Key INSPECT_SEED = Key.optional(
            "inspect-seed",
            new Text("^[A-Za-z0-9._-]{8,64}$", 64, "8 to 64 of A-Z, a-z, 0-9, . _ -"),
            "What the draw is made from; keep it secret, and keep it for the audit.");

    private static final Group DECISION = new Group(
            List.of(
                    Key.required("plan", new Shape.FilePath(), "The sort plan in force until central sends another."),
                    Key.flag("customs", "Only a parcel that customs released may take a normal chute."),
                    CUSTOMS_VALID,
                    Key.flag("ask-host", "A host is asked for every parcel, and goes before the plan."),
                    INSPECT,
                    INSPECT_SEED),
            List.of(new Needs("inspect-per-10000", "inspect-seed")));

    static final Group LINE = new Group(
            List.of(
                    Key.required("board", DeviceKeys.BOARD, "simulated, or the label of the GPIO chip."),
                    Key.required("belt", BELT, "The conveyor; positions count from the induction eye's beam."),
                    Key.required("tracking", TRACKING, "How sure the line must be of where a parcel is."),
                    Key.required("eyes", new ListOf(EYE, 1, 128, false), "The photo-eyes; exactly one for induction."),
                    Key.required("reading-areas", new ListOf(AREA, 1, 8, false), "Where scanners see parcels."),
                    Key.required("gates", new ListOf(GATE, 1, 64, false), "What takes parcels off the belt."),
                    Key.required("chutes", new ListOf(CHUTE, 1, 65, false), "Where parcels land."),
                    Key.optional("belt-end", NAME, "The exception chute at the belt's end, or else recirculation."),
                    Key.optional(
                            "recirculation",
                            new Group(
                                    List.of(Key.number(
                                            "limit", new Whole(1, 10), 2, "rounds", "Most rounds of one parcel.")),
                                    List.of()),
                            "The belt's end leads back to the induction eye."),
                    Key.required("inputs", INPUTS, "Inputs about the line as a whole."),
                    Key.required("decision", DECISION, "How the line decides.")),
            List.of());

    private LineKeys() {}
}
