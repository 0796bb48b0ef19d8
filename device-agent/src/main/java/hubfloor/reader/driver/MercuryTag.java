package hubfloor.reader.driver;

import hubfloor.epc.Gen2;
import hubfloor.reader.ReaderMessage.Sighting;
import hubfloor.reader.ReaderMessage.TagRead;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One tag in a Mercury answer: the fields its metadata flags promise, in the order of the flags, then the tag.
 *
 * <pre>
 *   flags 0001 count(1) 0002 RSSI(1) 0004 antenna(1) 0008 kHz(3) 0010 ms(4) 0020 phase(2) 0040 protocol(1)
 *         0080 bits of data(2) and the data   0100 GPIO(1)
 *   then  bits(2) of PC(2) EPC CRC(2)
 * </pre>
 */
final class MercuryTag {
    private static final int RSSI = 0x0002;
    private static final int ANTENNA = 0x0004;
    private static final int FREQUENCY = 0x0008;
    private static final int TIME = 0x0010;
    private static final int PROTOCOL = 0x0040;
    private static final int DATA = 0x0080;

    /** Bytes of the field of each flag, from bit 0; data is longer by what it says. */
    private static final int[] WIDTH = {1, 1, 1, 3, 4, 2, 1, 2, 1};

    private final byte[] b;
    private final int[] at = new int[WIDTH.length];
    private final int flags;
    private final int pcAt;
    private final int epcBytes;
    private final int end;

    private MercuryTag(byte[] b, int flags, int[] at, int pcAt, int epcBytes) {
        this.b = b;
        this.flags = flags;
        System.arraycopy(at, 0, this.at, 0, at.length);
        this.pcAt = pcAt;
        this.epcBytes = epcBytes;
        this.end = pcAt + epcBytes + 4;
    }

    /** The tag that begins at {@code from}; null when the bytes up to {@code limit} do not hold one. */
    static @Nullable MercuryTag at(byte[] b, int flags, int from, int limit) {
        if (flags >> WIDTH.length != 0) {
            return null;
        }
        int[] at = new int[WIDTH.length];
        int next = from;
        for (int i = 0; i < WIDTH.length; i++) {
            if ((flags & 1 << i) != 0) {
                at[i] = next;
                next += WIDTH[i];
                if (next > limit) {
                    return null;
                }
                if (1 << i == DATA) {
                    next += (Bytes.u16(b, at[i]) + 7) / 8;
                }
            }
        }
        if (next + 2 > limit) {
            return null;
        }
        int bytes = Bytes.u16(b, next) / 8;
        return bytes < 4 || next + 2 + bytes > limit ? null : new MercuryTag(b, flags, at, next + 2, bytes - 4);
    }

    /** Where the next tag begins. */
    int end() {
        return end;
    }

    private boolean has(int flag) {
        return (flags & flag) != 0;
    }

    private int field(int flag) {
        return at[Integer.numberOfTrailingZeros(flag)];
    }

    TagRead read() {
        boolean crcOk = Gen2.crc16(b, pcAt, epcBytes + 2) == Bytes.u16(b, pcAt + 2 + epcBytes);
        OptionalLong micros = has(TIME) ? OptionalLong.of(Bytes.u32(b, field(TIME)) * 1000) : OptionalLong.empty();
        Sighting sighting = new Sighting(
                has(RSSI) ? OptionalInt.of(b[field(RSSI)]) : OptionalInt.empty(),
                has(ANTENNA) ? OptionalInt.of(Bytes.u8(b, field(ANTENNA)) & 0x0F) : OptionalInt.empty(),
                has(FREQUENCY) ? OptionalInt.of(Bytes.u24(b, field(FREQUENCY))) : OptionalInt.empty(),
                has(1) ? OptionalInt.of(Bytes.u8(b, field(1))) : OptionalInt.of(1),
                micros,
                micros);
        return new TagRead(
                Bytes.hex(b, pcAt + 2, epcBytes), OptionalInt.of(Bytes.u16(b, pcAt)), Optional.of(crcOk), sighting);
    }

    void fields(Map<String, Object> fields) {
        if (has(RSSI)) {
            fields.put("rssi_dbm", (int) b[field(RSSI)]);
        }
        if (has(ANTENNA)) {
            fields.put("antenna", Bytes.hex(b[field(ANTENNA)]));
        }
        if (has(FREQUENCY)) {
            fields.put("freq_khz", Bytes.u24(b, field(FREQUENCY)));
        }
        if (has(TIME)) {
            fields.put("ts_ms", Bytes.u32(b, field(TIME)));
        }
        if (has(PROTOCOL)) {
            fields.put("protocol", Bytes.u8(b, field(PROTOCOL)));
        }
        fields.put("pc", Bytes.hex(b, pcAt, 2));
        fields.put("epc", Bytes.hex(b, pcAt + 2, epcBytes));
        fields.put("tag_crc", Bytes.hex(b, pcAt + 2 + epcBytes, 2));
    }
}
