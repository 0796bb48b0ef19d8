package hubfloor.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.config.model.ScannerProfile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileFileTest {
    @Test
    void everyProfileOfTheScannerVectorsIsAccepted() {
        List<String> rows = Yaml.resource("/hubfloor/config/scanner_lines.csv")
                .lines()
                .skip(1)
                .toList();
        for (String row : rows) {
            int start = row.indexOf("\"{");
            String profile =
                    row.substring(start + 1, row.indexOf("}\"", start) + 1).replace("\"\"", "\"");
            assertThat(load(profile)).as(profile).isInstanceOf(Loaded.Accepted.class);
        }
        assertThat(rows).hasSizeGreaterThan(40);
    }

    @Test
    void bothSpellingsAndAShippedNameAreTaken() {
        assertThat(accepted("{no_read: [NR], max_length: 9}")).isEqualTo(accepted("no-read: [NR]\nmax-length: 9\n"));
        assertThat(accepted("sick-stx-etx").prefix()).isEqualTo("02");
        assertThat(accepted("like: honeywell\naim: true\n").noRead()).containsExactly("NR");
    }

    @Test
    void oneKeyInBothSpellingsIsAKeyTwice() {
        assertThat(Yaml.sentences(load("no_read: [A]\nno-read: [B]\n")))
                .containsExactly("p.yaml:2:1: no-read: found the key again, allowed each key once");
    }

    @Test
    void wrongProfileIsRefusedWithItsPlace() {
        assertThat(Yaml.sentences(load("{suffix: \"0D0\"}")))
                .containsExactly("p.yaml:1:10: suffix: found '0D0', allowed 1 to 16 bytes as hex, in quotes");
        assertThat(Yaml.sentences(ProfileFile.load(Path.of("/nowhere.yaml"))))
                .containsExactly("/nowhere.yaml: found no such file, allowed a YAML file");
    }

    private static Loaded<ScannerProfile> load(String text) {
        return ProfileFile.loadText("p.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    private static ScannerProfile accepted(String text) {
        return switch (load(text)) {
            case Loaded.Accepted<ScannerProfile> accepted -> accepted.value();
            case Loaded.Refused<ScannerProfile> refused ->
                throw new AssertionError(refused.problems().toString());
        };
    }
}
