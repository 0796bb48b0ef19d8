package hubfloor.reader.driver;

import hubfloor.reader.FrameProtocol;
import hubfloor.reader.ReaderCommand;
import hubfloor.reader.ReaderMessage.Dimensions;
import hubfloor.reader.ReaderMessage.Fault;
import hubfloor.reader.ReaderMessage.Reply;
import hubfloor.reader.ReaderMessage.Weight;
import hubfloor.reader.ReaderMessage.WeightState;
import hubfloor.reader.ReaderOutput;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * CubiScan dimensioners (125/325 service manual, "Measure acknowledge"), 9600 8N1.
 *
 * <pre>
 *   02 M 03 CR LF                                                                         measure, please
 *   02 M A H loc(6) ,Lnnn.n ,Wnnn.n ,Hnnn.n ,M ,Knnn.nn ,Dnnn.nn ,M ,Fnnnn ,I 03 CR LF    62 bytes
 *          M metric (cm, kg), E English (in, lb); D dimensional weight, F its factor
 *   02 M N 03 CR LF                                                                       not done
 * </pre>
 */
final class CubiScan implements FrameProtocol {
    private static final byte START = 0x02;
    private static final byte[] END = {0x03, '\r', '\n'};
    private static final int MEASURED = 62;
    private static final int LENGTH_MAX = 160;
    /** Each character stands for itself; 0 a digit, ? anything, U a unit letter. */
    private static final String SHAPE = "MA???????,L000.0,W000.0,H000.0,U,K000.00,D000.00,U,F0000,?";

    private static final byte[] MEASURE = {START, 'M', 0x03, '\r', '\n'};

    @Override
    public int measure(byte[] b, int from, int held, boolean quiet) {
        return b[from] == START ? Lines.measure(b, from, 1, held, END, LENGTH_MAX) : NO_FRAME;
    }

    @Override
    public @Nullable Fault fault(byte[] b, int from, int length) {
        String text = text(b, from, length);
        if (!text.startsWith("MA")) {
            return text.length() >= 2 && "AN".indexOf(text.charAt(1)) >= 0 ? null : Fault.FORMAT;
        }
        if (length != MEASURED) {
            return Fault.LENGTH;
        }
        Fault found = null;
        for (int i = 0; i < SHAPE.length(); i++) {
            char want = SHAPE.charAt(i);
            char is = text.charAt(i);
            if (want == '0' ? is < '0' || is > '9' : want == 'U' ? is != 'M' && is != 'E' : want != '?' && is != want) {
                found = want == '0' && found == null ? Fault.CHARSET : Fault.FORMAT;
            }
        }
        return found;
    }

    @Override
    public @Nullable Fault judge(byte[] bytes) {
        if (bytes.length > 0 && bytes[0] == START && !Lines.endsWith(bytes, END)) {
            return Lines.endsWith(bytes, new byte[] {'\r', '\n'}) ? Fault.FRAMING : Fault.LENGTH;
        }
        return FrameProtocol.super.judge(bytes);
    }

    @Override
    public int lengthMax() {
        return LENGTH_MAX;
    }

    private static String text(byte[] b, int from, int length) {
        return Bytes.text(b, from + 1, length - 1 - END.length);
    }

    /** The number behind a field's letter. */
    private static String number(String text, char letter, int digits) {
        int at = SHAPE.indexOf("," + letter + "0") + 2;
        return Lines.plain(text.substring(at, at + digits));
    }

    private static boolean metric(String text, int unit) {
        return text.charAt(unit) == 'M';
    }

    private static String lengthUnit(String text) {
        return metric(text, SHAPE.indexOf('U')) ? "cm" : "in";
    }

    private static String weightUnit(String text) {
        return metric(text, SHAPE.lastIndexOf('U')) ? "kg" : "lb";
    }

    @Override
    public void read(byte[] b, int from, int length, ReaderOutput out) {
        String text = text(b, from, length);
        if (length == MEASURED && text.startsWith("MA")) {
            out.message(
                    new Dimensions(number(text, 'L', 5), number(text, 'W', 5), number(text, 'H', 5), lengthUnit(text)));
            out.message(new Weight(number(text, 'K', 6), weightUnit(text), WeightState.STABLE, false));
        } else {
            out.message(new Reply(text.substring(0, 1), text.charAt(1) == 'A'));
        }
    }

    @Override
    public void command(ReaderCommand command, ReaderOutput out) {
        if (command != ReaderCommand.STOP) {
            out.send(MEASURE.clone());
        }
    }

    @Override
    public Map<String, Object> fields(byte[] b, int from, int length) {
        String text = text(b, from, length);
        Map<String, Object> fields = new LinkedHashMap<>();
        if (length != MEASURED || !text.startsWith("MA")) {
            fields.put("kind", text.charAt(1) == 'A' ? "ack" : "nack");
            fields.put("command", text.substring(0, 1));
            return fields;
        }
        fields.put("length", number(text, 'L', 5));
        fields.put("width", number(text, 'W', 5));
        fields.put("height", number(text, 'H', 5));
        fields.put("unit", lengthUnit(text));
        fields.put("weight", number(text, 'K', 6));
        fields.put("dim_weight", number(text, 'D', 6));
        fields.put("weight_unit", weightUnit(text));
        fields.put("factor", Integer.parseInt(text.substring(SHAPE.indexOf(",F") + 2, SHAPE.indexOf(",F") + 6)));
        fields.put("location", text.substring(3, 9).strip());
        return fields;
    }
}
