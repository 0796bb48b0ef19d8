package hubfloor.reader.driver;

import hubfloor.epc.Gen2;
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
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * UHF modules R200, M100, YRM100, JRD-4035, 115200 8N1.
 *
 * <pre>
 *   BB  type cmd PL(2)  param (PL bytes)  sum8  7E      sum over type .. param
 *       type 0 command, 1 response, 2 notice
 *   tag: 02 22 PL  RSSI(1, signed dBm) PC(2) EPC(PL-5) CRC(2)
 * </pre>
 *
 * The R200 V2.3.3 document prints the same frames between AA and DD. BB and 7E occur inside frames. Asked for one
 * inventory round again and again rather than told to run on: a module that was reset is heard of at once.
 */
final class R200 implements FrameProtocol {
    /** The modules' own documents know no longer parameter than 0xFF; twice that is a bound, not a guess. */
    static final int PARAM_MAX = 512;

    private static final int AROUND = 7;
    private static final int COMMAND = 0;
    private static final int RESPONSE = 1;
    private static final int NOTICE = 2;
    private static final int INVENTORY = 0x22;
    private static final int RUN = 0x27;
    private static final int HALT = 0x28;
    private static final int GET_POWER = 0xB7;
    private static final int ERROR = 0xFF;

    private final byte begin;
    private final byte end;
    private final int pollEveryMs;

    R200(int begin, int end, int pollEveryMs) {
        this.begin = (byte) begin;
        this.end = (byte) end;
        this.pollEveryMs = pollEveryMs;
    }

    @Override
    public int measure(byte[] b, int from, int held, boolean quiet) {
        if (b[from] != begin || (held > 1 && Bytes.u8(b, from + 1) > NOTICE)) {
            return NO_FRAME;
        }
        if (held < 5) {
            return NEED_MORE;
        }
        int param = Bytes.u16(b, from + 3);
        if (param > PARAM_MAX) {
            return NO_FRAME;
        }
        return held < param + AROUND ? NEED_MORE : param + AROUND;
    }

    @Override
    public @Nullable Fault fault(byte[] b, int from, int length) {
        if (b[from + length - 1] != end) {
            return Fault.FRAMING;
        }
        int sum = Bytes.sum(b, from + 1, length - 3) & 0xFF;
        return sum == Bytes.u8(b, from + length - 2) ? null : Fault.CHECKSUM;
    }

    @Override
    public int lengthMax() {
        return PARAM_MAX + AROUND;
    }

    @Override
    public void read(byte[] b, int from, int length, ReaderOutput out) {
        int type = Bytes.u8(b, from + 1);
        int cmd = Bytes.u8(b, from + 2);
        int param = length - AROUND;
        int at = from + 5;
        if (type == NOTICE && cmd == INVENTORY && param >= 5) {
            out.message(tag(b, at, param));
        } else if (type == RESPONSE && cmd == ERROR && param >= 1) {
            int code = Bytes.u8(b, at);
            out.message(new Trouble(kind(code), Bytes.hex(code)));
        } else if (type == RESPONSE) {
            out.message(new Reply(Bytes.hex(cmd), true));
        }
    }

    private static TagRead tag(byte[] b, int at, int param) {
        int epc = param - 5;
        boolean crcOk = Gen2.crc16(b, at + 1, epc + 2) == Bytes.u16(b, at + 3 + epc);
        Sighting sighting = new Sighting(
                OptionalInt.of(b[at]),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.of(1),
                OptionalLong.empty(),
                OptionalLong.empty());
        return new TagRead(
                Bytes.hex(b, at + 3, epc), OptionalInt.of(Bytes.u16(b, at + 1)), Optional.of(crcOk), sighting);
    }

    private static TroubleKind kind(int code) {
        return switch (code) {
            case 0x09, 0x10, 0x12, 0x13, 0x15 -> TroubleKind.NO_TAG;
            case 0x16 -> TroubleKind.TAG_ACCESS;
            case 0x17 -> TroubleKind.COMMAND;
            default -> code >= 0xA0 && code <= 0xDF ? TroubleKind.TAG_ACCESS : TroubleKind.OTHER;
        };
    }

    private static String meaning(int code) {
        return switch (code) {
            case 0x09 -> "read_no_tag";
            case 0x10 -> "write_no_tag";
            case 0x12 -> "kill_no_tag";
            case 0x13 -> "lock_no_tag";
            case 0x15 -> "inventory_no_tag";
            case 0x16 -> "access_password";
            case 0x17 -> "command_error";
            case 0x20 -> "fhss_fail";
            default -> code >= 0xA0 && code <= 0xDF ? "access_error_A0_D0_family" : "";
        };
    }

    @Override
    public int pollEveryMs() {
        return pollEveryMs;
    }

    @Override
    public void command(ReaderCommand command, ReaderOutput out) {
        switch (command) {
            case POLL -> out.send(frame(INVENTORY));
            case START -> out.send(frame(RUN, 0x22, 0x27, 0x10));
            case STOP -> out.send(frame(HALT));
        }
    }

    private byte[] frame(int cmd, int... param) {
        byte[] frame = new byte[param.length + AROUND];
        frame[0] = begin;
        frame[2] = (byte) cmd;
        frame[4] = (byte) param.length;
        for (int i = 0; i < param.length; i++) {
            frame[5 + i] = (byte) param[i];
        }
        frame[frame.length - 2] = (byte) Bytes.sum(frame, 1, frame.length - 3);
        frame[frame.length - 1] = end;
        return frame;
    }

    @Override
    public Map<String, Object> fields(byte[] b, int from, int length) {
        int type = Bytes.u8(b, from + 1);
        int cmd = Bytes.u8(b, from + 2);
        int param = length - AROUND;
        int at = from + 5;
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", type == COMMAND ? "command" : type == RESPONSE ? "response" : "notice");
        fields.put("cmd", Bytes.hex(cmd));
        if (type == NOTICE && cmd == INVENTORY && param >= 5) {
            int epc = param - 5;
            int pc = Bytes.u16(b, at + 1);
            fields.put("rssi_dbm", (int) b[at]);
            fields.put("pc", Bytes.hex(b, at + 1, 2));
            fields.put("epc", Bytes.hex(b, at + 3, epc));
            fields.put("tag_crc", Bytes.hex(b, at + 3 + epc, 2));
            fields.put("tag_crc_ok", Gen2.crc16(b, at + 1, epc + 2) == Bytes.u16(b, at + 3 + epc));
            fields.put("epc_words", Gen2.words(pc));
        } else if (type == RESPONSE && cmd == ERROR && param >= 1) {
            fields.put("error", Bytes.hex(b[at]));
            fields.put("meaning", meaning(Bytes.u8(b, at)));
        } else if (type == RESPONSE && cmd == GET_POWER && param == 2) {
            fields.put("power_dbm", Bytes.u16(b, at) / 100.0);
        } else {
            fields.put("param", Bytes.hex(b, at, param));
        }
        return fields;
    }
}
