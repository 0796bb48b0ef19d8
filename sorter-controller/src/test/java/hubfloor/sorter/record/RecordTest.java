package hubfloor.sorter.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hubfloor.sorter.core.Effect;
import hubfloor.sorter.core.Input;
import hubfloor.sorter.record.Segment.Block;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A run written down and read back, whole, torn and damaged. */
class RecordTest {
    private static final int INPUTS = 5_000;
    private static final int NEVER = Integer.MAX_VALUE;

    /** A line whose effects depend on all inputs before: the smallest thing a replay can get wrong. */
    private static final class Echo implements RunReplay.Step {
        private long state;
        private final int wrongFrom;
        private int steps;

        Echo(int wrongFrom) {
            this.wrongFrom = wrongFrom;
        }

        @Override
        public void step(Input input, Consumer<Effect> out) {
            // a plan's sets are equal after reading, but need not be listed in the same order
            String words = input instanceof Input.PlanArrived plan ? plan.plan().version() : input.toString();
            state = state * 31 + words.hashCode();
            if (state % 3 == 0) {
                out.accept(new Effect.MoveGate((int) (state & 7), steps >= wrongFrom, state, state, state));
            }
            steps++;
        }
    }

    private static byte[] record(long seed, int inputs, Consumer<Integer> sizes) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(Segment.magic());
        RunRecorder recorder = new RunRecorder(RandomInputs.start(seed), block -> {
            file.writeBytes(block);
            sizes.accept(block.length);
        });
        file.writeBytes(recorder.start());
        Echo line = new Echo(NEVER);
        for (Input input : new RandomInputs(seed).list(inputs)) {
            recorder.input(input);
            line.step(input, recorder::effect);
        }
        recorder.flush();
        return file.toByteArray();
    }

    private static Optional<String> replay(Segment segment, RunReplay.Step line) {
        RunReplay replay = new RunReplay(line, (input, effect) -> {});
        for (Block block : segment.blocks()) {
            Optional<String> wrong = replay.run(block);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    @Test
    void everyInputComesBackExactly() throws Damaged {
        for (long seed = 1; seed <= 20; seed++) {
            List<Integer> sizes = new ArrayList<>();
            Segment segment = Segment.read(record(seed, INPUTS, sizes::add));
            assertThat(segment.start()).isEqualTo(RandomInputs.start(seed));
            assertThat(segment.torn()).isZero();
            List<Input> back = new ArrayList<>();
            for (Block block : segment.blocks()) {
                back.addAll(block.inputs());
            }
            assertThat(back).as("seed %d", seed).isEqualTo(new RandomInputs(seed).list(INPUTS));
            assertThat(sizes).hasSizeGreaterThan(3).allMatch(size -> size < 2 * RunRecorder.BLOCK_BYTES);
        }
    }

    @Test
    void randomInputsAreOfEveryKind() {
        assertThat(new RandomInputs(1)
                        .list(INPUTS).stream().map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(Input.class.getPermittedSubclasses());
    }

    @Test
    void sameLineHasTheSameEffectsAndAnotherDoesNot() throws Damaged {
        Segment segment = Segment.read(record(3, INPUTS, size -> {}));
        assertThat(replay(segment, new Echo(NEVER))).isEmpty();
        assertThat(replay(segment, new Echo(INPUTS - 50)))
                .hasValueSatisfying(words -> assertThat(words)
                        .contains("effects differ")
                        .contains("4999")
                        .endsWith(" others"));
    }

    @Test
    void tornEndLosesOnlyTheLastBlock() throws Damaged {
        byte[] file = record(4, INPUTS, size -> {});
        int blocks = Segment.read(file).blocks().size();
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 200; i++) {
            int end = file.length - 1 - random.nextInt(RunRecorder.BLOCK_BYTES / 2);
            Segment torn = Segment.read(Arrays.copyOf(file, end));
            assertThat(torn.blocks().size()).as("cut at %d", end).isBetween(blocks - 2, blocks - 1);
            assertThat(torn.torn()).isPositive();
            assertThat(replay(torn, new Echo(NEVER))).isEmpty();
        }
    }

    @Test
    void damageEndsTheRecordingAndNeverTheReader() {
        byte[] file = record(5, 1_000, size -> {});
        SplittableRandom random = new SplittableRandom(5);
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] copy = file.clone();
            int at = random.nextInt(copy.length);
            copy[at] ^= (byte) (1 << random.nextInt(8));
            try {
                Segment segment = Segment.read(copy);
                assertThat(segment.torn()).as("flipped at %d", at).isPositive();
                assertThat(replay(segment, new Echo(NEVER)))
                        .as("flipped at %d", at)
                        .isEmpty();
            } catch (Damaged words) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void arbitraryBytesBehindAGoodChecksumAreRefusedInWords() {
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(1, 60)];
            random.nextBytes(noise);
            noise[0] = (byte) Frame.INPUTS;
            try {
                Block.of(noise, 0, noise.length).inputs();
            } catch (Damaged expected) {
                assertThat(expected.getMessage()).isNotEmpty();
            }
        }
    }

    @Test
    void lostBlockAndLostBeginningAreSaidAndNotReplayedOver() throws Damaged {
        Segment segment = Segment.read(record(7, INPUTS, size -> {}));
        List<Block> hole = new ArrayList<>(segment.blocks());
        Block lost = hole.remove(2);
        assertThat(replay(new Segment(segment.start(), hole, 0), new Echo(NEVER)))
                .contains("inputs " + lost.first() + " to " + (lost.first() + lost.count() - 1) + " are missing");
        List<Block> late = segment.blocks().subList(2, segment.blocks().size());
        assertThat(replay(new Segment(segment.start(), late, 0), new Echo(NEVER)))
                .hasValueSatisfying(words -> assertThat(words).contains("no longer recorded"));
    }

    @Test
    void anotherFormatIsRefused() {
        byte[] file = record(8, 10, size -> {});
        byte[] other = file.clone();
        other[6] = '2';
        assertThatThrownBy(() -> Segment.read(other))
                .isInstanceOf(Damaged.class)
                .hasMessageContaining("no recording");
        assertThatThrownBy(() -> Segment.read(Arrays.copyOf(file, 12))).isInstanceOf(Damaged.class);
        assertThatThrownBy(() -> Segment.read(new byte[0])).isInstanceOf(Damaged.class);
    }

    @Test
    void tickTakesSixBytes() throws Damaged {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        RunRecorder recorder = new RunRecorder(RandomInputs.start(1), file::writeBytes);
        for (int i = 0; i < 100_000; i++) {
            recorder.input(new Input.Tick(90_000_000_000_000L + i * 10_000_000L + i % 977, 4_000_000L + 15L * i));
        }
        recorder.flush();
        assertThat(file.size() / 100_000.0).isLessThan(6.1);
    }

    @Test
    void checksumIsTheOneTheStandardGives() {
        byte[] digits = "123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        assertThat(Crc32c.of(digits, 0, digits.length)).isEqualTo(0xE3069283);
    }
}
