package hubfloor.stories;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.floor.JsonText;
import hubfloor.floor.Program;
import hubfloor.floor.Program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engineer tries a reader on a laptop: a mimicked one is listened to by the very driver that a station runs. */
class ReadersTriedTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path dir;

    private Path device(String protocol) throws IOException {
        Path file = dir.resolve("device.yaml");
        Files.writeString(file, """
                format: 1
                device: {hub: kul, zone: inbound, id: st-01}
                store: {path: events.db}
                broker: {uri: "mqtt://127.0.0.1:1"}
                scanners:
                  - {name: tried, port: reader, protocol: %s}
                """.formatted(protocol));
        return file;
    }

    private void tried(String protocol, String said) throws IOException {
        Path link = dir.resolve("reader");
        try (Program mimic = Program.start(Program.hubfloor(List.of(), "mimic", protocol, "--link", link.toString()))) {
            mimic.awaitLine("is on", LIMIT);
            try (Program listen = Program.start(
                    Program.hubfloor(List.of(), "listen", device(protocol).toString(), "tried"))) {
                listen.awaitLine("bytes", LIMIT);
                listen.awaitLine("frame", LIMIT);
                listen.awaitLine(said, LIMIT);
            }
        }
    }

    @Test
    void mimickedTagReaderIsAskedAndItsTagsAreShown() throws IOException {
        tried("r200", "30751FEB705C5904E3D50D70  -55 dBm");
    }

    @Test
    void mimickedScannerAndScaleAreShown() throws IOException {
        tried("lines", "codes   CP125622410SG");
        tried("mt-sics", "weight  1.250 kg  stable");
    }

    @Test
    void singleFrameIsDecodedOrRefusedWithItsReason() {
        Result result = Program.run(
                Program.hubfloor(List.of(), "decode", "--frames", "r200"),
                "BB01B7000207D0917E\nBB01B7000207D0907E\nBB01\n");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.lines().stream().map(JsonText::object).toList())
                .satisfiesExactly(
                        right -> assertThat(right).containsEntry("cmd", "B7"),
                        wrong -> assertThat(wrong).containsEntry("reason", "checksum"),
                        cut -> assertThat(cut).containsEntry("reason", "length"));
        assertThat(Program.run(Program.hubfloor(List.of(), "decode", "--frames", "r20"), "")
                        .exit())
                .isEqualTo(2);
    }
}
