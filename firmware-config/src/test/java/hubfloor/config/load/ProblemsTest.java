package hubfloor.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.config.model.DeviceConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A file in which everything is wrong is answered with the first hundred problems and a count. */
class ProblemsTest {
    private static List<Problem> problems(String text) {
        Loaded<DeviceConfig> loaded =
                DeviceFile.loadText("device.yaml", text.getBytes(StandardCharsets.UTF_8), Path.of("/etc"));
        return ((Loaded.Refused<DeviceConfig>) loaded).problems();
    }

    private static String wrongKeys(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "brokr" + i + ": 1\n").collect(Collectors.joining());
    }

    @Test
    void hundredAreToldAndTheOthersCounted() {
        List<Problem> problems = problems("format: 1\n" + wrongKeys(0, 300));
        assertThat(problems).hasSize(101);
        assertThat(problems.getFirst().sentence()).contains("brokr0", "'broker' (did you mean that?)");
        assertThat(problems.getLast().sentence()).contains(" more problems");
    }
}
