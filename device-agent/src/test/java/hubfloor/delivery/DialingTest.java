package hubfloor.delivery;

import static hubfloor.delivery.Deliveries.SECOND;
import static hubfloor.delivery.Deliveries.alarms;
import static hubfloor.delivery.Deliveries.delivery;
import static hubfloor.delivery.Deliveries.dialAt;
import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.delivery.Effect.Trouble;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** When the delivery dials, hangs up and waits: a broker is never hammered and never waited for in vain. */
class DialingTest {
    @Test
    void silentBrokerIsHungUpOnWithAnAlarm() {
        Delivery delivery = delivery(9, 2);
        delivery.connected(20, 0);
        assertThat(delivery.tick(30 * SECOND)).isEmpty();
        assertThat(delivery.tick(31 * SECOND))
                .contains(new Effect.Alarm(Trouble.ACKS_MISSING, 0, 0))
                .hasAtLeastOneElementOfType(Effect.HangUp.class);
    }

    @Test
    void portThatNeverFinishesTheHandshakeIsHungUpOn() {
        Delivery delivery = delivery(9, 2);
        delivery.reached(0);
        assertThat(delivery.tick(35 * SECOND)).isEmpty();
        assertThat(delivery.tick(36 * SECOND)).hasOnlyElementsOfType(Effect.HangUp.class);
    }

    @Test
    void afterAStableMinuteTheNextDialIsImmediate() {
        Delivery delivery = delivery(9, 0);
        delivery.reached(0);
        delivery.connected(20, 0);
        long now = 60 * SECOND;
        assertThat(dialAt(delivery.lost(-1, now, Long.MAX_VALUE)) - now).isBetween(0L, 100 * BackOff.MS);
    }

    @Test
    void shortSessionsDoubleTheSpanUpToAMinute() {
        long now = 0;
        Delivery delivery = delivery(9, 0);
        long span = 0;
        for (int i = 1; i <= 15; i++) {
            delivery.reached(now);
            delivery.connected(20, now);
            now += 5 * SECOND;
            long most = Math.min(10 * SECOND, (100 * BackOff.MS) << i);
            span = dialAt(delivery.lost(-1, now, most)) - now;
            assertThat(span).as("after %d short sessions", i).isEqualTo(most);
            now += span;
        }
        assertThat(span).isEqualTo(10 * SECOND);
    }

    @Test
    void connectsAreNeverLessThanASecondApart() {
        Delivery delivery = delivery(9, 0);
        delivery.reached(0);
        assertThat(dialAt(delivery.lost(0x88, 1, 0))).isGreaterThanOrEqualTo(SECOND);
    }

    @Test
    void takenOverDeviceComesBackAtMostSixTimesAMinuteAndSaysSo() {
        Delivery delivery = delivery(9, 0);
        long now = 0;
        int dials = 0;
        int alarms = 0;
        while (now < 600 * SECOND) {
            delivery.reached(now);
            delivery.connected(20, now);
            List<Effect> effects = delivery.lost(BackOff.TAKEN_OVER, now, dials * 7919L);
            alarms += alarms(effects).size();
            now = dialAt(effects);
            dials++;
        }
        assertThat(dials).isLessThanOrEqualTo(60);
        assertThat(alarms).isBetween(1, 10);
    }

    @Test
    void flappingBrokerSeesAtMostOneConnectASecond() {
        for (long seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            Delivery delivery = delivery(9, 0);
            long dialAt = 0;
            int connects = 0;
            // up in every even second of an hour, down in every odd one; a dial waits until the port opens
            while (dialAt < 3_600 * SECOND) {
                long second = dialAt / SECOND;
                long opens = second % 2 == 0 ? dialAt : (second + 1) * SECOND;
                delivery.reached(opens);
                delivery.connected(20, opens);
                connects++;
                long ends = (opens / SECOND + 1) * SECOND;
                dialAt = dialAt(delivery.lost(-1, ends, random.nextLong()));
                assertThat(dialAt - opens).as("seed %d", seed).isGreaterThanOrEqualTo(SECOND);
            }
            assertThat(connects).as("seed %d", seed).isLessThan(1000);
        }
    }
}
