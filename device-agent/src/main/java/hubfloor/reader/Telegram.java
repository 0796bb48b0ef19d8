package hubfloor.reader;

import hubfloor.parcel.Barcode;
import java.util.List;
import java.util.Locale;

/** One thing a scanner said. */
public sealed interface Telegram {
    /** What one trigger saw: all codes of one telegram lie on one parcel, in the order sent. */
    record Codes(List<Code> codes) implements Telegram {
        public Codes {
            codes = List.copyOf(codes);
        }
    }

    /** The scanner only says that it is alive. */
    record Heartbeat() implements Telegram {}

    /** The scanner's answer to a command, not data. */
    record Reply(String command, boolean ok) implements Telegram {}

    /**
     * Bytes that are no telegram. They are never passed on as an identifier, whole or in part.
     *
     * @param bytes how many were dropped
     */
    record Broken(Fault fault, long bytes) implements Telegram {}

    /** One code of a telegram. */
    sealed interface Code {}

    /** A symbol that was read. */
    record Symbol(Barcode barcode) implements Code {}

    /** The scanner's word for "no code seen" stood in this place. */
    record Missing() implements Code {}

    /** Why bytes were no telegram. */
    enum Fault {
        /** A byte that the scanner's character set or a barcode cannot hold: line noise, wrong baud rate. */
        CHARSET,
        /** Start or end bytes are missing. */
        FRAMING,
        /** More bytes than the profile allows before the end bytes came. */
        LENGTH,
        /** The profile promises an AIM symbology identifier and none came: the scanner is configured wrongly. */
        AIM,
        /** The line fell silent in the middle of a telegram. */
        SILENCE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
