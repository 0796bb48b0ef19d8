package hubfloor.epcis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpcisTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-22T08:59:58Z, true",
        "2026-11-22T08:59:58.4Z, true",
        "2026-11-22T08:59:58.412999+08:00, true",
        "2028-02-29T00:00:00-09:30, true",
        "2026-11-22T08:59:58.Z, false",
        "2026-11-22T08:59Z, false",
        "2026-11-22T08:59:58, false",
        "2026-11-22T08:59:58+0800, false",
        "2026-02-29T08:59:58Z, false",
        "2026-11-22T24:00:00Z, false",
        "2026-11-22 08:59:58Z, false",
        "26-11-22T08:59:58Z, false",
        "Z, false",
        "'', false"
    })
    void timeIsToldFromWhatIsNone(String text, boolean time) {
        assertThat(EpcisTime.isTime(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({
        "+00:00, true",
        "-09:30, true",
        "+13:59, true",
        "+14:00, true",
        "-14:00, true",
        "+14:01, false",
        "+15:00, false",
        "+08:60, false",
        "+8:00, false",
        "0800, false",
        "Z, false",
        "08:00, false"
    })
    void offsetIsToldFromWhatIsNone(String text, boolean offset) {
        assertThat(EpcisTime.isOffset(text)).isEqualTo(offset);
    }

    @Test
    void offsetBeforeUtcHasItsSignOnce() {
        assertThat(EpcisTime.offset(Instant.EPOCH, ZoneId.of("-09:30"))).isEqualTo("-09:30");
    }
}
