package hubfloor.agent;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.event.Stamp;
import hubfloor.port.Clock;
import hubfloor.port.LifeSign;
import hubfloor.port.ProcessKeeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One loop that stands still is enough for silence, and it is named before the keeper loses patience. */
class SupervisorTest implements Clock {
    private static final long MILLI = 1_000_000;

    private final Words keeper = new Words();
    private final Faults faults = new Faults();
    private final Supervisor supervisor = new Supervisor(keeper, faults, this, () -> "fine");
    private final LifeSign writer = supervisor.watch("store-writer");
    private final LifeSign link = supervisor.watch("link");
    private long now = 5_000 * MILLI;

    @BeforeEach
    void begin() {
        supervisor.begin(now);
    }

    private void halfASecond(LifeSign... given) {
        for (LifeSign sign : given) {
            sign.give();
        }
        now += 500 * MILLI;
        supervisor.look(now);
    }

    @Test
    void keeperHearsOnlyWhenEveryLoopHasGoneRoundSinceTheLastTime() {
        halfASecond(writer);
        halfASecond(writer);
        assertThat(keeper.alive).as("the link has not gone round").isZero();
        halfASecond(link);
        assertThat(keeper.alive).isEqualTo(1);
        halfASecond(link);
        assertThat(keeper.alive).as("both again, not one of them twice").isEqualTo(1);
        halfASecond(writer);
        assertThat(keeper.alive).isEqualTo(2);
    }

    @Test
    void standingLoopIsNamedAtHalfThePatienceAndClearedWhenItGoesOn() {
        for (int i = 0; i < 9; i++) {
            halfASecond(link);
        }
        assertThat(faults.active()).isEmpty();
        halfASecond(link);
        assertThat(faults.active()).containsExactly("loop-standing:store-writer");
        assertThat(keeper.status).containsExactly("fine", "stands still: store-writer");
        assertThat(keeper.alive).isZero();
        halfASecond(link, writer);
        assertThat(faults.active()).isEmpty();
        assertThat(keeper.status).last().isEqualTo("fine");
        assertThat(keeper.alive).isEqualTo(1);
    }

    /** A machine that was suspended, or SIGSTOP: the loops had no time to give a sign. */
    @Test
    void processThatSleptBlamesNoLoop() {
        halfASecond(link, writer);
        now += 60_000 * MILLI;
        supervisor.look(now);
        assertThat(faults.active()).isEmpty();
        halfASecond(link, writer);
        assertThat(faults.active()).isEmpty();
        assertThat(keeper.alive).isEqualTo(2);
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public Stamp stamp() {
        throw new UnsupportedOperationException();
    }

    /** A keeper that counts. */
    private static final class Words implements ProcessKeeper {
        private final List<String> status = new ArrayList<>();
        private int alive;

        @Override
        public Optional<Duration> patience() {
            return Optional.of(Duration.ofSeconds(10));
        }

        @Override
        public void ready() {}

        @Override
        public void status(String words) {
            status.add(words);
        }

        @Override
        public void alive() {
            alive++;
        }

        @Override
        public void stopping() {}
    }
}
