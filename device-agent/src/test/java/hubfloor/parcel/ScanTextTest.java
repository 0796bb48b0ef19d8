package hubfloor.parcel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScanTextTest {
    @Test
    void namesAndHexEscapesBecomeBytes() {
        assertThat(ScanText.bytes("{STX}42{GS}\\x1d\\\\{DEL}{SP}")).containsExactly(2, '4', '2', 29, 29, '\\', 127, 32);
    }

    @Test
    void bracesAndBackslashesThatAreNoEscapeAreData() {
        assertThat(ScanText.bytes("{\"a\":1}\\^{bad{")).isEqualTo("{\"a\":1}\\^{bad{".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatPeopleTypeInOtherScriptsIsUtf8() {
        assertThat(ScanText.bytes("陈é😀")).isEqualTo("陈é😀".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void mistakesAreToldWithTheirColumn() {
        assertThatThrownBy(() -> ScanText.bytes("42{GX}")).hasMessageStartingWith("column 3: {GX}");
        assertThatThrownBy(() -> ScanText.bytes("ab\\x1")).hasMessageStartingWith("column 3: ");
        assertThatThrownBy(() -> ScanText.hex("5D 4G")).hasMessageStartingWith("column 5: ");
        assertThatThrownBy(() -> ScanText.hex("5D4")).hasMessageStartingWith("column 4: ");
    }

    @Test
    void hexLinesBecomeBytes() {
        assertThat(ScanText.hex("5d 43311D")).containsExactly(0x5D, 0x43, 0x31, 0x1D);
    }

    @Test
    void whatIsWrittenIsReadBack() {
        long seed = Long.getLong("hubfloor.seed", 7L);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = new byte[random.nextInt(20)];
            random.nextBytes(bytes);
            String line = ScanText.format(bytes);
            assertThat(ScanText.bytes(line)).as("seed %s, %s", seed, line).isEqualTo(bytes);
        }
        assertThat(ScanText.bytes(ScanText.format("{GS}".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("{GS}".getBytes(StandardCharsets.UTF_8));
    }
}
