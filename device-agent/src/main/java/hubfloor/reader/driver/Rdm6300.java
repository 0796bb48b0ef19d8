package hubfloor.reader.driver;

import hubfloor.reader.FrameProtocol;
import hubfloor.reader.ReaderCommand;
import hubfloor.reader.ReaderMessage.Badge;
import hubfloor.reader.ReaderMessage.Fault;
import hubfloor.reader.ReaderOutput;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * LF badge reader RDM6300 and its kin (EM4100 tags), 9600 8N1. It talks by itself and takes no command.
 *
 * <pre>
 *   02  10 hex characters (2 version, 8 tag)  2 hex characters, XOR of the 5 bytes  03
 * </pre>
 *
 * A badge's printed number is the decimal of the 8 tag digits. Operators only: it proves a badge, not a parcel.
 */
final class Rdm6300 implements FrameProtocol {
    private static final int LENGTH = 14;
    private static final byte START = 0x02;
    private static final byte END = 0x03;

    /** A byte that is no hex digit ends the hope at once: a new start byte inside a frame restarts it. */
    @Override
    public int measure(byte[] b, int from, int held, boolean quiet) {
        if (b[from] != START) {
            return NO_FRAME;
        }
        for (int i = 1; i < Math.min(held, LENGTH - 1); i++) {
            if (b[from + i] == START) {
                return NO_FRAME;
            }
        }
        return held < LENGTH ? NEED_MORE : LENGTH;
    }

    @Override
    public @Nullable Fault fault(byte[] b, int from, int length) {
        if (b[from + LENGTH - 1] != END) {
            return Fault.FRAMING;
        }
        int xor = 0;
        for (int i = 1; i < LENGTH - 1; i += 2) {
            int high = Character.digit(b[from + i], 16);
            int low = Character.digit(b[from + i + 1], 16);
            if (high < 0 || low < 0) {
                return Fault.CHARSET;
            }
            xor ^= high << 4 | low;
        }
        return xor == 0 ? null : Fault.CHECKSUM;
    }

    @Override
    public @Nullable Fault judge(byte[] bytes) {
        if (bytes.length == 0) {
            return Fault.LENGTH;
        }
        if (bytes[0] != START || bytes[bytes.length - 1] != END) {
            return Fault.FRAMING;
        }
        return bytes.length == LENGTH ? fault(bytes, 0, LENGTH) : Fault.LENGTH;
    }

    @Override
    public int lengthMax() {
        return LENGTH;
    }

    @Override
    public void read(byte[] b, int from, int length, ReaderOutput out) {
        String hex = hex(b, from, 10);
        out.message(new Badge(number(hex.substring(2)), hex));
    }

    private static String hex(byte[] b, int from, int digits) {
        return Bytes.text(b, from + 1, digits).toUpperCase(Locale.ROOT);
    }

    private static String number(String tag) {
        String digits = Long.toString(Long.parseLong(tag, 16));
        return "0".repeat(10 - digits.length()) + digits;
    }

    @Override
    public void command(ReaderCommand command, ReaderOutput out) {}

    @Override
    public Map<String, Object> fields(byte[] b, int from, int length) {
        String hex = hex(b, from, 12);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", hex.substring(0, 2));
        fields.put("tag_hex", hex.substring(2, 10));
        fields.put("tag_dec", number(hex.substring(2, 10)));
        fields.put("checksum", hex.substring(10));
        return fields;
    }
}
