package hubfloor.sorter.record;

import hubfloor.sorter.core.Input;
import hubfloor.sorter.record.Segment.Block;
import hubfloor.testing.FuzzTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A line's recording as somebody hands it in: whole files, and the inputs of one block, which its checksum would
 * otherwise hide from a fuzzer.
 */
public final class RecordTargets {
    private RecordTargets() {}

    public static void recording(byte[] bytes) {
        try {
            Segment segment = Segment.read(bytes);
            RunReplay replay = new RunReplay((input, out) -> {}, (input, effect) -> {});
            for (Block block : segment.blocks()) {
                if (replay.run(block).isPresent()) {
                    return;
                }
            }
        } catch (Damaged refused) {
            FuzzTarget.requireWords(refused);
        }
    }

    /** What is read is written and read the same: orders, plans, advice and all. */
    public static void inputs(byte[] bytes) {
        byte[] block = Arrays.copyOf(bytes, Math.min(bytes.length, RunRecorder.BLOCK_BYTES));
        try {
            List<Input> inputs = read(block);
            ByteWriter out = new ByteWriter(block.length + 64);
            InputCodec codec = new InputCodec();
            inputs.forEach(input -> codec.write(out, input));
            if (!read(out.copy()).equals(inputs)) {
                throw new IllegalStateException("what is written is read differently: " + inputs);
            }
        } catch (Damaged refused) {
            FuzzTarget.requireWords(refused);
        }
    }

    private static List<Input> read(byte[] fields) throws Damaged {
        ByteReader in = new ByteReader(fields, 0, fields.length);
        InputCodec codec = new InputCodec();
        List<Input> inputs = new ArrayList<>();
        while (!in.atEnd()) {
            inputs.add(codec.read(in));
        }
        return inputs;
    }
}
