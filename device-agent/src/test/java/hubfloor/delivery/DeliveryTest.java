package hubfloor.delivery;

import static hubfloor.delivery.Deliveries.EPOCH;
import static hubfloor.delivery.Deliveries.SECOND;
import static hubfloor.delivery.Deliveries.alarms;
import static hubfloor.delivery.Deliveries.delivery;
import static hubfloor.delivery.Deliveries.published;
import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.delivery.Delivery.ReplayVerdict;
import hubfloor.delivery.Effect.Trouble;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    @Test
    void windowIsOneBelowTheSmallerLimitAndNeverZero() {
        assertThat(published(delivery(10, 100).connected(65_535, 0))).hasSize(9);
        assertThat(published(delivery(100, 100).connected(20, 0))).hasSize(19);
        assertThat(published(delivery(100, 100).connected(1, 0))).hasSize(1);
    }

    @Test
    void subscribesAndTellsItsStateBeforeTheFirstEvent() {
        List<Effect> effects = delivery(3, 5).connected(20, 0);
        assertThat(effects)
                .containsExactly(
                        new Effect.Subscribe(), new Effect.Birth(), new Effect.Publish(1), new Effect.Publish(2));
    }

    @Test
    void acknowledgedEventMakesRoomForTheNext() {
        Delivery delivery = delivery(3, 5);
        delivery.connected(20, 0);
        assertThat(published(delivery.acknowledged(1, 0, false, 0))).containsExactly(3L);
        assertThat(published(delivery.acknowledged(3, 0, false, 0))).containsExactly(4L);
    }

    @Test
    void handedPrefixWaitsForTheGapToClose() {
        Delivery delivery = delivery(4, 3);
        delivery.connected(20, 0);
        assertThat(delivery.acknowledged(3, 0, false, 0)).doesNotHaveAnyElementsOfTypes(Effect.PersistHanded.class);
        assertThat(delivery.acknowledged(1, 0, false, 0)).contains(new Effect.PersistHanded(1));
        assertThat(delivery.acknowledged(2, 0, false, 0)).contains(new Effect.PersistHanded(3));
    }

    @Test
    void afterALossEverythingNotReceiptedLeavesAgainInOrder() {
        Delivery delivery = delivery(6, 10, "central");
        delivery.connected(20, 0);
        for (long seq = 1; seq <= 5; seq++) {
            delivery.acknowledged(seq, 0, false, 0);
        }
        delivery.receipt(EPOCH, "central", 2, 0);
        delivery.lost(-1, SECOND, 0);
        assertThat(published(delivery.connected(20, 2 * SECOND))).containsExactly(3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void withoutConsumersTheAcknowledgementCounts() {
        Delivery delivery = delivery(4, 6);
        delivery.connected(20, 0);
        delivery.acknowledged(1, 0, false, 0);
        delivery.acknowledged(3, 0, false, 0);
        delivery.lost(-1, SECOND, 0);
        // 3 is with the broker already: only 2, then 4 and on
        assertThat(published(delivery.connected(20, 2 * SECOND))).containsExactly(2L, 4L, 5L);
    }

    @Test
    void refusedEventIsParkedAndOthersGoOn() {
        Delivery delivery = delivery(2, 3);
        delivery.connected(20, 0);
        List<Effect> effects = delivery.acknowledged(1, 0x87, false, 0);
        assertThat(effects)
                .containsExactly(
                        new Effect.Park(1, 0x87),
                        new Effect.Alarm(Trouble.PUBLISH_REFUSED, 0x87, 1),
                        new Effect.PersistHanded(1),
                        new Effect.Publish(2));
    }

    @Test
    void refusalsOfOneReasonRaiseOneAlarmAMinute() {
        Delivery delivery = delivery(2, 10);
        delivery.connected(20, 0);
        assertThat(alarms(delivery.acknowledged(1, 0x87, false, 0))).hasSize(1);
        assertThat(alarms(delivery.acknowledged(2, 0x87, false, 59 * SECOND))).isEmpty();
        assertThat(alarms(delivery.acknowledged(3, 0x95, false, 59 * SECOND))).hasSize(1);
        assertThat(alarms(delivery.acknowledged(4, 0x87, false, 60 * SECOND))).hasSize(1);
    }

    @Test
    void refusedAlarmRaisesNoAlarm() {
        Delivery delivery = delivery(2, 10);
        delivery.connected(20, 0);
        assertThat(alarms(delivery.acknowledged(1, 0x87, true, 0))).isEmpty();
    }

    @Test
    void parkedEventIsTriedOnceAfterEachNewConnection() {
        Delivery delivery = delivery(2, 1);
        delivery.connected(20, 0);
        delivery.acknowledged(1, 0x87, false, 0);
        assertThat(delivery.tick(SECOND)).isEmpty();
        delivery.lost(-1, SECOND, 0);
        assertThat(published(delivery.connected(20, 2 * SECOND))).containsExactly(1L);
        assertThat(delivery.acknowledged(1, 0, false, 3 * SECOND)).contains(new Effect.Unpark(1));
        delivery.lost(-1, 4 * SECOND, 0);
        assertThat(published(delivery.connected(20, 5 * SECOND))).isEmpty();
    }

    @Test
    void receiptOfAnotherEpochOrAnUnnamedConsumerIsIgnoredAndCounted() {
        Delivery delivery = delivery(9, 5, "central");
        delivery.connected(20, 0);
        assertThat(delivery.receipt("fedcba9876543210", "central", 3, 0)).isEmpty();
        assertThat(delivery.receipt(EPOCH, "stranger", 3, 0)).isEmpty();
        assertThat(delivery.standing().ignoredReceipts()).isEqualTo(2);
        assertThat(delivery.standing().receipted()).isZero();
    }

    @Test
    void allNamedConsumersMustConfirm() {
        Delivery delivery = delivery(9, 5, "central", "customs");
        delivery.connected(20, 0);
        assertThat(delivery.receipt(EPOCH, "central", 4, 0)).contains(new Effect.PersistReceipted("central", 4));
        assertThat(delivery.standing().receipted()).isZero();
        delivery.receipt(EPOCH, "customs", 3, 0);
        assertThat(delivery.standing().receipted()).isEqualTo(3);
    }

    @Test
    void receiptBeyondTheStoreTellsThatTheStoreIsOlder() {
        Delivery delivery = delivery(9, 5, "central");
        delivery.connected(20, 0);
        assertThat(delivery.receipt(EPOCH, "central", 6, 0))
                .containsExactly(new Effect.StoreOlder("central", 6), new Effect.Alarm(Trouble.STORE_OLDER, 0, 0));
        assertThat(delivery.standing().receipted()).isZero();
    }

    @Test
    void missingReceiptsRaiseOneAlarmUntilOneComes() {
        Delivery delivery = delivery(9, 2, "central");
        delivery.connected(20, 0);
        delivery.acknowledged(1, 0, false, 0);
        delivery.acknowledged(2, 0, false, 0);
        List<Effect.Alarm> alarms = new ArrayList<>();
        for (int s = 0; s <= 300; s++) {
            alarms.addAll(alarms(delivery.tick(s * SECOND)));
            if (s == 59) {
                assertThat(alarms).isEmpty();
            }
        }
        assertThat(alarms).containsExactly(new Effect.Alarm(Trouble.RECEIPTS_MISSING, 0, 0));
        delivery.receipt(EPOCH, "central", 1, 301 * SECOND);
        assertThat(delivery.standing().receiptsMissing()).isFalse();
    }

    @Test
    void replayIsInterleavedOneOfFourAndClippedToWhatWasSentBefore() {
        Delivery delivery = delivery(2, 1000);
        delivery.connected(20, 0);
        for (long seq = 1; seq <= 100; seq++) {
            delivery.acknowledged(seq, 0, false, 0);
        }
        assertThat(delivery.replay(11, 5000)).isEqualTo(ReplayVerdict.TAKEN);
        List<Long> sent = new ArrayList<>();
        long last = 101;
        for (int i = 0; i < 400; i++) {
            List<Long> next = published(delivery.acknowledged(last, 0, false, 0));
            last = next.getFirst();
            sent.add(last);
        }
        assertThat(sent.stream().filter(seq -> seq <= 101)).hasSize(91).isSorted();
        assertThat(sent.stream().filter(seq -> seq > 101)).isSorted().doesNotHaveDuplicates();
        assertThat(sent.subList(0, 40).stream().filter(seq -> seq <= 101).count())
                .isEqualTo(10);
    }

    @Test
    void replayOfWhatIsNotStoredIsRefused() {
        Delivery delivery = delivery(2, 10);
        delivery.connected(20, 0);
        assertThat(delivery.replay(11, 12)).isEqualTo(ReplayVerdict.NOT_STORED);
    }

    @Test
    void sixtyFifthReplayRangeIsRefused() {
        Delivery delivery = delivery(2, 10);
        delivery.connected(20, 0);
        delivery.acknowledged(1, 0, false, 0);
        for (int i = 0; i < 64; i++) {
            assertThat(delivery.replay(1, 1)).isEqualTo(ReplayVerdict.TAKEN);
        }
        assertThat(delivery.replay(1, 1)).isEqualTo(ReplayVerdict.TOO_MANY);
    }

    @Test
    void prunedEventsArePassedOver() {
        Delivery delivery = delivery(2, 10);
        delivery.connected(20, 0);
        assertThat(delivery.gone(1, 7, 0)).containsExactly(new Effect.PersistHanded(7), new Effect.Publish(8));
    }

    @Test
    void smallBacklogIsDrainedInOrder() {
        assertThat(orderWithNewEvents(49_000)).isSorted();
    }

    @Test
    void bigBacklogLetsEveryEighthSlotGoToNewEventsAndSendsNothingTwice() {
        List<Long> sent = orderWithNewEvents(200_000);
        long firstLive = sent.indexOf(200_001L);
        assertThat(firstLive).isBetween(0L, 16L);
        assertThat(sent).doesNotHaveDuplicates();
        assertThat(sent.stream().filter(seq -> seq <= 200_000)).isSorted();
        assertThat(sent.stream().filter(seq -> seq > 200_000)).isSorted();
        assertThat(sent).hasSize(200_100);
    }

    /** Drains at 2,000 a second while 100 events are committed at the start. */
    private static List<Long> orderWithNewEvents(long backlog) {
        Delivery delivery = delivery(2, backlog);
        List<Long> sent = new ArrayList<>(published(delivery.connected(20, 0)));
        delivery.committed(backlog + 100, 0);
        long now = 0;
        for (int i = 0; i < sent.size(); i++) {
            now += SECOND / 2_000;
            sent.addAll(published(delivery.acknowledged(sent.get(i), 0, false, now)));
        }
        return sent;
    }

    @Test
    void whileNobodySubscribesOneEventAtATimeAsksWhetherThatIsStillSo() {
        Delivery delivery = delivery(10, 100, "central");
        delivery.connected(65_535, 0);
        for (long seq = 1; seq <= 9; seq++) {
            assertThat(published(delivery.acknowledged(seq, Delivery.NOBODY, false, 1)))
                    .isEmpty();
        }
        assertThat(published(delivery.tick(SECOND))).containsExactly(1L);
        assertThat(published(delivery.acknowledged(1, Delivery.NOBODY, false, SECOND)))
                .isEmpty();
        assertThat(published(delivery.committed(101, SECOND)))
                .as("once a second, however much is scanned")
                .isEmpty();
        assertThat(delivery.standing().handed()).isZero();
        assertThat(delivery.isDrained()).isTrue();
        assertThat(published(delivery.tick(2 * SECOND))).containsExactly(1L);
        // somebody subscribed: everything comes from the first on, in order
        assertThat(published(delivery.acknowledged(1, 0, false, 2 * SECOND)))
                .containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void nobodySubscribingForAMinuteIsMissingReceipts() {
        Delivery delivery = delivery(10, 5, "central");
        delivery.connected(65_535, 0);
        for (long seq = 1; seq <= 5; seq++) {
            delivery.acknowledged(seq, Delivery.NOBODY, false, 1);
        }
        List<Effect.Alarm> alarms = new ArrayList<>();
        for (int second = 1; second <= 62; second++) {
            alarms.addAll(alarms(delivery.tick(second * SECOND)));
            delivery.acknowledged(1, Delivery.NOBODY, false, second * SECOND);
        }
        assertThat(alarms).extracting(Effect.Alarm::trouble).containsExactly(Effect.Trouble.RECEIPTS_MISSING);
    }

    @Test
    void consumerThatReceiptsIsHeardWhateverTheBrokerSaysOfSubscribers() {
        Delivery delivery = delivery(3, 100, "central");
        delivery.connected(65_535, 0);
        delivery.acknowledged(1, Delivery.NOBODY, false, 1);
        assertThat(published(delivery.receipt(EPOCH, "central", 1, 2))).containsExactly(3L);
        assertThat(published(delivery.acknowledged(2, Delivery.NOBODY, false, 3)))
                .containsExactly(4L);
    }

    @Test
    void receiptLetsWhatWaitedForItGoAtOnce() {
        Delivery delivery = delivery(10, 5_000, "central");
        List<Effect> effects = new ArrayList<>(delivery.connected(65_535, 0));
        int sent = published(effects).size();
        for (long seq = 1; seq <= sent; seq++) {
            sent += published(delivery.acknowledged(seq, 0, false, 1)).size();
        }
        assertThat(sent).isEqualTo(Delivery.AHEAD_MAX);
        assertThat(published(delivery.receipt(EPOCH, "central", 500, 2))).hasSize(9);
    }

    @Test
    void replaysKeepAsCloseBehindReceiptsAsTheDrain() {
        Delivery delivery = delivery(2_000, 5_000, "central");
        delivery.connected(65_535, 0);
        for (long seq = 1; seq <= 900; seq++) {
            delivery.acknowledged(seq, 0, false, 1);
        }
        long later = (Receipts.PATIENCE_SECONDS + 1) * SECOND;
        delivery.tick(later); // no receipt came: nothing waits for it any more
        for (long seq = 901; seq <= 5_000; seq++) {
            delivery.acknowledged(seq, 0, false, later);
        }
        assertThat(delivery.isDrained()).isTrue();
        delivery.receipt(EPOCH, "central", 10, later);
        assertThat(delivery.replay(11, 5_000)).isEqualTo(Delivery.ReplayVerdict.TAKEN);
        List<Long> again = published(delivery.tick(later));
        assertThat(again).hasSize(Delivery.AHEAD_MAX).startsWith(11L).endsWith(10L + Delivery.AHEAD_MAX);
        assertThat(published(delivery.receipt(EPOCH, "central", 110, later)))
                .hasSize(100)
                .endsWith(110L + Delivery.AHEAD_MAX);
    }
}
