package hubfloor.reader.driver;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.reader.ReaderCodec;
import hubfloor.reader.ReaderMessage;
import hubfloor.reader.ReaderOutput;
import hubfloor.testing.CsvRows;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Recorded streams give the same frames as sent, cut at every byte, cut a thousand times at random, and with noise
 * before and behind: nothing about how bytes arrive may decide what is read.
 */
class StreamVectorTest {
    private static final long SEED = 20261122;
    private static final int RANDOM_CUTS = 1000;
    private static final int SILENCE_MS = 100;
    private static final Pattern CHUNK = Pattern.compile("\\[(\\d+),\"([0-9A-F]*)\"]");
    private static final Pattern FRAME = Pattern.compile("\"([0-9A-F]+)\"");

    @TestFactory
    Stream<DynamicTest> everyStreamGivesItsFramesHoweverItArrives() {
        return CsvRows.of("/vectors/streams.csv").stream()
                .filter(row -> !CsvRows.cell(row, "protocol").equals("llrp"))
                .map(row -> DynamicTest.dynamicTest(
                        CsvRows.cell(row, "id") + " " + CsvRows.cell(row, "note"), () -> check(row)));
    }

    private static void check(Map<String, String> row) {
        String protocol = CsvRows.cell(row, "protocol");
        List<String> expected = new ArrayList<>();
        for (Matcher m = FRAME.matcher(CsvRows.cell(row, "expect_frames")); m.find(); ) {
            expected.add(m.group(1));
        }
        List<byte[]> runs = runs(CsvRows.cell(row, "chunks"));
        int longest = runs.stream().mapToInt(run -> run.length).max().orElseThrow();
        for (int cut = 1; cut <= longest; cut++) {
            assertThat(frames(protocol, runs, new OneCut(cut)))
                    .as("cut at %d", cut)
                    .isEqualTo(expected);
        }
        assertThat(frames(protocol, runs, (at, left) -> 1)).as("byte by byte").isEqualTo(expected);
        Random random = new Random(SEED);
        for (int i = 0; i < RANDOM_CUTS; i++) {
            assertThat(frames(protocol, runs, (at, left) -> 1 + random.nextInt(left)))
                    .as("cut at random, seed %d, round %d", SEED, i)
                    .isEqualTo(expected);
        }
        for (int i = 0; i < 100; i++) {
            List<byte[]> noisy = new ArrayList<>(runs);
            noisy.set(0, joined(noise(random), noisy.getFirst()));
            noisy.set(noisy.size() - 1, joined(noisy.getLast(), noise(random)));
            assertThat(frames(protocol, noisy, (at, left) -> 1 + random.nextInt(left)))
                    .as("with noise, seed %d, round %d", SEED, i)
                    .isEqualTo(expected);
        }
    }

    /** How many of the bytes left at a place come in one read. */
    private interface Cuts {
        int next(int at, int left);
    }

    private record OneCut(int place) implements Cuts {
        @Override
        public int next(int at, int left) {
            return at < place ? Math.min(place - at, left) : left;
        }
    }

    /** The bytes between silences, each run in one piece. */
    private static List<byte[]> runs(String chunks) {
        List<byte[]> runs = new ArrayList<>();
        ByteArrayOutputStream run = new ByteArrayOutputStream();
        for (Matcher m = CHUNK.matcher(chunks); m.find(); ) {
            if (Integer.parseInt(m.group(1)) >= SILENCE_MS) {
                runs.add(run.toByteArray());
                run.reset();
            }
            run.writeBytes(HexFormat.of().parseHex(m.group(2)));
        }
        runs.add(run.toByteArray());
        return runs;
    }

    private static List<String> frames(String protocol, List<byte[]> runs, Cuts cuts) {
        ReaderCodec codec = Drivers.named(protocol).orElseThrow().codec(Map.of());
        List<String> frames = new ArrayList<>();
        ReaderOutput out = new ReaderOutput() {
            @Override
            public void message(ReaderMessage message) {}

            @Override
            public void frame(byte[] buffer, int from, int length) {
                frames.add(HexFormat.of().withUpperCase().formatHex(buffer, from, from + length));
            }
        };
        for (byte[] run : runs) {
            for (int at = 0; at < run.length; ) {
                int n = cuts.next(at, run.length - at);
                byte[] piece = new byte[n];
                System.arraycopy(run, at, piece, 0, n);
                codec.feed(piece, n, out);
                at += n;
            }
            codec.silence(out);
            assertThat(codec.pending()).as("held after a silence").isFalse();
        }
        return frames;
    }

    private static byte[] noise(Random random) {
        byte[] noise = new byte[1 + random.nextInt(40)];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] joined(byte[] a, byte[] b) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(a);
        all.writeBytes(b);
        return all.toByteArray();
    }
}
