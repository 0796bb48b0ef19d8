package hubfloor.agent;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.event.Stamp;
import hubfloor.port.Clock;
import hubfloor.port.LifeSign;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A lamp that nobody tends goes dark. */
class SignalLeaseTest implements Clock {
    private static final long MILLI = 1_000_000L;
    private static final long NOW = 5_000 * MILLI;

    private boolean green = true;
    private final SignalLease lease =
            new SignalLease("signal", List.of(high -> green = high), this, LifeSign.UNWATCHED);

    @Test
    void lampGoesDarkWithinTheLeaseAndItsThreadIsToldWhenItIsBack() {
        assertThat(lease.renew()).isTrue();
        lease.look(NOW + 150 * MILLI);
        assertThat(green).as("150 ms of silence").isTrue();
        lease.look(NOW + 249 * MILLI);
        assertThat(green).as("249 ms of silence").isFalse();
        assertThat(lease.renew()).as("nothing to set anew").isFalse();
        lease.set(true);
        assertThat(green).isTrue();
        assertThat(lease.renew()).isTrue();
    }

    @Test
    void lampGoesDarkEvenWhenItsThreadHangsWhileItSetsTheOutputs() {
        SignalLease[] own = new SignalLease[1];
        boolean[] lit = new boolean[1];
        own[0] = new SignalLease(
                "signal",
                List.of(high -> {
                    lit[0] = high;
                    if (high) {
                        joined(Thread.ofPlatform().start(() -> own[0].look(NOW + 249 * MILLI)));
                    }
                }),
                this,
                LifeSign.UNWATCHED);
        own[0].set(true);
        assertThat(lit[0]).isFalse();
    }

    @Override
    public long nanos() {
        return NOW;
    }

    @Override
    public Stamp stamp() {
        throw new AssertionError("a lease carries no stamp");
    }

    private static void joined(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
