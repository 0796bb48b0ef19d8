package hubfloor.adapter.gpio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The count at an instant places a parcel on the belt: one pulse off is one pulse off for the whole ride. */
class PulseTrackTest {
    private final PulseTrack track = new PulseTrack();

    @Test
    void countsAtAnyInstantOfTheLastPulses() {
        for (int pulse = 1; pulse <= 20_000; pulse++) {
            track.add(pulse * 1_000L, 1);
        }
        assertThat(track.count()).isEqualTo(20_000);
        for (int pulse = 20_000 - PulseTrack.KEPT + 1; pulse <= 20_000; pulse++) {
            assertThat(track.countAt(pulse * 1_000L)).isEqualTo(pulse);
            assertThat(track.countAt(pulse * 1_000L - 1)).isEqualTo(pulse - 1);
        }
        assertThat(track.countAt(Long.MAX_VALUE)).isEqualTo(20_000);
        assertThat(track.countAt(0)).isEqualTo(20_000 - PulseTrack.KEPT);
    }

    @Test
    void lostPulsesAreCountedAtTheNextOne() {
        track.add(1_000, 1);
        track.add(9_000, 5);
        assertThat(track.countAt(8_999)).isEqualTo(1);
        assertThat(track.countAt(9_000)).isEqualTo(6);
        track.add(10_000, 100_000);
        assertThat(track.count()).isEqualTo(100_006);
        assertThat(track.countAt(10_000)).isEqualTo(100_006);
    }
}
