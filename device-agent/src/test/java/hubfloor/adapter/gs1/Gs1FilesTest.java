package hubfloor.adapter.gs1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hubfloor.parcel.Gs1Dictionary;
import hubfloor.parcel.Gs1Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Gs1FilesTest {
    @Test
    void rangesFlagsOptionsAndTitlesOfGs1sOwnSyntaxAreRead(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("dictionary.txt");
        Files.writeString(file, """
                # comment
                01         *?  N14,csum,gcppos2    ex=255,37 dlpkey=22,10,21|235        # GTIN
                3100-3105  *?  N6                  req=01,02 ex=310n                    # NET WEIGHT (kg)
                7011        ?  N6,yymmdd [N4],hhmi  req=01+21,02                        # TEST BY DATE
                8110        ?  X..70,newrule
                """);
        Gs1Dictionary dictionary = Gs1Files.read(file);
        Gs1Entry weight = dictionary.find("3103");
        assertThat(weight).isNotNull();
        assertThat(weight.fixed()).isTrue();
        assertThat(weight.title()).isEqualTo("NET WEIGHT (kg)");
        assertThat(dictionary.entries()).hasSize(9);
        assertThat(dictionary.unknownLinters()).containsExactly("newrule");
    }

    @Test
    void brokenLineIsNamed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("dictionary.txt");
        Files.writeString(file, "01 *? N14\n02 *? Q14\n");
        assertThatThrownBy(() -> Gs1Files.read(file))
                .hasMessageContaining("line 2")
                .hasMessageContaining("Q14");
    }
}
