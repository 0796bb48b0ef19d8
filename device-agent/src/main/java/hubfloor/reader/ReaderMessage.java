package hubfloor.reader;

import hubfloor.parcel.Barcode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** One thing a reader said, whatever its maker and protocol. Values only: no port, no time of our own. */
public sealed interface ReaderMessage {
    /**
     * What one trigger saw: all codes of one telegram lie on one parcel, in the order sent. A no-read is a telegram
     * whose codes are all {@link Missing}.
     */
    record Codes(List<Code> codes) implements ReaderMessage {
        public Codes {
            codes = List.copyOf(codes);
        }
    }

    /** One code of a telegram. */
    sealed interface Code {}

    /** A symbol that was read; its AIM identifier stands for the symbology. */
    record Symbol(Barcode barcode) implements Code {}

    /** The scanner's word for "no code seen" stood in this place. */
    record Missing() implements Code {}

    /**
     * One sighting of one UHF tag, as the reader told it: the same tag is told again and again.
     *
     * @param epc the EPC bank's bytes as upper-case hex, 0 to 62 bytes; not decoded and not judged
     * @param pc the Gen2 protocol control word; its bits 15 to 11 are the EPC's length in 16-bit words
     * @param crcOk the tag's own CRC-16 over PC and EPC: false means a byte was wrong before the reader framed it, and
     *     the tag must not be used; empty when the reader does not pass the CRC on
     */
    record TagRead(String epc, OptionalInt pc, Optional<Boolean> crcOk, Sighting at) implements ReaderMessage {}

    /**
     * How and where a tag was seen. Whatever a reader does not tell is empty, never zero.
     *
     * @param rssiDbm signal strength in dBm, the peak one where the reader tells several
     * @param antenna the reader's own antenna number, as its maker counts
     * @param frequencyKhz carrier frequency
     * @param count sightings this message stands for
     * @param firstMicros time of the first sighting by the reader's clock, microseconds; its zero is the reader's
     *     business (LLRP: UTC), so compare only times of one reader
     * @param lastMicros time of the last sighting, same clock
     */
    record Sighting(
            OptionalInt rssiDbm,
            OptionalInt antenna,
            OptionalInt frequencyKhz,
            OptionalInt count,
            OptionalLong firstMicros,
            OptionalLong lastMicros) {
        /** The reader told nothing but the tag. */
        public static final Sighting UNKNOWN = new Sighting(
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    /**
     * A person's badge near an LF reader; told about every 60 ms while it is near.
     *
     * @param number the printed number, decimal with leading zeros
     * @param hex the same with the version byte, upper-case hex
     */
    record Badge(String number, String hex) implements ReaderMessage {}

    /**
     * What a scale shows.
     *
     * @param value decimal digits exactly as sent, sign included, never recomputed; empty unless {@code state} carries
     *     one
     * @param unit as sent, lower case: {@code kg}, {@code g}, {@code lb}, {@code oz}; empty when there is no value
     * @param net a tare has been taken off
     */
    record Weight(String value, String unit, WeightState state, boolean net) implements ReaderMessage {}

    /** Whether a scale's value is a weight. Only {@link #STABLE} is one. */
    enum WeightState {
        STABLE,
        MOTION,
        OVERLOAD,
        UNDERLOAD,
        /** Switched on with a load, not zeroed since, or out of calibration: the value means nothing. */
        NOT_ZEROED,
        /** The scale could not answer now: busy, or not stable within its own time limit. */
        NOT_READY;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * What a dimensioner measured; a weight comes as a {@link Weight} of its own.
     *
     * @param length digits as sent, as are {@code width} and {@code height}
     * @param unit {@code cm} or {@code in}
     */
    record Dimensions(String length, String width, String height, String unit) implements ReaderMessage {}

    /**
     * The reader says that something is wrong, or that it found nothing.
     *
     * @param vendorCode the maker's code as upper-case hex or text, as sent
     */
    record Trouble(TroubleKind kind, String vendorCode) implements ReaderMessage {}

    /** What a reader can complain of, told apart by what a person must do. */
    enum TroubleKind {
        /** No tag, no weight, nothing in the field: the ordinary answer to a poll, not a fault. */
        NO_TAG,
        /** Antenna missing, cable broken, reflected power too high. */
        ANTENNA,
        OVER_TEMPERATURE,
        /** A command was refused or not understood: setting or driver do not fit this reader. */
        COMMAND,
        /** A tag did not let itself be read, written, locked. */
        TAG_ACCESS,
        /** Anything the driver does not know better; the vendor code tells. */
        OTHER;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The reader only says that it is alive. */
    record Heartbeat() implements ReaderMessage {}

    /** The reader's answer to a command, not a reading. */
    record Reply(String command, boolean ok) implements ReaderMessage {}

    /**
     * Bytes that are no frame. They are never passed on as a reading, whole or in part.
     *
     * @param bytes how many were dropped
     */
    record Broken(Fault fault, long bytes) implements ReaderMessage {}

    /** Why bytes were no frame. */
    enum Fault {
        /** A byte that the protocol's characters or a barcode cannot hold: line noise, wrong baud rate. */
        CHARSET,
        /** Start or end bytes are missing. */
        FRAMING,
        /** More or fewer bytes than the frame's own length, or than the profile allows. */
        LENGTH,
        /** The frame's sum is wrong. */
        CHECKSUM,
        /** The frame's cyclic redundancy check is wrong. */
        CRC,
        /** A whole frame whose fields are not what the protocol says. */
        FORMAT,
        /** The profile promises an AIM symbology identifier and none came: the scanner is configured wrongly. */
        AIM,
        /** The line fell silent in the middle of a frame. */
        SILENCE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
