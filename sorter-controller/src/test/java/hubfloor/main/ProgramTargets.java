package hubfloor.main;

import hubfloor.sorter.main.LineTargets;
import hubfloor.sorter.record.RecordTargets;
import hubfloor.testing.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Everything in this module that reads bytes or text from outside. */
public final class ProgramTargets {
    /** A script is read whole, however long; it may cost 1 MiB for each so many bytes. */
    private static final int SCRIPT_MAX = 4 * 1024;

    private ProgramTargets() {}

    public static List<FuzzTarget> all() {
        return List.of(
                new FuzzTarget("line-orders", LineTargets::order),
                new FuzzTarget("recording", RecordTargets::recording),
                new FuzzTarget("recorded-inputs", RecordTargets::inputs),
                new FuzzTarget("llrp-script", bytes -> script(bytes, LlrpScript::of)),
                new FuzzTarget("mimic-script", bytes -> script(bytes, MimicScript::parse)));
    }

    private interface Reading {
        Object read(List<String> lines);
    }

    private static void script(byte[] bytes, Reading reading) {
        byte[] script = Arrays.copyOf(bytes, Math.min(bytes.length, SCRIPT_MAX));
        try {
            reading.read(new String(script, StandardCharsets.UTF_8).lines().toList());
        } catch (IllegalArgumentException refused) {
            FuzzTarget.requireWords(refused);
        }
    }
}
