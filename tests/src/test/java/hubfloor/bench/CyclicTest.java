package hubfloor.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The kernel's own yardstick, from the package rt-tests: how late a C thread wakes that wants to wake every
 * millisecond. It is told to leave the machine's power management as it is, as a line does.
 */
final class CyclicTest {
    private static final int TRACKED_MICROS = 50_000;

    private CyclicTest() {}

    static Child start(Path dir, int seconds, boolean fifo) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "cyclictest", "--default-system", "-q", "-t1", "-i1000", "-D" + seconds, "-h" + TRACKED_MICROS));
        command.addAll(fifo ? List.of("--policy=fifo", "-p" + Lateness.FIFO) : List.of("--policy=other"));
        return Child.run(dir, command);
    }

    /** Lines of {@code microseconds count}; what was later than tracked is taken for its end. */
    static Samples read(List<String> output) {
        Samples late = new Samples("cyclictest");
        for (String line : output) {
            String[] words = line.strip().split("\\s+", -1);
            if (line.startsWith("# Histogram Overflows:")) {
                add(late, TRACKED_MICROS, Integer.parseInt(words[3]));
            } else if (words.length == 2 && !line.startsWith("#")) {
                add(late, Integer.parseInt(words[0]), Integer.parseInt(words[1]));
            }
        }
        return late;
    }

    private static void add(Samples late, int micros, int times) {
        for (int i = 0; i < times; i++) {
            late.add(micros * 1_000L);
        }
    }
}
