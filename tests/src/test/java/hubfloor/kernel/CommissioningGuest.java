package hubfloor.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.kernel.GpioTrace.Deed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an engineer asks the packaged program on the device itself: what is there, and does each output act. */
@Timeout(200)
class CommissioningGuest {
    @TempDir
    private Path folder;

    private GpioSim chip;

    @BeforeEach
    void plugIn() throws Exception {
        chip = GpioSim.plugIn("pi", KernelLine.LABEL, 54, Map.of(17, "GPIO17"));
    }

    @AfterEach
    void pullOut() throws Exception {
        chip.close();
    }

    @Test
    void portsListsChipsLinesAndWhoHoldsThem() throws Exception {
        Process other = Tool.start("pins", "hold", chip.device(), "21");
        try {
            String said = said("", "ports");
            assertThat(said)
                    .contains("/dev/ttyS1", "/dev/ttyUSB0")
                    .contains(chip.device() + " ", KernelLine.LABEL + ", 54 lines")
                    .containsPattern("17\\s+GPIO17\\s+input\\s+free")
                    .containsPattern("21\\s+output\\s+held by \"another-program\"");
        } finally {
            other.destroy();
            other.waitFor();
        }
    }

    @Test
    void doctorTriesOneOutputInFrontOfAPersonAndLeavesItAtRest() throws Exception {
        GpioTrace.start();
        String said = said("y\ny\nq\n", "doctor", new KernelLine(folder).file().toString(), "--pins");
        assertThat(said).contains("Hands off?", "a person saw it act and stop");
        List<Deed> levels = GpioTrace.levels();
        assertThat(levels.stream().map(Deed::gpio).distinct()).as("%s", levels).hasSize(1);
        assertThat(levels.stream().mapToInt(Deed::value).max()).hasValue(1);
        assertThat(levels.getLast().value()).isZero();
    }

    private static String said(String answers, String... words) throws IOException, InterruptedException {
        Process program = Packaged.program(words).start();
        try (var input = program.outputWriter(StandardCharsets.UTF_8)) {
            input.write(answers);
        }
        String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(program.waitFor(100, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
