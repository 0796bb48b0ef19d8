package hubfloor.main;

import hubfloor.adapter.net.LlrpMimic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a played RFID reader sees, line by line: {@code WAIT_MS EPC [ANTENNA [RSSI_DBM]]}, {@code WAIT_MS off MS} for a
 * reader without power for so long, the word repeat to begin again; what stands behind {@code #} is for people.
 */
record LlrpScript(List<Step> steps, boolean repeats) {
    /** One tag a second, each an SSCC of its own kind. */
    static final List<String> STANDARD = List.of(
            "1000 311BA1B300CE0A6A83000000 1 -52",
            "1000 311BA1CC814655CC34000000 2 -58",
            "1000 3174257BF4499602D2000000",
            "repeat");

    private static final int LINES_MAX = 100_000;
    /** One more than a line may have. */
    private static final int WORDS_MAX = 5;

    private static final int MS_MAX = 86_400_000;

    /** @param offMs more than 0 for a power cut; then there is no EPC */
    record Step(int waitMs, String epc, OptionalInt antenna, OptionalInt rssiDbm, int offMs) {}

    static LlrpScript of(Path file) throws IOException {
        return of(Files.readAllLines(file, StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException with the line's number, in words for its author */
    static LlrpScript of(List<String> lines) {
        if (lines.size() > LINES_MAX) {
            throw new IllegalArgumentException("a script has at most " + LINES_MAX + " lines");
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int comment = line.indexOf('#');
            String text = (comment < 0 ? line : line.substring(0, comment)).strip();
            if (text.equals("repeat")) {
                if (steps.stream().allMatch(step -> step.waitMs == 0 && step.offMs == 0)) {
                    throw new IllegalArgumentException(
                            "line " + (i + 1) + " repeats what never waits; give a line a WAIT_MS above 0");
                }
                return new LlrpScript(steps, true);
            }
            if (!text.isEmpty()) {
                try {
                    steps.add(step(text.split("\\s+", WORDS_MAX)));
                } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                    throw new IllegalArgumentException(
                            "line " + (i + 1) + " is not WAIT_MS EPC [ANTENNA [RSSI_DBM]], WAIT_MS off MS, or repeat: "
                                    + text,
                            e);
                }
            }
        }
        return new LlrpScript(steps, false);
    }

    private static Step step(String[] words) {
        int wait = number(words[0], 0, MS_MAX);
        if (words[1].equals("off")) {
            return new Step(wait, "", OptionalInt.empty(), OptionalInt.empty(), number(words[2], 1, MS_MAX));
        }
        if (words.length > 4 || HexFormat.of().parseHex(words[1]).length > 62) {
            throw new IllegalArgumentException("an EPC has at most 62 bytes");
        }
        OptionalInt antenna = words.length > 2 ? OptionalInt.of(number(words[2], 1, 65_535)) : OptionalInt.empty();
        OptionalInt rssi = words.length > 3 ? OptionalInt.of(number(words[3], -128, 127)) : OptionalInt.empty();
        return new Step(wait, words[1], antenna, rssi, 0);
    }

    private static int number(String text, int least, int most) {
        int number = Integer.parseInt(text);
        if (number < least || number > most) {
            throw new IllegalArgumentException(text + " is not within " + least + " and " + most);
        }
        return number;
    }

    /** Plays it once; a script that repeats is played again by the caller. */
    void play(LlrpMimic mimic, Pause pause) throws IOException, InterruptedException {
        for (Step step : steps) {
            pause.ms(step.waitMs);
            if (step.offMs > 0) {
                mimic.kill();
                pause.ms(step.offMs);
                mimic.up();
            } else {
                mimic.sees(step.epc, step.antenna, step.rssiDbm);
            }
        }
    }

    /** Waits. */
    @FunctionalInterface
    interface Pause {
        void ms(int ms) throws InterruptedException;
    }
}
