package hubfloor.sorter.record;

import hubfloor.sorter.core.Effect;
import hubfloor.sorter.core.Input;
import java.util.function.Consumer;

/**
 * Writes a run down while it happens: every input, and a number over the effects it had. Belongs to the thread that
 * steps the line and never waits: full blocks are handed to {@code blocks}, which must only enqueue. A block that is
 * dropped there is a hole that the reader sees, because blocks say which inputs they hold.
 *
 * <p>Holds at most {@value #BLOCK_BYTES} bytes and one input. What was not handed over at a crash is lost, so the owner
 * calls {@link #flush} every second.
 */
public final class RunRecorder {
    public static final int BLOCK_BYTES = 8 * 1024;

    private final byte[] start;
    private final Consumer<byte[]> blocks;
    private final InputCodec codec = new InputCodec();
    private final ByteWriter inputs = new ByteWriter(2 * BLOCK_BYTES);
    private final EffectHash effects = new EffectHash();
    private long first;
    private long count;

    public RunRecorder(RunStart start, Consumer<byte[]> blocks) {
        this.blocks = blocks;
        ByteWriter out = new ByteWriter(1_024).octet(Frame.START);
        start.write(out);
        this.start = Frame.of(out);
    }

    /** The block that says how the run began; each file of the recording begins with it. */
    public byte[] start() {
        return start.clone();
    }

    /** Before the line takes this input. */
    public void input(Input input) {
        if (inputs.length() >= BLOCK_BYTES) {
            flush();
        }
        codec.write(inputs, input);
        count++;
    }

    /** Each effect of the last input, in order. */
    public void effect(Effect effect) {
        effects.add(effect);
    }

    /** Between two inputs: hands over what there is. */
    public void flush() {
        if (count == 0) {
            return;
        }
        ByteWriter out = new ByteWriter(inputs.length() + 64).octet(Frame.INPUTS);
        out.number(first).number(count).number(effects.count()).number(effects.hash());
        blocks.accept(Frame.of(out.octets(inputs)));
        first += count;
        count = 0;
        inputs.clear();
        codec.restart();
    }
}
