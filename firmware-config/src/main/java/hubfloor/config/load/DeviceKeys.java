package hubfloor.config.load;

import hubfloor.config.load.Shape.Group;
import hubfloor.config.load.Shape.ListOf;
import hubfloor.config.load.Shape.Needs;
import hubfloor.config.load.Shape.Text;
import hubfloor.config.load.Shape.Whole;
import hubfloor.config.model.ReaderProtocols;
import java.util.List;

/**
 * The key table: every key a device file may have, with type, range, default, unit and meaning. The reader, the JSON
 * Schema and the tests of the reference file all read this one table.
 */
final class DeviceKeys {
    static final Text NAME = new Text("^[a-z0-9-]{1,32}$", 32, "1 to 32 of a-z, 0-9 and -");
    private static final Shape PIN = new Shape.Pin(53);

    private static final Group DEVICE = new Group(
            List.of(
                    Key.required("hub", NAME, "The hub, first level of every topic."),
                    Key.required("zone", NAME, "The part of the hub this device stands in."),
                    Key.required("id", NAME, "The device; also its MQTT client id and its certificate's common name.")),
            List.of());

    private static final Group STORE = new Group(
            List.of(
                    Key.required("path", new Shape.FilePath(), "The SQLite file; one per device, on a local disk."),
                    Key.number(
                            "max-mib",
                            new Whole(8, 1_048_576),
                            512,
                            "MiB",
                            "The file's share of the disk; telemetry is shed past 80 %, alarms past 90 %, full at 100 %."),
                    Key.number(
                            "reserve-mib",
                            new Whole(0, 1_048_576),
                            64,
                            "MiB",
                            "Free disk kept for custody events; below it telemetry and alarms are shed."),
                    Key.number(
                            "keep-receipted-hours",
                            new Whole(0, 8760),
                            72,
                            "hours",
                            "How long an event stays readable here after every consumer has receipted it."),
                    Key.number(
                            "keep-unreceipted-days",
                            new Whole(0, 3650),
                            0,
                            "days",
                            "After this an event nobody receipted is removed; 0 = kept for ever.")),
            List.of());

    static final Group BROKER = new Group(
            List.of(
                    Key.required("uri", new Shape.BrokerUri(), "The MQTT 5 broker; port 1883 or 8883 if not given."),
                    Key.optional("ca", new Shape.FilePath(), "Authority that signed the broker's certificate (PEM)."),
                    Key.optional("certificate", new Shape.FilePath(), "This device's certificate chain (PEM)."),
                    Key.optional("key", new Shape.FilePath(), "Its private key (PEM, PKCS#8, unencrypted, mode 0600)."),
                    Key.optional(
                            "username",
                            new Text("^[^\\u0000-\\u001f\\u007f-\\u009f]{1,128}$", 128, "1 to 128 characters"),
                            "For brokers that know users instead of certificates."),
                    Key.optional("password-file", new Shape.FilePath(), "File whose first line is the password."),
                    Key.of(
                            "topic-prefix",
                            new Text(
                                    "^([A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*)?$",
                                    128,
                                    "levels of A-Z, a-z, 0-9, _ and - joined by /, no + # $"),
                            "",
                            "Levels before hubfloor/1/... on a shared broker."),
                    Key.number("keep-alive-s", new Whole(5, 600), 20, "seconds", "MQTT keep alive."),
                    Key.number("window", new Whole(1, 65_535), 128, "publishes", "Most publishes in flight at once."),
                    Key.of(
                            "receipts-from",
                            new ListOf(NAME, 0, 8, true),
                            List.of("central"),
                            "Consumers that must all receipt an event; [] = the broker's word is the last proof.")),
            List.of(
                    new Needs("certificate", "key"),
                    new Needs("key", "certificate"),
                    new Needs("certificate", "ca"),
                    new Needs("password-file", "username")));

    private static final Group OPTIONS = new Group(
            List.of(
                    Key.optional("address", new Whole(0, 255), "The reader's own address on its line."),
                    Key.optional("antenna", new Whole(0, 16), "The antenna port it reads with, as its maker counts."),
                    Key.optional("region", new Whole(1, 255), "The maker's number of the radio region."),
                    Key.optional(
                            "unit", new Shape.Word(List.of("kg", "lb")), "What a scale weighs in that does not say."),
                    Key.optional("decimals", new Whole(0, 4), "Digits behind the point that a scale does not send."),
                    Key.optional("poll-ms", new Whole(0, 60_000), "Milliseconds between two questions; 0 = never ask."),
                    Key.optional(
                            "vendor",
                            new ListOf(
                                    new Text("^[a-z0-9-]{1,32}=[^\\u0000-\\u001f]{0,256}$", 289, "NAME=VALUE"),
                                    0,
                                    32,
                                    true),
                            "Options of a vendor's own driver.")),
            List.of());

    private static final Group SCANNER = new Group(
            List.of(
                    Key.required("name", NAME, "What staff and events call it."),
                    Key.required("port", new Shape.FilePath(), "A path that survives replugging."),
                    Key.number(
                            "baud",
                            new Shape.Choice(List.of(
                                    1200L, 2400L, 4800L, 9600L, 19_200L, 38_400L, 57_600L, 115_200L, 230_400L, 460_800L,
                                    921_600L)),
                            115_200,
                            "bits per second",
                            "Line speed, 8N1; scanners on USB ignore it."),
                    Key.of(
                            "profile",
                            ProfileKeys.NAME_OR_PROFILE,
                            NamedProfiles.PLAIN_CRLF,
                            "How a scanner frames its telegrams; with protocol lines only."),
                    Key.of(
                            "protocol",
                            NAME,
                            ReaderProtocols.LINES,
                            "What the reader speaks; lines is every barcode scanner that sends text."),
                    Key.optional("options", OPTIONS, "Settings of the protocol's driver.")),
            List.of());

    private static final Group READING = new Group(
            List.of(
                    Key.number(
                            "window-ms",
                            new Whole(0, 5000),
                            500,
                            "milliseconds",
                            "After the first read all reads of this long are of one parcel; 0 = each read stands alone."),
                    Key.number(
                            "reread-ms",
                            new Whole(0, 60_000),
                            3000,
                            "milliseconds",
                            "The same parcel again within this time is the same scan."),
                    Key.number(
                            "silent-after-parcels",
                            new Whole(0, 10_000),
                            25,
                            "parcels",
                            "Alarm when a connected reader reads nothing while so many pass; 0 = never.")),
            List.of());

    private static final Group PARCELS = new Group(
            List.of(
                    Key.number(
                            "max",
                            new Whole(1_000, 5_000_000),
                            2_000_000,
                            "parcels",
                            "Most parcels kept; one more stays unknown, which customs counts as hold."),
                    Key.number(
                            "keep-hours",
                            new Whole(1, 8760),
                            168,
                            "hours",
                            "How long a parcel is kept after the last word on it."),
                    Key.flag(
                            "clock-warnings",
                            true,
                            "Tell when a parcel's clock is half, nearly or all used up; one device of a hub is enough."),
                    Key.number(
                            "floor-release-minutes",
                            new Whole(1, 480),
                            30,
                            "minutes",
                            "How long a release given by a person on the floor holds.")),
            List.of());

    private static final Group PERSON = new Group(
            List.of(
                    Key.required(
                            "badge",
                            new Text("^[0-9A-Za-z-]{1,32}$", 32, "1 to 32 of 0-9, A-Z, a-z and -"),
                            "The badge's number, as operator.login events show it."),
                    Key.required(
                            "role",
                            new Shape.Word(List.of("customs-officer", "supervisor")),
                            "What this person may release on the floor."),
                    Key.required(
                            "pin-file",
                            new Shape.FilePath(),
                            "File whose first line is the PIN, 4 to 12 digits; mode 0600.")),
            List.of());

    private static final Group CONTAINERS = new Group(
            List.of(
                    Key.flag("loads", "At a station: with one open, another's label loads that one into it."),
                    Key.of(
                            "labels",
                            new ListOf(new Shape.Word(List.of("sscc", "grai", "giai", "uld")), 1, 4, true),
                            List.of("grai", "giai", "uld"),
                            "At a station: whose labels are containers'; with sscc no parcel may have one.")),
            List.of());

    private static final Group LLRP_READER = new Group(
            List.of(
                    Key.required("name", NAME, "What staff and events call it; no scanner has the same."),
                    Key.required(
                            "host", new Text("^" + Endpoint.HOST + "$", 253, "a host name or address"), "Where it is."),
                    Key.number("port", new Whole(1, 65_535), 5084, "TCP port", "5084 plain, by custom 5085 with TLS."),
                    Key.optional("ca", new Shape.FilePath(), "Authority of its certificate (PEM); given = TLS."),
                    Key.optional("certificate", new Shape.FilePath(), "This device's certificate chain (PEM)."),
                    Key.optional("key", new Shape.FilePath(), "Its private key (PEM, PKCS#8, unencrypted, mode 0600)."),
                    Key.of(
                            "antennas",
                            new ListOf(new Whole(1, 255), 0, 32, true),
                            List.of(),
                            "The reader's antenna numbers; [] = all."),
                    Key.optional(
                            "power-dbm",
                            new Whole(0, 36),
                            "Transmit power; the reader's nearest step below is taken; leave out to leave it."),
                    Key.number(
                            "session",
                            new Whole(0, 3),
                            1,
                            "Gen2 session",
                            "How long a tag keeps still after it was read: 0 not at all, 1 a moment, 2 and 3 while in the field.")),
            List.of(new Needs("certificate", "key"), new Needs("key", "certificate"), new Needs("certificate", "ca")));

    static final Text BOARD = new Text("^[A-Za-z0-9._:-]{1,64}$", 64, "simulated, or a GPIO chip's label");

    private static final Group SIGNALS = new Group(
            List.of(
                    Key.required("backend", BOARD, "simulated, or the label of the GPIO chip (gpiodetect shows it)."),
                    Key.required("green-pin", PIN, "BCM number or line name of the green lamp, active high."),
                    Key.required("red-pin", PIN, "BCM number or line name of the red lamp, active high."),
                    Key.required("buzzer-pin", PIN, "BCM number or line name of the buzzer, active high.")),
            List.of());

    private static final Group PAGE = new Group(
            List.of(Key.of(
                    "listen",
                    new Shape.Listen(),
                    "127.0.0.1:8080",
                    "Address of the staff page; port 0 = any free one.")),
            List.of());

    static final Group FILE = new Group(
            List.of(
                    Key.required("format", new Whole(1, 1), "The version of this file's format."),
                    Key.required("device", DEVICE, "Where the device stands and what it is called."),
                    Key.required("store", STORE, "Where events wait until central has confirmed them."),
                    Key.required("broker", BROKER, "Whom the device reports to."),
                    Key.required("scanners", new ListOf(SCANNER, 1, 16, false), "The barcode scanners."),
                    Key.optional(
                            "llrp-readers",
                            new ListOf(LLRP_READER, 1, 8, false),
                            "RFID readers on the network (LLRP)."),
                    Key.optional("drivers", new Shape.FilePath(), "Directory of vendors' driver jars."),
                    Key.optional("reading", READING, "How the reads of several readers become one parcel's."),
                    Key.optional(
                            "parcels", PARCELS, "What central tells of parcels is kept; leave out to keep nothing."),
                    Key.optional(
                            "containers",
                            CONTAINERS,
                            "Parcels are put into bags, cages or ULDs here; leave out where they are not."),
                    Key.optional(
                            "people",
                            new ListOf(PERSON, 1, 64, false),
                            "Who may release parcels on the floor; they need a badge reader, parcels and page."),
                    Key.optional("signals", SIGNALS, "Lamp and buzzer; leave out when there are none."),
                    Key.optional("page", PAGE, "The staff page; leave out to show none."),
                    Key.optional("line", LineKeys.LINE, "A sorter line; leave out when this device has none."),
                    Key.optional("wall", WallKeys.WALL, "A put-to-light wall; leave out where nobody sorts by hand.")),
            List.of(new Needs("people", "parcels"), new Needs("people", "page")));

    private DeviceKeys() {}
}
