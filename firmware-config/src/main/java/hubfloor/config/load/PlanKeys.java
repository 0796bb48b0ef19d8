package hubfloor.config.load;

import hubfloor.config.load.Shape.Group;
import hubfloor.config.load.Shape.ListOf;
import hubfloor.config.load.Shape.Text;
import hubfloor.config.load.Shape.Whole;
import hubfloor.config.load.Shape.Word;
import java.util.List;

/** The key table of plan files; see {@link DeviceKeys} for what reads such a table. */
final class PlanKeys {
    /** In the order of {@link java.time.DayOfWeek}. */
    static final List<String> WEEKDAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    /** What a scan can be read as and still name one parcel; a test holds it against the reader of barcodes. */
    static final List<String> SCHEMES = List.of(
            "s10",
            "sscc",
            "gs1",
            "amazon",
            "cainiao",
            "canada-post",
            "canpar",
            "dhl",
            "dpd",
            "fedex",
            "gofo",
            "landmark",
            "lasership",
            "old-dominion",
            "ontrac",
            "purolator",
            "speedee",
            "ups",
            "usps",
            "yodel",
            "yunexpress");

    private static final Shape NAME = DeviceKeys.NAME;
    private static final Text TIME = new Text("^([01][0-9]|2[0-3]):[0-5][0-9]$", 5, "a time of day such as 06:30");
    private static final Shape GRAMS = new Whole(1, 10_000_000);

    private static final Group PLAN = new Group(
            List.of(
                    Key.required(
                            "version",
                            new Text("^[A-Za-z0-9._-]{1,64}$", 64, "1 to 64 of A-Z, a-z, 0-9, . _ -"),
                            "What events and people call this plan; in every decision."),
                    Key.required(
                            "valid-from",
                            new Text(
                                    "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
                                    20, "an instant in UTC such as 2026-11-22T18:00:00Z"),
                            "Parcels inducted at or after this instant are sorted by this plan."),
                    Key.required(
                            "zone",
                            new Text("^[A-Za-z0-9_+/-]{1,64}$", 64, "a time zone such as Asia/Kuala_Lumpur"),
                            "The time zone of weekdays and waves.")),
            List.of());

    private static final Group WAVE = new Group(
            List.of(
                    Key.required("name", NAME, "What rules call it."),
                    Key.required("from", TIME, "First minute."),
                    Key.required("to", TIME, "First minute after it; earlier than from = over midnight.")),
            List.of());

    private static final Group RULE = new Group(
            List.of(
                    Key.required("name", NAME, "What events and explain call it."),
                    Key.optional("schemes", new ListOf(new Word(SCHEMES), 1, 32, true), "What its number is."),
                    Key.optional(
                            "prefixes",
                            new ListOf(new Text("^[!-~]{1,64}$", 64, "1 to 64 printable characters"), 1, 1000, true),
                            "How its number begins."),
                    Key.optional(
                            "countries",
                            new ListOf(new Text("^[A-Z]{2}$", 2, "a country's two capital letters"), 1, 300, true),
                            "Destination, ISO 3166-1 alpha-2."),
                    Key.optional(
                            "postcodes",
                            new ListOf(
                                    new Text(
                                            "^[A-Z0-9][A-Z0-9 -]{0,11}(\\.\\.[A-Z0-9][A-Z0-9 -]{0,11})?$",
                                            26,
                                            "POSTCODE or FROM..TO, both of one length"),
                                    1,
                                    1000,
                                    true),
                            "Destination; a range holds postcodes of its own length, both ends included."),
                    Key.optional(
                            "services",
                            new ListOf(
                                    new Text("^[A-Za-z0-9._-]{1,64}$", 64, "1 to 64 of A-Z, a-z, 0-9, . _ -"),
                                    1,
                                    100,
                                    true),
                            "Service words as central sends them."),
                    new Key("min-grams", GRAMS, false, null, "g", "Not lighter than this."),
                    new Key("max-grams", GRAMS, false, null, "g", "Not heavier than this."),
                    Key.optional(
                            "sizes",
                            new ListOf(new Word(List.of("small", "medium", "large")), 1, 3, true),
                            "By the longest side: small to 250 mm, medium to 600 mm, large above."),
                    Key.optional(
                            "customs",
                            new ListOf(
                                    new Word(List.of(
                                            "none",
                                            "pre-advised",
                                            "assessing",
                                            "released",
                                            "hold",
                                            "inspect",
                                            "do-not-load",
                                            "detained")),
                                    1,
                                    8,
                                    true),
                            "What customs said of it."),
                    Key.optional("min-priority", new Whole(0, 9), "Priority, 0 to 9, at least this."),
                    Key.optional(
                            "max-minutes-left",
                            new Whole(0, 100_000),
                            "At most so many minutes are left of its customs target, cut-off or promise."),
                    Key.flag("trusted", "Only parcels of merchants with a clean record."),
                    Key.optional("weekdays", new ListOf(new Word(WEEKDAYS), 1, 7, true), "In the plan's zone."),
                    Key.optional("wave", NAME, "Only in this wave."),
                    Key.required("chutes", new ListOf(NAME, 1, 16, true), "Where to; several are shared."),
                    Key.of(
                            "share",
                            new Word(List.of("fill", "balance")),
                            "fill",
                            "fill: the first that is not full; balance: each in turn.")),
            List.of());

    /** Keys that are no condition on a parcel. */
    static final List<String> NO_CONDITIONS = List.of("name", "chutes", "share");

    static final Group FILE = new Group(
            List.of(
                    Key.required("format", new Whole(1, 1), "The version of this file's format."),
                    Key.required("plan", PLAN, "Which plan this is and from when."),
                    Key.optional("waves", new ListOf(WAVE, 0, 32, false), "Named parts of the day."),
                    Key.required(
                            "rules",
                            new ListOf(RULE, 1, 1000, false),
                            "In this order: the first whose conditions all hold decides; the last has none.")),
            List.of());

    private PlanKeys() {}
}
