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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * UHFReader18, Chafon, RRU9xxx and E310 readers, 57600 8N1.
 *
 * <pre>
 *   host:   LEN ADR CMD         data  CRC(2, low byte first)     LEN counts what follows it
 *   reader: LEN ADR CMD STATUS  data  CRC                        CRC-16/MCRF4XX: 0x8408, begun with FFFF
 *   inventory answer, STATUS 01 to 04: count, then count times (length, EPC)
 *   newer firmware:                    antenna bits, count, then count times (length, EPC, RSSI)
 *   real-time mode, CMD EE:            EPC, or antenna bits, length, EPC, RSSI
 * </pre>
 *
 * There is no start byte; a frame is found by its length and CRC alone. The two directions look alike.
 */
final class UhfReader18 implements FrameProtocol {
    private static final int LEN_MIN = 4;
    private static final int INVENTORY = 0x01;
    private static final int INVENTORY_ONE = 0x0F;
    private static final int REAL_TIME = 0xEE;
    private static final int BROADCAST = 0xFF;
    private static final int NO_TAG = 0xFB;

    private final int address;
    private final int pollEveryMs;

    UhfReader18(int address, int pollEveryMs) {
        this.address = address;
        this.pollEveryMs = pollEveryMs;
    }

    @Override
    public int measure(byte[] b, int from, int held, boolean quiet) {
        int len = Bytes.u8(b, from);
        if (len < LEN_MIN) {
            return NO_FRAME;
        }
        return held < len + 1 ? NEED_MORE : len + 1;
    }

    @Override
    public @Nullable Fault fault(byte[] b, int from, int length) {
        int crc = crc(b, from, length - 2);
        return Bytes.u8(b, from + length - 2) == (crc & 0xFF) && Bytes.u8(b, from + length - 1) == crc >> 8
                ? null
                : Fault.CRC;
    }

    @Override
    public int lengthMax() {
        return 256;
    }

    static int crc(byte[] b, int from, int length) {
        int crc = 0xFFFF;
        for (int i = 0; i < length; i++) {
            crc ^= Bytes.u8(b, from + i);
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0x8408;
            }
        }
        return crc;
    }

    @Override
    public void read(byte[] b, int from, int length, ReaderOutput out) {
        if (fromHost(b, from, length)) {
            return;
        }
        int cmd = Bytes.u8(b, from + 2);
        int status = Bytes.u8(b, from + 3);
        List<TagRead> tags = tags(b, from, length);
        tags.forEach(out::message);
        if (status >= 0xF8) {
            out.message(new Trouble(kind(status), Bytes.hex(status)));
        } else if (tags.isEmpty()) {
            out.message(isInventory(cmd) ? new Trouble(TroubleKind.NO_TAG, Bytes.hex(status)) : reply(cmd, status));
        }
    }

    private static TroubleKind kind(int status) {
        return switch (status) {
            case 0xF8 -> TroubleKind.ANTENNA;
            case NO_TAG -> TroubleKind.NO_TAG;
            case 0xFD, 0xFE, 0xFF -> TroubleKind.COMMAND;
            default -> TroubleKind.TAG_ACCESS;
        };
    }

    private static Reply reply(int cmd, int status) {
        return new Reply(Bytes.hex(cmd), status == 0);
    }

    private static boolean isInventory(int cmd) {
        return cmd == INVENTORY || cmd == INVENTORY_ONE;
    }

    private static List<TagRead> tags(byte[] b, int from, int length) {
        List<TagRead> tags = new ArrayList<>();
        int cmd = Bytes.u8(b, from + 2);
        int status = Bytes.u8(b, from + 3);
        int at = from + 4;
        int data = length - 6;
        if (isInventory(cmd) && status >= 1 && status <= 4) {
            if (!list(b, at, data, 0, OptionalInt.empty(), tags) && data > 0) {
                list(b, at + 1, data - 1, 1, antenna(Bytes.u8(b, at)), tags);
            }
        } else if (cmd == REAL_TIME && status == 0 && data > 0) {
            if (data >= 3 && Bytes.u8(b, at + 1) == data - 3) {
                tags.add(tag(Bytes.hex(b, at + 2, data - 3), antenna(Bytes.u8(b, at))));
            } else {
                tags.add(tag(Bytes.hex(b, at, data), OptionalInt.empty()));
            }
        }
        return tags;
    }

    /** Reads "count, then (length, EPC, extra bytes)*"; adds nothing and says false when the bytes are not exactly that. */
    private static boolean list(byte[] b, int at, int data, int extra, OptionalInt antenna, List<TagRead> into) {
        List<TagRead> found = new ArrayList<>();
        int end = at + data;
        if (data < 1) {
            return false;
        }
        int count = Bytes.u8(b, at);
        int next = at + 1;
        for (int i = 0; i < count; i++) {
            if (next >= end || next + 1 + Bytes.u8(b, next) + extra > end) {
                return false;
            }
            int epc = Bytes.u8(b, next);
            found.add(tag(Bytes.hex(b, next + 1, epc), antenna));
            next += 1 + epc + extra;
        }
        if (next != end) {
            return false;
        }
        into.addAll(found);
        return true;
    }

    /** One bit per antenna, the lowest is antenna 1; several bits tell no single antenna. */
    private static OptionalInt antenna(int bits) {
        return Integer.bitCount(bits) == 1
                ? OptionalInt.of(Integer.numberOfTrailingZeros(bits) + 1)
                : OptionalInt.empty();
    }

    private static TagRead tag(String epc, OptionalInt antenna) {
        Sighting sighting = new Sighting(
                OptionalInt.empty(),
                antenna,
                OptionalInt.empty(),
                OptionalInt.of(1),
                OptionalLong.empty(),
                OptionalLong.empty());
        return new TagRead(epc, OptionalInt.empty(), Optional.empty(), sighting);
    }

    /**
     * Whether a frame is the host's own: both directions are framed alike, so what the commands can carry decides. A
     * reader never answers from the broadcast address and always has a status; a setting is answered by a status alone.
     */
    private static boolean fromHost(byte[] b, int from, int length) {
        int data = length - 5;
        int cmd = Bytes.u8(b, from + 2);
        if (data == 0 || Bytes.u8(b, from + 1) == BROADCAST) {
            return true;
        }
        int status = Bytes.u8(b, from + 3);
        if (cmd == INVENTORY) {
            return data > 1
                    && !(status >= 1 && status <= 4 && !tags(b, from, length).isEmpty());
        }
        boolean plausible = status <= 5 || status >= 0xF8;
        return !plausible || (data > 1 && isSetting(cmd));
    }

    private static boolean isSetting(int cmd) {
        return switch (cmd) {
            case 0x22, 0x24, 0x25, 0x28, 0x2F, 0x33, 0x35 -> true;
            default -> false;
        };
    }

    @Override
    public int pollEveryMs() {
        return pollEveryMs;
    }

    /** Real-time mode is a setting of the reader, so there is nothing to start or stop. */
    @Override
    public void command(ReaderCommand command, ReaderOutput out) {
        if (command == ReaderCommand.POLL) {
            byte[] frame = Bytes.of(LEN_MIN, address, INVENTORY, 0, 0);
            int crc = crc(frame, 0, 3);
            frame[3] = (byte) crc;
            frame[4] = (byte) (crc >> 8);
            out.send(frame);
        }
    }

    @Override
    public Map<String, Object> fields(byte[] b, int from, int length) {
        Map<String, Object> fields = new LinkedHashMap<>();
        int cmd = Bytes.u8(b, from + 2);
        fields.put("adr", Bytes.u8(b, from + 1));
        fields.put("cmd", Bytes.hex(cmd));
        if (fromHost(b, from, length)) {
            fields.put("data", Bytes.hex(b, from + 3, length - 5));
            return fields;
        }
        fields.put("status", Bytes.hex(b, from + 3, 1));
        List<TagRead> tags = new ArrayList<>();
        int status = Bytes.u8(b, from + 3);
        if (isInventory(cmd)
                && status >= 1
                && status <= 4
                && list(b, from + 4, length - 6, 0, OptionalInt.empty(), tags)) {
            fields.put("epcs", tags.stream().map(TagRead::epc).toList());
        } else {
            fields.put("data", Bytes.hex(b, from + 4, length - 6));
        }
        return fields;
    }
}
