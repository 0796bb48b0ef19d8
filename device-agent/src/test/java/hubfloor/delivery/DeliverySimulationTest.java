package hubfloor.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.delivery.Delivery.Before;
import hubfloor.delivery.Delivery.Settings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Thousands of small worlds with a broker that loses, refuses, dies and forgets; each can be replayed by its seed. */
class DeliverySimulationTest {
    private static final String EPOCH = "0123456789abcdef";
    private static final long MS = BackOff.MS;
    private static final int SEEDS = 4_000;

    @Test
    void everyStoredEventIsReceiptedWhateverTheBrokerDoes() {
        for (long seed = 0; seed < SEEDS; seed++) {
            World world = new World(seed, true);
            world.live();
            assertThat(world.consumer.nextClearBit(1) - 1)
                    .as("seed %d: consumer holds everything", seed)
                    .isEqualTo((int) world.stored);
            assertThat(world.receipted).as("seed %d: all receipted", seed).isEqualTo(world.stored);
        }
    }

    @Test
    void withoutReceiptsEveryEventReachesTheBrokerOrIsParked() {
        for (long seed = 0; seed < SEEDS; seed++) {
            World world = new World(seed, false);
            world.live();
            assertThat(world.handed).as("seed %d", seed).isEqualTo(world.stored);
            for (long seq = 1; seq <= world.stored; seq++) {
                assertThat(world.taken.get((int) seq) || world.parked.contains(seq))
                        .as("seed %d, event %d", seed, seq)
                        .isTrue();
            }
        }
    }

    /** One device, one broker, one consumer. */
    private static final class World {
        private final long seed;
        private final Random random;
        private final boolean receipts;
        private Delivery delivery;
        private long now;
        private long stored;
        private long handed;
        private long receipted;
        private long dialAt;
        private boolean up;
        private int receiveMax;
        private final int ours;
        private long lastConnect = -BackOff.SECOND;
        private long highestSent;
        private final Deque<Long> unanswered = new ArrayDeque<>();
        private final List<Long> brokerMemory = new ArrayList<>();
        private final BitSet consumer = new BitSet();
        private final BitSet taken = new BitSet();
        private final Set<Long> parked = new HashSet<>();

        World(long seed, boolean receipts) {
            this.seed = seed;
            this.random = new Random(seed);
            this.receipts = receipts;
            this.ours = 2 + random.nextInt(20);
            this.delivery = fresh();
            perform(delivery.start(0));
        }

        private Delivery fresh() {
            return new Delivery(
                    new Settings(EPOCH, ours, receipts ? List.of("central") : List.of()),
                    new Before(
                            stored, handed, receipted, parked.stream().sorted().toList()));
        }

        void live() {
            for (int step = 0; step < 600; step++) {
                boolean trouble = step < 300;
                now += random.nextInt(400) * MS;
                if (trouble && random.nextInt(3) == 0) {
                    stored += random.nextInt(6);
                    perform(delivery.committed(stored, now));
                }
                if (!up && now >= dialAt) {
                    dial(trouble);
                } else if (up) {
                    broker(trouble);
                }
                if (trouble && random.nextInt(60) == 0) {
                    restart();
                }
                perform(delivery.tick(now));
                if (!trouble && step % 10 == 0) {
                    now += 70 * BackOff.SECOND;
                    perform(delivery.tick(now));
                }
            }
            // quiet at last: one more connection brings whatever a forgetful broker took with it
            for (int i = 0; i < 40 && receipts && receipted < stored; i++) {
                if (up) {
                    lose(-1);
                }
                now = Math.max(now, dialAt);
                dial(false);
                for (int j = 0; j < 2_000 && !unanswered.isEmpty(); j++) {
                    now += MS;
                    broker(false);
                }
                broker(false);
            }
        }

        private void dial(boolean trouble) {
            assertThat(now - lastConnect).as("seed %d: connects apart", seed).isGreaterThanOrEqualTo(BackOff.SECOND);
            lastConnect = now;
            delivery.reached(now);
            if (trouble && random.nextInt(4) == 0) {
                lose(0x88);
                return;
            }
            up = true;
            receiveMax = 1 + random.nextInt(20);
            highestSent = 0;
            perform(delivery.connected(receiveMax, now));
        }

        private void broker(boolean trouble) {
            int deeds = random.nextInt(30);
            for (int i = 0; i < deeds && up && !unanswered.isEmpty(); i++) {
                long seq = trouble && random.nextInt(5) == 0 ? unanswered.removeLast() : unanswered.removeFirst();
                int code = trouble && random.nextInt(50) == 0 ? 0x97 : 0;
                if (code == 0) {
                    taken.set((int) seq);
                    brokerMemory.add(seq);
                    if (random.nextInt(20) == 0) {
                        brokerMemory.add(seq);
                    }
                }
                perform(delivery.acknowledged(seq, code, false, now));
            }
            if (trouble && random.nextInt(25) == 0) {
                brokerMemory.clear();
                lose(-1);
            } else if (trouble && random.nextInt(40) == 0) {
                lose(random.nextBoolean() ? -1 : BackOff.TAKEN_OVER);
            }
            for (long seq : brokerMemory) {
                consumer.set((int) seq);
            }
            brokerMemory.clear();
            if (up && receipts && random.nextInt(3) == 0) {
                perform(delivery.receipt(EPOCH, "central", consumer.nextClearBit(1) - 1, now));
                perform(delivery.receipt("ffffffffffffffff", "central", stored + 9, now));
            }
            if (!trouble && up && receipts) {
                perform(delivery.receipt(EPOCH, "central", consumer.nextClearBit(1) - 1, now));
            }
        }

        private void restart() {
            unanswered.clear();
            up = false;
            delivery = fresh();
            perform(delivery.start(Math.max(now, lastConnect + BackOff.SECOND)));
        }

        private void lose(int code) {
            up = false;
            unanswered.clear();
            perform(delivery.lost(code, now, random.nextLong()));
        }

        private void perform(List<Effect> effects) {
            for (Effect effect : effects) {
                switch (effect) {
                    case Effect.DialAt dial -> dialAt = dial.atNanos();
                    case Effect.Publish publish -> published(publish.seq());
                    case Effect.PersistHanded h -> {
                        assertThat(h.through()).as("seed %d", seed).isBetween(handed + 1, stored);
                        handed = h.through();
                    }
                    case Effect.PersistReceipted r -> {
                        assertThat(r.through()).as("seed %d", seed).isLessThan(consumer.nextClearBit(1));
                        receipted = r.through();
                    }
                    case Effect.Park park -> parked.add(park.seq());
                    case Effect.Unpark unpark -> parked.remove(unpark.seq());
                    case Effect.HangUp h -> lose(-1);
                    case Effect.Subscribe s -> {}
                    case Effect.Birth b -> {}
                    case Effect.StoreOlder s -> {}
                    case Effect.Alarm a -> {}
                }
            }
        }

        private void published(long seq) {
            assertThat(up).as("seed %d: only when connected", seed).isTrue();
            assertThat(unanswered).as("seed %d: never twice in flight", seed).doesNotContain(seq);
            unanswered.add(seq);
            assertThat(unanswered.size())
                    .as("seed %d: window", seed)
                    .isLessThanOrEqualTo(Math.max(1, Math.min(ours, receiveMax) - 1));
            if (receipts) {
                assertThat(seq).as("seed %d: never what is receipted", seed).isGreaterThan(receipted);
            }
            if (!parked.contains(seq)) {
                assertThat(seq).as("seed %d: in order", seed).isGreaterThan(highestSent);
                highestSent = seq;
            }
        }
    }
}
