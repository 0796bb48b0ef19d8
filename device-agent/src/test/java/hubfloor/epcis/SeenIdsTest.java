package hubfloor.epcis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeenIdsTest {
    @Test
    void pastItsBoundItStillKnowsTheFirstAndSaysThatItDoesNotKnowTheRest() {
        SeenIds ids = new SeenIds(5_000);
        for (int i = 0; i < 5_000; i++) {
            assertThat(ids.add("id-" + i)).isTrue();
        }
        assertThat(ids.overflown()).isFalse();
        assertThat(ids.add("one more")).isTrue();
        assertThat(ids.overflown()).isTrue();
        assertThat(ids.add("one more")).isTrue();
        assertThat(ids.add("id-0")).isFalse();
        assertThat(ids.add("id-4999")).isFalse();
    }
}
