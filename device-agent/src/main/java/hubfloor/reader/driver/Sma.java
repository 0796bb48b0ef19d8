package hubfloor.reader.driver;

import hubfloor.reader.FrameProtocol;
import hubfloor.reader.ReaderCommand;
import hubfloor.reader.ReaderMessage.Fault;
import hubfloor.reader.ReaderMessage.Trouble;
import hubfloor.reader.ReaderMessage.TroubleKind;
import hubfloor.reader.ReaderMessage.Weight;
import hubfloor.reader.ReaderMessage.WeightState;
import hubfloor.reader.ReaderOutput;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Scales speaking the Scale Manufacturers Association's protocol, level 1: asked by {@code LF W CR}, 9600 8N1.
 *
 * <pre>
 *   LF  s r n m f  xxxxxx.xxx(10)  uuu(3)  CR
 *       s ' ' fine  Z zero  O over  U under  E I zero error  T tare error      r range
 *       n G gross  N net (lower case: high resolution)      m M moving         f free
 *   LF ? CR   not understood       LF ! CR   broken in transmission
 * </pre>
 */
final class Sma implements FrameProtocol {
    private static final byte START = '\n';
    private static final byte[] END = {'\r'};
    private static final int WEIGHT = 20;
    private static final int LENGTH_MAX = 80;

    private final int pollEveryMs;

    Sma(int pollEveryMs) {
        this.pollEveryMs = pollEveryMs;
    }

    @Override
    public int measure(byte[] b, int from, int held, boolean quiet) {
        return b[from] == START ? Lines.measure(b, from, 1, held, END, LENGTH_MAX) : NO_FRAME;
    }

    @Override
    public @Nullable Fault fault(byte[] b, int from, int length) {
        String text = text(b, from, length);
        if (text.equals("?") || text.equals("!")) {
            return null;
        }
        if (length != WEIGHT) {
            return Fault.LENGTH;
        }
        if ("ZOUEIT ".indexOf(text.charAt(0)) < 0 || "GTNgn ".indexOf(text.charAt(2)) < 0) {
            return Fault.FORMAT;
        }
        String value = value(text);
        if (!Lines.numeric(value)) {
            return blank(text) ? null : Fault.CHARSET;
        }
        return blank(text)
                        || (Lines.decimal(value) && text.substring(15).strip().matches("[A-Za-z]{1,3}"))
                ? null
                : Fault.FORMAT;
    }

    /** Over and under capacity and in trouble the ten places hold dashes or nothing. */
    private static boolean blank(String text) {
        return text.charAt(0) != ' ' && text.charAt(0) != 'Z' && value(text).matches("[- ]*");
    }

    private static String text(byte[] b, int from, int length) {
        return Bytes.text(b, from + 1, length - 2);
    }

    private static String value(String text) {
        return text.substring(5, 15).strip();
    }

    @Override
    public int lengthMax() {
        return LENGTH_MAX;
    }

    private static WeightState state(String text) {
        return switch (text.charAt(0)) {
            case 'O' -> WeightState.OVERLOAD;
            case 'U' -> WeightState.UNDERLOAD;
            case 'E', 'I' -> WeightState.NOT_ZEROED;
            case 'T' -> WeightState.NOT_READY;
            default -> text.charAt(3) == 'M' ? WeightState.MOTION : WeightState.STABLE;
        };
    }

    @Override
    public void read(byte[] b, int from, int length, ReaderOutput out) {
        String text = text(b, from, length);
        if (length != WEIGHT) {
            out.message(new Trouble(TroubleKind.COMMAND, text));
        } else {
            boolean net = text.charAt(2) == 'N' || text.charAt(2) == 'n';
            out.message(
                    blank(text)
                            ? new Weight("", "", state(text), net)
                            : new Weight(value(text), unit(text), state(text), net));
        }
    }

    private static String unit(String text) {
        return text.substring(15).strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public int pollEveryMs() {
        return pollEveryMs;
    }

    @Override
    public void command(ReaderCommand command, ReaderOutput out) {
        if (command == ReaderCommand.POLL) {
            out.send(Bytes.ascii("\nW\r"));
        }
    }

    @Override
    public Map<String, Object> fields(byte[] b, int from, int length) {
        String text = text(b, from, length);
        Map<String, Object> fields = new LinkedHashMap<>();
        if (length != WEIGHT) {
            fields.put("kind", "error");
            fields.put("code", text);
            return fields;
        }
        WeightState state = state(text);
        fields.put("kind", state == WeightState.STABLE || state == WeightState.MOTION ? "weight" : state.word());
        if (!blank(text)) {
            fields.put("stable", state == WeightState.STABLE);
            fields.put("value", value(text));
            fields.put("unit", text.substring(15).strip());
        }
        return fields;
    }
}
