package hubfloor.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

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
 * The kept corpus of a module, and a few thousand seeded variations of it, through everything that reads bytes from
 * outside. What a fuzzer once found stays here ({@code src/test/resources/corpus/TARGET}, one file an input) and cannot
 * come back.
 */
public abstract class CorpusContract {
    private static final long SEED = 20261126;
    private static final int VARIATIONS = 400;

    protected abstract List<FuzzTarget> targets();

    /** More inputs for this target, beside the kept ones. */
    protected List<byte[]> more(String target) throws IOException {
        return List.of();
    }

    @TestFactory
    Stream<DynamicTest> noInputThrowsOrTakesMuch() {
        return targets().stream().map(target -> DynamicTest.dynamicTest(target.name(), () -> check(target)));
    }

    private void check(FuzzTarget target) throws IOException {
        List<byte[]> inputs = inputs(target.name());
        Random random = new Random(SEED);
        for (byte[] input : List.copyOf(inputs)) {
            for (int i = 0; i < VARIATIONS / inputs.size() + 1; i++) {
                inputs.add(varied(input, random));
            }
        }
        inputs.forEach(target::accept);
        for (byte[] input : inputs) {
            assertThatCode(() -> target.accept(input))
                    .as("%s, seed %d: %s", target.name(), SEED, HexFormat.of().formatHex(input))
                    .doesNotThrowAnyException();
            assertThat(target.allocated(input))
                    .as(
                            "bytes allocated by %s for %s",
                            target.name(), HexFormat.of().formatHex(input))
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

    private List<byte[]> inputs(String name) throws IOException {
        List<byte[]> inputs = new ArrayList<>(more(name));
        URL kept = getClass().getResource("/corpus/" + name);
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
