package hubfloor.parcel;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.gs1.Gs1Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One good and one bad value for the content rules that the vectors do not reach. */
class Gs1LintersTest {
    private static final Gs1Dictionary DICTIONARY = Gs1Files.shipped();

    @ParameterizedTest(name = "({0}){1} is {2}")
    @CsvSource({
        "8007, GB82WEST12345698765432, ''",
        "8007, GB83WEST12345698765432, content",
        "8007, XX82WEST12345698765432, content",
        "8013, 1987654Ad4X4bL5ttr2310c2K, ''",
        "8013, 1987654Ad4X4bL5ttr2310c2L, content",
        "7258, 1/3, ''",
        "7258, 3/1, content",
        "7258, 0/1, content",
        "8006, 123456789012310102, ''",
        "8006, 123456789012310201, content",
        "8001, 12341234512398, ''",
        "8001, 12341234512328, content",
        "8001, 00001234512308, content",
        "7252, 9, ''",
        "7252, 3, content",
        "7250, 20000229, ''",
        "7250, 19000229, content",
        "7251, 200002292359, ''",
        "7251, 200002292360, content",
        "4330, 000123-, ''",
        "4330, 000123x, content",
        "4309, 18000000003600000000, ''",
        "4309, 18000000013600000000, content",
        "7030, 999ABC, ''",
        "7030, 998ABC, content",
        "7041, 1A, ''",
        "7041, 1X, content",
        "7241, 80, ''",
        "7241, 79, content",
        "3910, 458100, ''",
        "3910, 001100, content",
        "8011, 123, ''",
        "8011, 0123, content",
        "8030, AB=, ''",
        "8030, A=B, charset",
        "8112, 00654321123456012345-, charset",
        "8112, 006543211234560123456, ''",
        "8112, 206543211234560123456, content",
        "8110, 06141416543213150110123, ''",
        "8110, 76141416543213150110123, content",
    })
    void valueIsJudged(String ai, String value, String reason) {
        Gs1Entry entry = DICTIONARY.find(ai);
        assertThat(entry).isNotNull();
        assertThat(entry.check(value, 0, value.length())).isEqualTo(reason);
    }

    @Test
    void everyRuleOfTheShippedDictionaryIsKnown() {
        assertThat(DICTIONARY.unknownLinters()).isEmpty();
        assertThat(DICTIONARY.entries()).hasSize(541);
    }
}
