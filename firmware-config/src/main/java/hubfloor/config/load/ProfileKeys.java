package hubfloor.config.load;

import java.util.List;

/** The part of the key table that describes how one scanner frames its telegrams. */
final class ProfileKeys {
    private static final Shape FRAME =
            new Shape.Text("^([0-9A-Fa-f]{2}){0,16}$", 32, "0 to 16 bytes as hex, in quotes");
    private static final Shape FRAME_END =
            new Shape.Text("^([0-9A-Fa-f]{2}){1,16}$", 32, "1 to 16 bytes as hex, in quotes");
    private static final Shape COMMAND =
            new Shape.Text("^([0-9A-Fa-f]{2}){0,64}$", 128, "0 to 64 bytes as hex, in quotes");
    private static final Shape WORDS = new Shape.ListOf(
            new Shape.Text(
                    "^[^\\u0000-\\u001f\\u007f-\\u009f]{1,128}$", 128, "1 to 128 characters, no control characters"),
            0,
            16,
            true);

    static final Shape.Group PROFILE = new Shape.Group(
            List.of(
                    Key.of(
                            "like",
                            new Shape.Word(NamedProfiles.names()),
                            NamedProfiles.PLAIN_CRLF,
                            "A shipped profile to start from; the other keys override it."),
                    Key.of("prefix", FRAME, "", "Bytes before every telegram, as hex."),
                    Key.of("suffix", FRAME_END, "0D0A", "Bytes after every telegram, as hex."),
                    Key.of(
                            "separator",
                            new Shape.Text(
                                    "^[\\t\\u001c-\\u007e]{0,8}$",
                                    8,
                                    "0 to 8 ASCII characters; of the control characters only TAB, FS, GS, RS, US"),
                            "",
                            "Text between several codes of one telegram; empty when each code comes alone."),
                    Key.of("no-read", WORDS, List.of(), "Words the scanner sends when its trigger saw no code."),
                    Key.of("heartbeat", WORDS, List.of(), "Words the scanner sends only to say it is alive."),
                    Key.number(
                            "heartbeat-every-s",
                            new Shape.Whole(0, 3600),
                            0,
                            "seconds",
                            "Alarm after three of these without a word; 0 = the scanner has no heartbeat."),
                    Key.flag("aim", "The scanner puts the AIM symbology identifier (]C1) before every code."),
                    Key.flag("sopas", "Telegrams like 'sAN mTCgateon 1' are a SICK scanner's answers, not codes."),
                    Key.flag("dmcc", "Telegrams that begin with || are a Cognex reader's answers, not codes."),
                    Key.of("trigger-on", COMMAND, "", "Bytes that make the scanner read, as hex; empty = none."),
                    Key.of("trigger-off", COMMAND, "", "Bytes that make it stop, as hex; empty = none."),
                    Key.number(
                            "max-length",
                            new Shape.Whole(1, 65_536),
                            4096,
                            "bytes",
                            "Longest telegram between prefix and suffix; a longer one is dropped and reported."),
                    Key.of(
                            "charset",
                            new Shape.Word(List.of("US-ASCII", "ISO-8859-1", "UTF-8")),
                            "US-ASCII",
                            "How bytes become text."),
                    Key.number(
                            "inter-byte-ms",
                            new Shape.Whole(10, 10_000),
                            100,
                            "milliseconds",
                            "A pause this long inside a telegram ends it as broken.")),
            List.of(new Shape.Needs("heartbeat-every-s", "heartbeat")));

    /** A profile by name or as a map. */
    static final Shape.NameOrGroup NAME_OR_PROFILE =
            new Shape.NameOrGroup(new Shape.Word(NamedProfiles.names()), PROFILE);

    private ProfileKeys() {}
}
