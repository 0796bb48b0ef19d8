package hubfloor.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.config.model.DeviceIdentity;
import hubfloor.delivery.SeqRanges.Range;
import hubfloor.event.EventSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceBookTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = -5 * SECOND; // a monotonic clock may start anywhere

    private final Account account =
            Account.of(new EventSource(new DeviceIdentity("kul", "inbound", "st-01"), "0123456789abcdef"));
    private final SourceBook book = new SourceBook(account);

    /** One instance alone: the store's clock goes with ours. */
    private List<Range> ask(long now) {
        return book.isOverdue(now) ? book.ask(account, now, storeMs(now)) : List.of();
    }

    private static long storeMs(long now) {
        return 1_700_000_000_000L + (now - START) / 1_000_000;
    }

    private void hold(long from, long to) {
        for (long seq = from; seq <= to; seq++) {
            account.add(seq);
        }
    }

    @Test
    void holeIsAskedForOnlyAfterTheReceiptTimeout() {
        hold(1, 5);
        hold(8, 9);
        assertThat(ask(START)).isEmpty();
        assertThat(ask(START + SourceBook.RECEIPT_TIMEOUT - 1)).isEmpty();
        assertThat(ask(START + SourceBook.RECEIPT_TIMEOUT)).containsExactly(new Range(6, 7));
    }

    @Test
    void allOldHolesAreAskedForTogetherAndFreshOnesWait() {
        hold(1, 5);
        hold(8, 9);
        hold(12, 20);
        ask(START);
        hold(30, 40);
        assertThat(ask(START + SourceBook.RECEIPT_TIMEOUT)).containsExactly(new Range(6, 7), new Range(10, 11));
    }

    @Test
    void nextHolesFollowAtOnceWhenTheAskedOnesAreFilled() {
        for (long seq = 2; seq <= 200; seq += 2) {
            account.add(seq);
        }
        ask(START);
        long now = START + SourceBook.RECEIPT_TIMEOUT;
        List<Range> first = ask(now);
        assertThat(first)
                .hasSize(SourceBook.HOLES_MAX)
                .startsWith(new Range(1, 1))
                .endsWith(new Range(63, 63));
        assertThat(ask(now + 1)).as("while they are under way").isEmpty();
        first.forEach(hole -> account.add(hole.from()));
        assertThat(ask(now + 2)).startsWith(new Range(65, 65)).hasSize(SourceBook.HOLES_MAX);
    }

    @Test
    void unansweredRequestIsRepeatedEverMoreSeldom() {
        hold(3, 3);
        ask(START);
        long now = START + SourceBook.RECEIPT_TIMEOUT;
        assertThat(ask(now)).hasSize(1);
        now += SourceBook.RECEIPT_TIMEOUT;
        assertThat(ask(now)).hasSize(1);
        assertThat(ask(now + SourceBook.RECEIPT_TIMEOUT)).isEmpty();
        assertThat(ask(now + 2 * SourceBook.RECEIPT_TIMEOUT)).hasSize(1);
    }

    @Test
    void announcedEndFarAwayIsAskedForInPieces() {
        hold(1, 1);
        account.announced(3 * SourceBook.REPLAY_MAX, 0);
        ask(START);
        assertThat(ask(START + SourceBook.RECEIPT_TIMEOUT)).containsExactly(new Range(2, 1 + SourceBook.REPLAY_MAX));
    }

    @Test
    void whatIsComingIsNotAskedForAgain() {
        hold(1, 1);
        account.announced(5_000, 0);
        ask(START);
        long now = START + SourceBook.RECEIPT_TIMEOUT;
        assertThat(ask(now)).containsExactly(new Range(2, 5_000));
        for (long seq = 2; seq < 1_000; seq++) {
            account.add(seq);
            now += SourceBook.RECEIPT_TIMEOUT / 10;
            assertThat(ask(now)).isEmpty();
        }
        assertThat(ask(now + SourceBook.RECEIPT_TIMEOUT)).containsExactly(new Range(1_000, 5_000));
    }

    @Test
    void secondInstanceDoesNotAskForWhatTheFirstHasAskedFor() {
        hold(1, 5);
        hold(8, 9);
        SourceBook second = new SourceBook(Account.of(account.row()));
        book.isOverdue(START);
        second.isOverdue(START);
        long now = START + SourceBook.RECEIPT_TIMEOUT;
        assertThat(ask(now)).containsExactly(new Range(6, 7));
        assertThat(second.isOverdue(now)).as("as far as it knows").isTrue();
        assertThat(second.ask(Account.of(account.row()), now, storeMs(now))).isEmpty();
        assertThat(second.isOverdue(now + 1))
                .as("it looks again when the pause is over")
                .isFalse();
        long later = now + SourceBook.RECEIPT_TIMEOUT;
        assertThat(second.ask(Account.of(account.row()), later, storeMs(later)))
                .as("the first has died, or nobody answered")
                .containsExactly(new Range(6, 7));
    }

    @Test
    void storeClockPutBackDoesNotSilenceUs() {
        hold(3, 3);
        book.isOverdue(START);
        long now = START + SourceBook.RECEIPT_TIMEOUT;
        assertThat(ask(now)).hasSize(1);
        now += SourceBook.RECEIPT_TIMEOUT;
        assertThat(book.ask(account, now, 1)).hasSize(1);
    }
}
