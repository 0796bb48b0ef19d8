package hubfloor.reader.driver;

import hubfloor.epc.Gen2;
import hubfloor.reader.FrameProtocol;
import hubfloor.reader.ReaderCommand;
import hubfloor.reader.ReaderMessage.Fault;
import hubfloor.reader.ReaderMessage.Heartbeat;
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
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Fixed four and eight port readers of the Impinj R2000 "A0" family, 115200 8N1.
 *
 * <pre>
 *   A0 LEN ADR CMD data CHK      LEN counts what follows it; all bytes together sum to 0
 *   89, real-time inventory, a tag:   frequency(6 bits) and antenna(2 bits), PC(2), EPC, RSSI
 *                            at end:  antenna, tags a second(2), tags seen(4)
 *                            error:   code
 * </pre>
 *
 * The RSSI byte is dBm + 129 by the makers' table (98 is -31 dBm). Antennas count from 0.
 */
final class R2000 implements FrameProtocol {
    private static final int START = 0xA0;
    private static final int LEN_MIN = 3;
    private static final int INVENTORY = 0x89;
    private static final int WORK_ANTENNA = 0x74;
    private static final int DONE = 0x10;
    private static final int RSSI_ZERO = 129;
    private static final int SUMMARY = 7;

    private final int address;
    private final int antenna;
    private final int pollEveryMs;

    R2000(int address, int antenna, int pollEveryMs) {
        this.address = address;
        this.antenna = antenna;
        this.pollEveryMs = pollEveryMs;
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
        if (len < LEN_MIN) {
            return NO_FRAME;
        }
        return held < len + 2 ? NEED_MORE : len + 2;
    }

    @Override
    public @Nullable Fault fault(byte[] b, int from, int length) {
        return (Bytes.sum(b, from, length) & 0xFF) == 0 ? null : Fault.CHECKSUM;
    }

    @Override
    public int lengthMax() {
        return 257;
    }

    /** Whether the frame's data, beginning at {@code at}, is a tag: its EPC is as long as its PC says. */
    private static boolean isTag(byte[] b, int cmd, int at, int data) {
        return cmd == INVENTORY && data > 4 && 2 * Gen2.words(Bytes.u16(b, at + 1)) == data - 4;
    }

    @Override
    public void read(byte[] b, int from, int length, ReaderOutput out) {
        int cmd = Bytes.u8(b, from + 3);
        int data = length - 5;
        int at = from + 4;
        if (isTag(b, cmd, at, data)) {
            Sighting sighting = new Sighting(
                    OptionalInt.of(Bytes.u8(b, at + data - 1) - RSSI_ZERO),
                    OptionalInt.of(b[at] & 3),
                    OptionalInt.empty(),
                    OptionalInt.of(1),
                    OptionalLong.empty(),
                    OptionalLong.empty());
            out.message(new TagRead(
                    Bytes.hex(b, at + 3, data - 4), OptionalInt.of(Bytes.u16(b, at + 1)), Optional.empty(), sighting));
        } else if (cmd == INVENTORY && data == SUMMARY) {
            out.message(Bytes.u32(b, at + 3) == 0 ? new Trouble(TroubleKind.NO_TAG, "") : new Heartbeat());
        } else if (data == 1) {
            int code = Bytes.u8(b, at);
            out.message(code == DONE ? new Reply(Bytes.hex(cmd), true) : new Trouble(kind(code), Bytes.hex(code)));
        } else if (data > 1) {
            out.message(new Reply(Bytes.hex(cmd), true));
        }
    }

    private static TroubleKind kind(int code) {
        return switch (code) {
            case 0x22 -> TroubleKind.ANTENNA;
            case 0x31, 0x36 -> TroubleKind.NO_TAG;
            case 0x32, 0x33, 0x34, 0x35, 0x40 -> TroubleKind.TAG_ACCESS;
            case 0x11, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49, 0x4A, 0x4B -> TroubleKind.COMMAND;
            default -> TroubleKind.OTHER;
        };
    }

    @Override
    public void opened(ReaderOutput out) {
        out.send(frame(WORK_ANTENNA, antenna));
    }

    @Override
    public int pollEveryMs() {
        return pollEveryMs;
    }

    @Override
    public void command(ReaderCommand command, ReaderOutput out) {
        if (command == ReaderCommand.POLL) {
            out.send(frame(INVENTORY, 1));
        }
    }

    private byte[] frame(int cmd, int data) {
        byte[] frame = Bytes.of(START, 4, address, cmd, data, 0);
        frame[5] = (byte) -Bytes.sum(frame, 0, 5);
        return frame;
    }

    @Override
    public Map<String, Object> fields(byte[] b, int from, int length) {
        int cmd = Bytes.u8(b, from + 3);
        int data = length - 5;
        int at = from + 4;
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("adr", Bytes.u8(b, from + 2));
        fields.put("cmd", Bytes.hex(cmd));
        if (isTag(b, cmd, at, data)) {
            fields.put("freq_ant", Bytes.hex(b[at]));
            fields.put("antenna", b[at] & 3);
            fields.put("pc", Bytes.hex(b, at + 1, 2));
            fields.put("epc", Bytes.hex(b, at + 3, data - 4));
            fields.put("rssi_raw", Bytes.u8(b, at + data - 1));
        } else if (cmd == INVENTORY && data == SUMMARY) {
            fields.put("antenna", Bytes.u8(b, at));
            fields.put("read_rate", Bytes.u16(b, at + 1));
            fields.put("total_read", Bytes.u32(b, at + 3));
        } else {
            fields.put("data", Bytes.hex(b, at, data));
        }
        return fields;
    }
}
