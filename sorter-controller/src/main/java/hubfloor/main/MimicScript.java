package hubfloor.main;

import hubfloor.parcel.ScanText;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * What a mimicked reader does, line by line:
 *
 * <pre>
 *   # a remark
 *   send BB01AA000100AC7E        bytes in hexadecimal
 *   text RR473124829GB{CR}{LF}   bytes as text; {STX} and the like and \xNN stand for bytes
 *   wait 200                     milliseconds
 *   expect 04D00400FF28          go on when the host has sent this; a host that does not within 5 s is told of
 *   loop                         from the beginning, for ever
 * </pre>
 */
final class MimicScript {
    /** More lines are not read. */
    static final int STEPS_MAX = 100_000;

    static final int WAIT_MAX_MS = 3_600_000;

    private MimicScript() {}

    /** One line. */
    sealed interface Step {}

    record Send(String hex) implements Step {}

    record Wait(int ms) implements Step {}

    record Expect(String hex) implements Step {}

    record Loop() implements Step {}

    /** @throws IllegalArgumentException with the line's number and what is allowed there */
    static List<Step> parse(List<String> lines) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (steps.size() == STEPS_MAX) {
                throw new IllegalArgumentException("line " + (i + 1) + ": more than " + STEPS_MAX + " steps");
            }
            try {
                steps.add(step(line));
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException("line " + (i + 1) + ": " + wrong.getMessage(), wrong);
            }
        }
        if (steps.stream().anyMatch(Loop.class::isInstance)
                && steps.stream().noneMatch(step -> step instanceof Wait || step instanceof Expect)) {
            throw new IllegalArgumentException("a loop without wait or expect would never rest");
        }
        return steps;
    }

    private static Step step(String line) {
        int space = line.indexOf(' ');
        String word = (space < 0 ? line : line.substring(0, space)).toLowerCase(Locale.ROOT);
        String rest = space < 0 ? "" : line.substring(space + 1).strip();
        return switch (word) {
            case "send" -> new Send(hex(ScanText.hex(rest)));
            case "text" -> new Send(hex(ScanText.bytes(rest)));
            case "expect" -> new Expect(hex(ScanText.hex(rest)));
            case "wait" -> new Wait(milliseconds(rest));
            case "loop" -> new Loop();
            default ->
                throw new IllegalArgumentException("found " + word + ", allowed send, text, wait, expect or loop");
        };
    }

    private static String hex(byte[] bytes) {
        if (bytes.length == 0) {
            throw new IllegalArgumentException("no bytes");
        }
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }

    private static int milliseconds(String text) {
        if (text.matches("[0-9]{1,7}") && Integer.parseInt(text) <= WAIT_MAX_MS) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException("found " + text + ", allowed milliseconds up to " + WAIT_MAX_MS);
    }
}
