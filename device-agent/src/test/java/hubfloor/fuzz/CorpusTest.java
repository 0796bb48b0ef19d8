package hubfloor.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import hubfloor.testing.CsvRows;
import hubfloor.testing.FuzzTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The kept corpus, and a few thousand seeded variations of it, through everything that reads bytes from outside. What
 * a fuzzer once found stays here ({@code src/test/resources/corpus/TARGET}, one file an input) and cannot come back.
 */
class CorpusTest {
    private static final long SEED = 20261126;
    private static final int VARIATIONS = 400;

    @TestFactory
    Stream<DynamicTest> noInputThrowsOrTakesMuch() {
        return FuzzTarget.names().stream().map(name -> DynamicTest.dynamicTest(name, () -> check(name)));
    }

    private static void check(String name) throws IOException {
        List<byte[]> inputs = inputs(name);

        Random random = new Random(SEED);
        for (byte[] input : List.copyOf(inputs)) {
            for (int i = 0; i < VARIATIONS / inputs.size() + 1; i++) {
                inputs.add(varied(input, random));
            }
        }
        inputs.forEach(input -> FuzzTarget.accept(name, input));
        for (byte[] input : inputs) {
            assertThatCode(() -> FuzzTarget.accept(name, input))
                    .as("%s, seed %d: %s", name, SEED, HexFormat.of().formatHex(input))
                    .doesNotThrowAnyException();
            assertThat(FuzzTarget.allocated(name, input))
                    .as("bytes allocated by %s for %s", name, HexFormat.of().formatHex(input))
                    .isLessThan(FuzzTarget.BYTES_MAX);
        }
    }

    private static byte[] varied(byte[] input, Random random) {
        byte[] varied = Arrays.copyOf(input, Math.max(1, input.length + random.nextInt(9) - 4));
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            varied[random.nextInt(varied.length)] = (byte) random.nextInt(256);
        }
        return varied;
    }

    private static List<byte[]> inputs(String name) throws IOException {
        List<byte[]> inputs = new ArrayList<>();
        for (String[] file : new String[][] {{"reader_frames", "hex"}, {"scales_dims", "input_hex"}}) {
            CsvRows.of("/vectors/" + file[0] + ".csv").stream()
                    .filter(row ->
                            CsvRows.cell(row, "protocol").replace('_', '-').equals(name))
                    .limit(60)
                    .forEach(row -> inputs.add(HexFormat.of().parseHex(CsvRows.cell(row, file[1]))));
        }
        URL kept = CorpusTest.class.getResource("/corpus/" + name);
        if (kept != null) {
            try (Stream<Path> files = Files.list(Path.of(kept.toURI()))) {
                files.sorted().forEach(file -> inputs.add(read(file)));
            } catch (URISyntaxException impossible) {
                throw new IOException(impossible);
            }
        }
        if (inputs.isEmpty()) {
            inputs.add("x".getBytes(StandardCharsets.UTF_8));
        }
        return inputs;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
