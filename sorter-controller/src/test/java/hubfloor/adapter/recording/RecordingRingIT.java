package hubfloor.adapter.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingRingIT {
    @TempDir
    Path directory;

    private static final byte[] START = new byte[] {1, 2, 3, 4};

    private List<String> names() throws Exception {
        List<String> names = new ArrayList<>();
        for (Path file : RecordingRing.files(directory)) {
            names.add(String.valueOf(file.getFileName()));
        }
        return names;
    }

    @Test
    void ringKeepsTheNewestFilesAndItsBound() throws Exception {
        try (RecordingRing ring = RecordingRing.open(directory, START, 3, 1_000)) {
            for (int i = 0; i < 100; i++) {
                ring.append(new byte[100]);
            }
        }
        assertThat(names()).containsExactly("00000010.rec", "00000011.rec", "00000012.rec");
        long bytes = 0;
        for (Path file : RecordingRing.files(directory)) {
            assertThat(Files.readAllBytes(file)).startsWith('H', 'F', 'L', 'R', 'U', 'N', '1', '\n', 1, 2, 3, 4);
            bytes += Files.size(file);
        }
        assertThat(bytes).isLessThanOrEqualTo(3 * 1_000);
    }

    @Test
    void newRunGoesOnBehindTheOldOne() throws Exception {
        RecordingRing.open(directory, START, 3, 1_000).close();
        Files.write(directory.resolve("00000007.rec.new"), new byte[5]);
        Files.write(directory.resolve("notes.txt"), new byte[5]);
        RecordingRing.open(directory, START, 3, 1_000).close();
        assertThat(names()).containsExactly("00000001.rec", "00000002.rec");
    }

    @Test
    void blockLargerThanAFileIsTakenWhole() throws Exception {
        try (RecordingRing ring = RecordingRing.open(directory, START, 2, 50)) {
            ring.append(new byte[500]);
            ring.append(new byte[10]);
        }
        assertThat(Files.size(directory.resolve("00000001.rec"))).isEqualTo(512);
        assertThat(Files.size(directory.resolve("00000002.rec"))).isEqualTo(22);
    }
}
