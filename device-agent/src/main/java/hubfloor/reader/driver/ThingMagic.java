package hubfloor.reader.driver;

import hubfloor.reader.FrameProtocol;
import hubfloor.reader.ReaderCommand;
import hubfloor.reader.ReaderMessage.Fault;
import hubfloor.reader.ReaderMessage.Reply;
import hubfloor.reader.ReaderMessage.Sighting;
import hubfloor.reader.ReaderMessage.TagRead;
import hubfloor.reader.ReaderMessage.Trouble;
import hubfloor.reader.ReaderMessage.TroubleKind;
import hubfloor.reader.ReaderOutput;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * ThingMagic M5e, M6e, Nano and their kin (Mercury serial protocol), 115200 8N1.
 *
 * <pre>
 *   host:   FF LEN OP           data (LEN bytes)  CRC(2)
 *   reader: FF LEN OP STATUS(2) data (LEN bytes)  CRC(2)
 *   22, streaming: 10 search(2) metadata flags(2) 01  one tag, see {@link MercuryTag}
 *   29: metadata flags(2) options(1) count(1)  that many tags
 *   21: EPC, tag CRC(2)
 * </pre>
 *
 * The CRC is CCITT's with the data bits shifted into the register instead of over it. The directions differ by two
 * bytes, so a frame of the host's own is told only when the longer one does not fit. A module starts without region or
 * antenna: the start is a row of commands, each sent when the one before was answered, and again at the next poll.
 */
final class ThingMagic implements FrameProtocol {
    private static final int START = 0xFF;
    private static final int HOST_AROUND = 5;
    private static final int READER_AROUND = 7;
    private static final int READ_ONE = 0x21;
    private static final int READ_MANY = 0x22;
    private static final int GET_TAGS = 0x29;
    private static final int STREAM = 0x2F;
    private static final int NOT_STARTED = -1;
    private static final int[] CRC_TABLE = crcTable();

    private final byte[][] starting;
    private int step = NOT_STARTED;

    /**
     * @param region Mercury's region number
     * @param antenna port, from 1
     */
    ThingMagic(int region, int antenna) {
        starting = new byte[][] {
            frame(0x04),
            frame(0x97, region),
            frame(0x93, 0x00, 0x05),
            frame(0x91, antenna, antenna),
            frame(
                    STREAM, 0x00, 0x00, 0x01, 0x22, 0x00, 0x00, 0x05, 0x07, 0x22, 0x10, 0x00, 0x1B, 0x03, 0xE8, 0x01,
                    0xFF)
        };
    }

    @Override
    public int measure(byte[] b, int from, int held, boolean quiet) {
        if (Bytes.u8(b, from) != START) {
            return NO_FRAME;
        }
        if (held < 2) {
            return NEED_MORE;
        }
        int len = Bytes.u8(b, from + 1);
        if (held >= len + READER_AROUND) {
            return crcOk(b, from, len + READER_AROUND) || !crcOk(b, from, len + HOST_AROUND)
                    ? len + READER_AROUND
                    : len + HOST_AROUND;
        }
        return quiet && held >= len + HOST_AROUND && crcOk(b, from, len + HOST_AROUND) ? len + HOST_AROUND : NEED_MORE;
    }

    @Override
    public @Nullable Fault fault(byte[] b, int from, int length) {
        return crcOk(b, from, length) ? null : Fault.CRC;
    }

    /** A frame of the host's with a wrong CRC is a whole one too, not a short one of the reader's. */
    @Override
    public @Nullable Fault judge(byte[] bytes) {
        boolean hosts = bytes.length >= HOST_AROUND
                && Bytes.u8(bytes, 0) == START
                && bytes.length == Bytes.u8(bytes, 1) + HOST_AROUND;
        return hosts ? fault(bytes, 0, bytes.length) : FrameProtocol.super.judge(bytes);
    }

    @Override
    public int lengthMax() {
        return 255 + READER_AROUND;
    }

    private static boolean crcOk(byte[] b, int from, int length) {
        return crc(b, from + 1, length - 3) == Bytes.u16(b, from + length - 2);
    }

    /** What eight zero bits behind a byte leave of it; noise full of start bytes is checked at every one of them. */
    private static int[] crcTable() {
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int crc = i << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ 0x1021;
            }
            table[i] = crc & 0xFFFF;
        }
        return table;
    }

    static int crc(byte[] b, int from, int length) {
        int crc = 0xFFFF;
        for (int i = 0; i < length; i++) {
            crc = ((crc << 8 | Bytes.u8(b, from + i)) ^ CRC_TABLE[crc >> 8]) & 0xFFFF;
        }
        return crc;
    }

    private static boolean fromHost(byte[] b, int from, int length) {
        return length == Bytes.u8(b, from + 1) + HOST_AROUND;
    }

    @Override
    public void read(byte[] b, int from, int length, ReaderOutput out) {
        if (fromHost(b, from, length)) {
            return;
        }
        int op = Bytes.u8(b, from + 2);
        int status = Bytes.u16(b, from + 3);
        int at = from + 5;
        int end = from + length - 2;
        goOn(op, out);
        MercuryTag streamed = streamed(b, op, at, end);
        if (status != 0) {
            out.message(new Trouble(kind(status), Bytes.hex(b, from + 3, 2)));
        } else if (op == READ_ONE && end - at > 2) {
            out.message(new TagRead(
                    Bytes.hex(b, at, end - at - 2), OptionalInt.empty(), Optional.empty(), Sighting.UNKNOWN));
        } else if (streamed != null) {
            out.message(streamed.read());
        } else if (op == GET_TAGS && end - at >= 4) {
            int next = at + 4;
            for (int i = Bytes.u8(b, at + 3); i > 0; i--) {
                MercuryTag tag = MercuryTag.at(b, Bytes.u16(b, at), next, end);
                if (tag == null) {
                    return;
                }
                out.message(tag.read());
                next = tag.end();
            }
        } else {
            out.message(new Reply(Bytes.hex(op), true));
        }
    }

    private static @Nullable MercuryTag streamed(byte[] b, int op, int at, int end) {
        boolean one = op == READ_MANY && end - at > 6 && b[at] == 0x10 && b[at + 5] == 0x01;
        return one ? MercuryTag.at(b, Bytes.u16(b, at + 3), at + 6, end) : null;
    }

    private static TroubleKind kind(int status) {
        return switch (status) {
            case 0x0400 -> TroubleKind.NO_TAG;
            case 0x0503, 0x0505 -> TroubleKind.ANTENNA;
            case 0x0504 -> TroubleKind.OVER_TEMPERATURE;
            default ->
                switch (status >> 8) {
                    case 0x01 -> TroubleKind.COMMAND;
                    case 0x04 -> TroubleKind.TAG_ACCESS;
                    default -> TroubleKind.OTHER;
                };
        };
    }

    @Override
    public void opened(ReaderOutput out) {
        step = 0;
        out.send(starting[0]);
    }

    /** The answer to the step under way, right or refused (a module that runs already refuses to boot): the next one. */
    private void goOn(int op, ReaderOutput out) {
        if (step >= 0 && step < starting.length && op == Bytes.u8(starting[step], 2)) {
            step++;
            if (step < starting.length) {
                out.send(starting[step]);
            }
        }
    }

    @Override
    public int pollEveryMs() {
        return 1000;
    }

    /** A poll only brings a start that was not answered further; a running module talks by itself. */
    @Override
    public void command(ReaderCommand command, ReaderOutput out) {
        switch (command) {
            case POLL -> {
                if (step >= 0 && step < starting.length) {
                    out.send(starting[step]);
                }
            }
            case START -> out.send(starting[starting.length - 1]);
            case STOP -> out.send(frame(STREAM, 0x00, 0x00, 0x02));
        }
    }

    static byte[] frame(int op, int... data) {
        byte[] frame = new byte[data.length + HOST_AROUND];
        frame[0] = (byte) START;
        frame[1] = (byte) data.length;
        frame[2] = (byte) op;
        for (int i = 0; i < data.length; i++) {
            frame[3 + i] = (byte) data[i];
        }
        int crc = crc(frame, 1, frame.length - 3);
        frame[frame.length - 2] = (byte) (crc >> 8);
        frame[frame.length - 1] = (byte) crc;
        return frame;
    }

    @Override
    public Map<String, Object> fields(byte[] b, int from, int length) {
        int op = Bytes.u8(b, from + 2);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("opcode", Bytes.hex(op));
        if (fromHost(b, from, length)) {
            fields.put("data", Bytes.hex(b, from + 3, length - HOST_AROUND));
            return fields;
        }
        int at = from + 5;
        int end = from + length - 2;
        fields.put("status", Bytes.hex(b, from + 3, 2));
        boolean ok = Bytes.u16(b, from + 3) == 0;
        MercuryTag tag = ok ? streamed(b, op, at, end) : null;
        if (tag != null) {
            tag.fields(fields);
        } else if (ok && op == READ_ONE && end - at > 2) {
            fields.put("epc", Bytes.hex(b, at, end - at - 2));
        } else {
            fields.put("data", Bytes.hex(b, at, end - at));
        }
        return fields;
    }
}
