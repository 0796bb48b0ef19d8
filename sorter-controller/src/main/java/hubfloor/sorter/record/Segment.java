package hubfloor.sorter.record;

import hubfloor.sorter.core.Input;
import java.util.ArrayList;
import java.util.List;

/**
 * One file of a recording as it was found: how its run began, and blocks of inputs as far as they are whole.
 *
 * @param torn bytes at the end that are no whole block: a crash or power cut while writing, or damage
 */
public record Segment(RunStart start, List<Block> blocks, int torn) {
    /** The first bytes of every file. */
    private static final byte[] MAGIC = {'H', 'F', 'L', 'R', 'U', 'N', '1', '\n'};

    public Segment {
        blocks = List.copyOf(blocks);
    }

    /** What a file begins with, before the run's start block. */
    public static byte[] magic() {
        return MAGIC.clone();
    }

    /**
     * Reads a file's bytes; a torn end is not an error.
     *
     * @throws Damaged when it is no recording, is of another format, or not even its start is whole
     */
    public static Segment read(byte[] file) throws Damaged {
        for (int i = 0; i < MAGIC.length; i++) {
            if (i >= file.length || file[i] != MAGIC[i]) {
                throw new Damaged("is no recording of a line");
            }
        }
        int at = MAGIC.length;
        int length = Frame.payload(file, at);
        if (length < 0) {
            throw new Damaged("ends before it says how its run began");
        }
        ByteReader in = new ByteReader(file, at + Frame.HEAD_BYTES, at + Frame.HEAD_BYTES + length);
        if (in.octet() != Frame.START) {
            throw new Damaged("does not begin with its run's start");
        }
        RunStart start = RunStart.read(in);
        at += Frame.HEAD_BYTES + length;
        List<Block> blocks = new ArrayList<>();
        for (length = Frame.payload(file, at); length >= 0; length = Frame.payload(file, at)) {
            int from = at + Frame.HEAD_BYTES;
            blocks.add(Block.of(file, from, from + length));
            at = from + length;
        }
        return new Segment(start, blocks, file.length - at);
    }

    /** Inputs that follow each other; kept as bytes until they are asked for, which take a tenth of the room. */
    public static final class Block {
        private final byte[] file;
        private final int from;
        private final int to;
        private final long first;
        private final long count;
        private final long effects;
        private final long hash;

        private Block(byte[] file, int from, int to) throws Damaged {
            this.file = file;
            this.from = from;
            this.to = to;
            ByteReader in = head();
            first = in.number();
            count = in.number();
            effects = in.number();
            hash = in.number();
            if (first < 0 || count < 1 || effects < 0) {
                throw new Damaged("holds a block with numbers that cannot be");
            }
        }

        static Block of(byte[] file, int from, int to) throws Damaged {
            return new Block(file, from, to);
        }

        private ByteReader head() throws Damaged {
            ByteReader in = new ByteReader(file, from, to);
            if (in.octet() != Frame.INPUTS) {
                throw new Damaged("holds a block that this version does not know");
            }
            return in;
        }

        /** Number of its first input in the run, from 0. */
        public long first() {
            return first;
        }

        /** How many inputs. */
        public long count() {
            return count;
        }

        /** How many effects the run had had after its last input. */
        public long effects() {
            return effects;
        }

        /** The number over all of them. */
        public long hash() {
            return hash;
        }

        public List<Input> inputs() throws Damaged {
            ByteReader in = head();
            for (int skipped = 0; skipped < 4; skipped++) {
                in.number();
            }
            InputCodec codec = new InputCodec();
            List<Input> inputs = new ArrayList<>();
            while (!in.atEnd()) {
                inputs.add(codec.read(in));
            }
            if (inputs.size() != count) {
                throw new Damaged("holds a block with another number of inputs than it says");
            }
            return inputs;
        }
    }
}
