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
 * Counter scales speaking Toledo 8217: asked by {@code W}, 9600 7E1. What of this is a maker's word stands in the
 * README, "What we know of each reader".
 *
 * <pre>
 *   02 ddddd [N] 0D  a stable weight, N = net, blanks may stand before it; without a point {@code decimals} count
 *   02 ? status 0D   none: bit 0 moving, 1 over capacity, 2 under zero, 3 zero not captured
 * </pre>
 */
final class Toledo8217 implements FrameProtocol {
    private static final byte START = 0x02;
    private static final byte[] END = {0x0D};
    private static final int LENGTH_MIN = 7;
    private static final int LENGTH_MAX = 10;

    private final String unit;
    private final int decimals;
    private final int pollEveryMs;

    /** @param decimals digits behind the point the scale does not send */
    Toledo8217(String unit, int decimals, int pollEveryMs) {
        this.unit = unit;
        this.decimals = decimals;
        this.pollEveryMs = pollEveryMs;
    }

    @Override
    public int measure(byte[] b, int from, int held, boolean quiet) {
        return b[from] == START ? Lines.measure(b, from, 1, held, END, LENGTH_MAX) : NO_FRAME;
    }

    @Override
    public @Nullable Fault fault(byte[] b, int from, int length) {
        String text = text(b, from, length);
        if (text.startsWith("?")) {
            return text.length() == 2 ? null : Fault.LENGTH;
        }
        if (length < LENGTH_MIN) {
            return Fault.LENGTH;
        }
        String digits = digits(text);
        return !Lines.numeric(digits) ? Fault.CHARSET : Lines.decimal(digits) ? null : Fault.FORMAT;
    }

    @Override
    public int lengthMax() {
        return LENGTH_MAX;
    }

    private static String text(byte[] b, int from, int length) {
        return Bytes.text(b, from + 1, length - 2).stripLeading();
    }

    private static boolean net(String text) {
        return text.endsWith("N");
    }

    private static String digits(String text) {
        return net(text) ? text.substring(0, text.length() - 1) : text;
    }

    private String value(String text) {
        String digits = digits(text);
        if (digits.indexOf('.') >= 0 || decimals == 0) {
            return Lines.plain(digits);
        }
        String whole = "0".repeat(Math.max(0, decimals + 1 - digits.length())) + digits;
        int split = whole.length() - decimals;
        return Lines.plain(whole.substring(0, split) + "." + whole.substring(split));
    }

    private static WeightState state(int status) {
        return (status & 2) != 0
                ? WeightState.OVERLOAD
                : (status & 4) != 0
                        ? WeightState.UNDERLOAD
                        : (status & 1) != 0
                                ? WeightState.MOTION
                                : (status & 8) != 0 ? WeightState.NOT_ZEROED : WeightState.NOT_READY;
    }

    @Override
    public void read(byte[] b, int from, int length, ReaderOutput out) {
        String text = text(b, from, length);
        out.message(
                text.startsWith("?")
                        ? new Weight("", "", state(text.charAt(1)), false)
                        : new Weight(value(text), unit, WeightState.STABLE, net(text)));
    }

    @Override
    public int pollEveryMs() {
        return pollEveryMs;
    }

    @Override
    public void command(ReaderCommand command, ReaderOutput out) {
        if (command == ReaderCommand.POLL) {
            out.send(Bytes.of('W'));
        }
    }

    @Override
    public Map<String, Object> fields(byte[] b, int from, int length) {
        String text = text(b, from, length);
        Map<String, Object> fields = new LinkedHashMap<>();
        if (text.startsWith("?")) {
            fields.put("kind", "status");
            fields.put("state", state(text.charAt(1)).word());
        } else {
            fields.put("kind", "weight");
            fields.put("stable", true);
            fields.put("value", value(text));
            fields.put("unit", unit);
        }
        return fields;
    }
}
