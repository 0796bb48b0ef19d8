package hubfloor.reader.driver;

import hubfloor.reader.FrameProtocol;
import hubfloor.reader.ReaderCommand;
import hubfloor.reader.ReaderMessage.Fault;
import hubfloor.reader.ReaderMessage.Weight;
import hubfloor.reader.ReaderMessage.WeightState;
import hubfloor.reader.ReaderOutput;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Scales that send their display about seven times a second (Mettler Toledo continuous output, Wildcat manual tables
 * 6-8 to 6-11), 9600 7E1 or 8N1.
 *
 * <pre>
 *   02 SWA SWB SWC  6 weight digits  6 tare digits  0D  [CHK]
 *   SWA bits 0-2 place of the point (0 x100, 1 x10, 2 none, 3 .x ... 7 .xxxxx), 3-4 increment 1, 2, 5
 *   SWB 0 net  1 negative  2 out of range  3 moving  4 kg, else lb  6 switched on, not zeroed
 *   SWC 0-2: 1 grams, 2 t, 3 oz, 4 ozt, 5 dwt, 6 ton     CHK minus the sum, low 7 bits
 * </pre>
 *
 * Whether a scale sends CHK is seen from the byte behind 0D: the right sum, or the next 02. Where these are the same
 * byte, what the scale did last decides.
 */
final class ToledoContinuous implements FrameProtocol {
    private static final int PLAIN = 17;
    private static final int CHECKED = 18;
    private static final byte START = 0x02;
    private static final byte END = 0x0D;
    private static final String[] UNITS = {"", "g", "t", "oz", "ozt", "dwt", "ton", "custom"};

    private boolean checkedBefore;

    @Override
    public int measure(byte[] b, int from, int held, boolean quiet) {
        if (b[from] != START) {
            return NO_FRAME;
        }
        for (int i = 1; i < Math.min(held, PLAIN - 1); i++) {
            if (b[from + i] < ' ') {
                return NO_FRAME;
            }
        }
        if (held < PLAIN || (held == PLAIN && b[from + PLAIN - 1] == END && !quiet)) {
            return NEED_MORE;
        }
        if (held == PLAIN || b[from + PLAIN - 1] != END) {
            return PLAIN;
        }
        byte sum = sum(b, from);
        boolean next = b[from + PLAIN] == START;
        checkedBefore = b[from + PLAIN] == sum ? !next || checkedBefore : !next;
        return checkedBefore ? CHECKED : PLAIN;
    }

    private static byte sum(byte[] b, int from) {
        return (byte) (-Bytes.sum(b, from, PLAIN) & 0x7F);
    }

    @Override
    public @Nullable Fault fault(byte[] b, int from, int length) {
        if (b[from + PLAIN - 1] != END) {
            return Fault.FRAMING;
        }
        if (length == CHECKED && b[from + PLAIN] != sum(b, from)) {
            return Fault.CHECKSUM;
        }
        for (int i = 4; i < PLAIN - 1; i++) {
            byte digit = b[from + i];
            if (digit != ' ' && (digit < '0' || digit > '9')) {
                return Fault.CHARSET;
            }
        }
        return null;
    }

    /** Alone, 18 bytes are a frame with a sum, whatever its last byte. */
    @Override
    public @Nullable Fault judge(byte[] bytes) {
        if (bytes.length == CHECKED && bytes[0] == START) {
            return fault(bytes, 0, CHECKED);
        }
        return FrameProtocol.super.judge(bytes);
    }

    @Override
    public int lengthMax() {
        return CHECKED;
    }

    @Override
    public void read(byte[] b, int from, int length, ReaderOutput out) {
        int swb = b[from + 2];
        boolean negative = (swb & 2) != 0;
        WeightState state = (swb & 0x40) != 0
                ? WeightState.NOT_ZEROED
                : (swb & 4) != 0
                        ? (negative ? WeightState.UNDERLOAD : WeightState.OVERLOAD)
                        : (swb & 8) != 0 ? WeightState.MOTION : WeightState.STABLE;
        out.message(new Weight(value(b, from, 4, negative), unit(b, from), state, (swb & 1) != 0));
    }

    private static String value(byte[] b, int from, int at, boolean negative) {
        String digits = Bytes.text(b, from + at, 6).replace(' ', '0');
        int point = b[from + 1] & 7;
        String value = switch (point) {
            case 0 -> digits + "00";
            case 1 -> digits + "0";
            case 2 -> digits;
            default -> digits.substring(0, 8 - point) + "." + digits.substring(8 - point);
        };
        String plain = Lines.plain(Integer.parseInt(digits) == 0 && point < 2 ? "0" : value);
        return negative ? "-" + plain : plain;
    }

    private static String unit(byte[] b, int from) {
        int other = b[from + 3] & 7;
        return other == 0 ? ((b[from + 2] & 0x10) != 0 ? "kg" : "lb") : UNITS[other];
    }

    /** It talks by itself. */
    @Override
    public void command(ReaderCommand command, ReaderOutput out) {}

    @Override
    public Map<String, Object> fields(byte[] b, int from, int length) {
        int swb = b[from + 2];
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("value", value(b, from, 4, (swb & 2) != 0));
        fields.put("tare", value(b, from, 10, false));
        fields.put("unit", unit(b, from));
        fields.put("net", (swb & 1) != 0);
        fields.put("motion", (swb & 8) != 0);
        fields.put("in_range", (swb & 4) == 0);
        int step = b[from + 1] >> 3 & 3;
        if (step > 0) {
            fields.put("increment", step == 3 ? 5 : step);
        }
        if ((swb & 0x40) != 0) {
            fields.put("power_up_not_zeroed", true);
        }
        fields.put("checksum", length == CHECKED);
        return fields;
    }
}
