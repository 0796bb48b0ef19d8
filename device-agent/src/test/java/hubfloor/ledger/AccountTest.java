package hubfloor.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.config.model.DeviceIdentity;
import hubfloor.event.EventSource;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AccountTest {
    private static final EventSource SOURCE =
            new EventSource(new DeviceIdentity("kul", "inbound", "st-01"), "0123456789abcdef");

    /** Whatever order events and expirations come in, and however often the row is written and read in between. */
    @Test
    void prefixIsWhatAPlainSetOfHeldAndExpiredNumbersSays() {
        for (long seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            Account account = Account.of(SOURCE);
            TreeSet<Long> held = new TreeSet<>();
            TreeSet<Long> gone = new TreeSet<>();
            for (int i = 0; i < 40; i++) {
                long seq = random.nextLong(1, 31);
                if (random.nextInt(5) == 0) {
                    long to = seq + random.nextLong(6);
                    account.expired(seq, to);
                    for (long number = seq; number <= to; number++) {
                        if (!held.contains(number)) {
                            gone.add(number);
                        }
                    }
                } else {
                    assertThat(account.holds(seq)).as("seed %d, %d", seed, seq).isEqualTo(held.contains(seq));
                    if (!account.holds(seq)) {
                        account.add(seq);
                        held.add(seq);
                        gone.remove(seq);
                    }
                }
                account = Account.of(account.row());
                long through = 0;
                while (held.contains(through + 1) || gone.contains(through + 1)) {
                    through++;
                }
                assertThat(account.through()).as("seed %d", seed).isEqualTo(through);
                assertThat(account.gone()).as("seed %d", seed).isEqualTo(gone.size());
                TreeSet<Long> all = new TreeSet<>(held);
                all.addAll(gone);
                long last = all.isEmpty() ? 0 : all.last();
                assertThat(account.last()).as("seed %d", seed).isEqualTo(last);
                assertThat(account.missing()).as("seed %d", seed).isEqualTo(last - all.size());
            }
        }
    }

    @Test
    void rangeTooManyIsLeftOutAndTheRestGoesOn() {
        Account account = Account.of(SOURCE);
        for (int i = 0; i < Account.RANGES_MAX; i++) {
            assertThat(account.add(3L + 2L * i)).isTrue();
        }
        assertThat(account.add(5L + 2L * Account.RANGES_MAX)).isFalse();
        assertThat(account.add(1)).isTrue();
        assertThat(account.add(2)).isTrue();
        assertThat(account.through()).isEqualTo(3);
        assertThat(account.add(5L + 2L * Account.RANGES_MAX))
                .as("there is room again")
                .isTrue();
    }
}
