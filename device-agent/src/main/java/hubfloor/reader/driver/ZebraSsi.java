package hubfloor.reader.driver;

import hubfloor.parcel.Barcode;
import hubfloor.reader.FrameProtocol;
import hubfloor.reader.ReaderCommand;
import hubfloor.reader.ReaderMessage.Broken;
import hubfloor.reader.ReaderMessage.Codes;
import hubfloor.reader.ReaderMessage.Fault;
import hubfloor.reader.ReaderMessage.Reply;
import hubfloor.reader.ReaderMessage.Symbol;
import hubfloor.reader.ReaderMessage.Trouble;
import hubfloor.reader.ReaderMessage.TroubleKind;
import hubfloor.reader.ReaderOutput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Zebra and Symbol scanners in SSI mode, 9600 8N1.
 *
 * <pre>
 *   LEN OP SRC STATUS data CKSUM(2)   LEN counts all but CKSUM; CKSUM is minus the sum of the bytes before
 *       SRC 04 host, 00 scanner; STATUS bit 0 sent again, bit 1 more of the same code follows
 *   F3 DECODE_DATA: code type(1), text
 * </pre>
 *
 * Every decode is acknowledged; one that was not heard as such comes again with bit 0 set, and is passed on only if it
 * is not the one passed on last. A code over several frames is held up to {@value #TEXT_MAX} characters.
 */
final class ZebraSsi implements FrameProtocol {
    static final int TEXT_MAX = 4096;

    private static final int LEN_MIN = 4;
    private static final int HOST = 0x04;
    private static final int SCANNER = 0x00;
    private static final int ACK = 0xD0;
    private static final int NAK = 0xD1;
    private static final int DECODE = 0xF3;
    private static final int AGAIN = 0x01;
    private static final int MORE = 0x02;
    private static final byte[] ACKNOWLEDGE = frame(ACK);

    private final StringBuilder parts = new StringBuilder();
    private String last = "";

    @Override
    public int measure(byte[] b, int from, int held, boolean quiet) {
        int len = Bytes.u8(b, from);
        if (len < LEN_MIN || (held > 2 && Bytes.u8(b, from + 2) != HOST && b[from + 2] != SCANNER)) {
            return NO_FRAME;
        }
        return held < len + 2 ? NEED_MORE : len + 2;
    }

    @Override
    public @Nullable Fault fault(byte[] b, int from, int length) {
        int sum = -Bytes.sum(b, from, length - 2) & 0xFFFF;
        return sum == Bytes.u16(b, from + length - 2) ? null : Fault.CHECKSUM;
    }

    @Override
    public int lengthMax() {
        return 257;
    }

    @Override
    public void read(byte[] b, int from, int length, ReaderOutput out) {
        if (b[from + 2] != SCANNER) {
            return;
        }
        int op = Bytes.u8(b, from + 1);
        int status = Bytes.u8(b, from + 3);
        if (op == DECODE && length > 7) {
            out.send(ACKNOWLEDGE);
            decoded(Bytes.text(b, from + 4, length - 6), (status & AGAIN) != 0, (status & MORE) != 0, out);
        } else if (op == NAK) {
            out.message(new Trouble(TroubleKind.COMMAND, length > 6 ? Bytes.hex(b[from + 4]) : ""));
        } else {
            out.message(new Reply(SsiWords.operation(op), true));
        }
    }

    /** @param frame code type and text of one frame */
    private void decoded(String frame, boolean again, boolean more, ReaderOutput out) {
        if (again && frame.equals(last)) {
            return;
        }
        last = frame;
        if (parts.length() + frame.length() > TEXT_MAX) {
            out.message(new Broken(Fault.LENGTH, parts.length() + frame.length()));
            parts.setLength(0);
            return;
        }
        parts.append(parts.isEmpty() ? frame : frame.substring(1));
        if (!more) {
            String aim = SsiWords.aim(parts.charAt(0));
            out.message(new Codes(List.of(new Symbol(new Barcode(aim, parts.substring(1))))));
            parts.setLength(0);
        }
    }

    @Override
    public void opened(ReaderOutput out) {
        parts.setLength(0);
        last = "";
        out.send(frame(0xE9));
    }

    @Override
    public void command(ReaderCommand command, ReaderOutput out) {
        switch (command) {
            case START, POLL -> out.send(frame(0xE4));
            case STOP -> out.send(frame(0xE5));
        }
    }

    private static byte[] frame(int op) {
        byte[] frame = Bytes.of(LEN_MIN, op, HOST, 0, 0, 0);
        int sum = -Bytes.sum(frame, 0, 4);
        frame[4] = (byte) (sum >> 8);
        frame[5] = (byte) sum;
        return frame;
    }

    @Override
    public Map<String, Object> fields(byte[] b, int from, int length) {
        int op = Bytes.u8(b, from + 1);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("op", SsiWords.operation(op));
        fields.put("from", b[from + 2] == SCANNER ? "scanner" : "host");
        fields.put("status", Bytes.hex(b[from + 3]));
        if (op == DECODE && length > 6) {
            fields.put("code_type", Bytes.hex(b[from + 4]));
            fields.put("data", Bytes.text(b, from + 5, length - 7));
        } else if (length > 6) {
            fields.put("data", Bytes.hex(b, from + 4, length - 6));
        }
        return fields;
    }
}
