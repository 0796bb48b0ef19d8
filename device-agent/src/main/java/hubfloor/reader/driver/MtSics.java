package hubfloor.reader.driver;

import hubfloor.reader.FrameProtocol;
import hubfloor.reader.ReaderCommand;
import hubfloor.reader.ReaderMessage.Fault;
import hubfloor.reader.ReaderMessage.Reply;
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
 * Mettler Toledo scales speaking MT-SICS, level 0, 9600 8N1.
 *
 * <pre>
 *   S S     100.00 g CR LF     id, status, value right-aligned in 10, unit
 *       S stable  D moving  I cannot now  + overload  - underload
 *   ES ET EL                   not understood, broken in transmission, wrong parameter
 *   Z A     I4 A "1234567"     answers to commands
 * </pre>
 */
final class MtSics implements FrameProtocol {
    private static final byte[] END = {'\r', '\n'};
    private static final int LINE_MAX = 128;
    private static final String WEIGHT = "S";

    private final int pollEveryMs;

    MtSics(int pollEveryMs) {
        this.pollEveryMs = pollEveryMs;
    }

    @Override
    public int measure(byte[] b, int from, int held, boolean quiet) {
        boolean letter = (b[from] >= 'A' && b[from] <= 'Z') || b[from] == '@';
        return letter ? Lines.measure(b, from, 1, held, END, LINE_MAX) : NO_FRAME;
    }

    @Override
    public @Nullable Fault fault(byte[] b, int from, int length) {
        return judge(line(b, from, length));
    }

    @Override
    public @Nullable Fault judge(byte[] bytes) {
        return Lines.endsWith(bytes, END) ? FrameProtocol.super.judge(bytes) : Fault.FRAMING;
    }

    private static @Nullable Fault judge(String line) {
        String[] words = line.trim().split(" +", -1);
        if (words[0].equals("ES") || words[0].equals("ET") || words[0].equals("EL")) {
            return words.length == 1 ? null : Fault.FORMAT;
        }
        if (words.length < 2) {
            return Fault.FORMAT;
        }
        if (!words[0].equals(WEIGHT)) {
            return words[1].matches("[A-Z+-]") ? null : Fault.FORMAT;
        }
        return switch (words[1]) {
            case "S", "D" -> words.length < 3 ? Fault.FORMAT : value(words);
            case "I", "+", "-", "L" -> words.length == 2 ? null : Fault.FORMAT;
            default -> Fault.FORMAT;
        };
    }

    private static @Nullable Fault value(String[] words) {
        if (!Lines.numeric(words[2])) {
            return Fault.CHARSET;
        }
        boolean unit = words.length == 4 && words[3].matches("[A-Za-z]{1,4}");
        return unit && Lines.decimal(words[2]) ? null : Fault.FORMAT;
    }

    @Override
    public int lengthMax() {
        return LINE_MAX;
    }

    private static String line(byte[] b, int from, int length) {
        return Bytes.text(b, from, length - END.length);
    }

    @Override
    public void read(byte[] b, int from, int length, ReaderOutput out) {
        String[] words = line(b, from, length).trim().split(" +", -1);
        if (words.length == 1) {
            out.message(new Trouble(TroubleKind.COMMAND, words[0]));
        } else if (words[0].equals(WEIGHT)) {
            switch (words[1]) {
                case "S" -> out.message(weight(words, WeightState.STABLE));
                case "D" -> out.message(weight(words, WeightState.MOTION));
                case "+" -> out.message(new Weight("", "", WeightState.OVERLOAD, false));
                case "-" -> out.message(new Weight("", "", WeightState.UNDERLOAD, false));
                case "I" -> out.message(new Weight("", "", WeightState.NOT_READY, false));
                default -> out.message(new Trouble(TroubleKind.COMMAND, words[1]));
            }
        } else {
            out.message(new Reply(words[0], accepted(words)));
        }
    }

    private static Weight weight(String[] words, WeightState state) {
        return new Weight(words[2], words[3].toLowerCase(Locale.ROOT), state, false);
    }

    private static boolean accepted(String[] words) {
        return words[1].equals("A") || words[1].equals("B") || words[1].equals("S") || words[1].equals("D");
    }

    @Override
    public int pollEveryMs() {
        return pollEveryMs;
    }

    @Override
    public void command(ReaderCommand command, ReaderOutput out) {
        out.send(Bytes.ascii(
                switch (command) {
                    case POLL -> "SI\r\n";
                    case START -> "SIR\r\n";
                    case STOP -> "@\r\n";
                }));
    }

    @Override
    public Map<String, Object> fields(byte[] b, int from, int length) {
        String line = line(b, from, length).trim();
        String[] words = line.split(" +", -1);
        Map<String, Object> fields = new LinkedHashMap<>();
        if (words.length == 1) {
            fields.put("kind", "error");
            fields.put("code", words[0]);
        } else if (words[0].equals(WEIGHT)) {
            switch (words[1]) {
                case "S", "D" -> {
                    fields.put("kind", "weight");
                    fields.put("stable", words[1].equals("S"));
                    fields.put("value", words[2]);
                    fields.put("unit", words[3]);
                }
                case "+" -> fields.put("kind", "overload");
                case "-" -> fields.put("kind", "underload");
                case "I" -> fields.put("kind", "not_executable");
                default -> {
                    fields.put("kind", "error");
                    fields.put("code", words[1]);
                }
            }
        } else {
            fields.put("kind", "reply");
            fields.put("id", words[0]);
            if (words.length == 2) {
                fields.put("ok", accepted(words));
            } else {
                fields.put(
                        "text",
                        unquoted(line.substring(line.indexOf(words[1], words[0].length() + 1) + 1)
                                .trim()));
            }
        }
        return fields;
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
