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

    private final SourceBook book =
            new SourceBook(new EventSource(new DeviceIdentity("kul", "inbound", "st-01"), "0123456789abcdef"));

    private void hold(long from, long to) {
        for (long seq = from; seq <= to; seq++) {
            book.add(seq);
        }
    }

    @Test
    void holeIsAskedForOnlyAfterTheReceiptTimeout() {
        hold(1, 5);
        hold(8, 9);
        assertThat(book.ask(START)).isEmpty();
        assertThat(book.ask(START + SourceBook.RECEIPT_TIMEOUT - 1)).isEmpty();
        assertThat(book.ask(START + SourceBook.RECEIPT_TIMEOUT)).containsExactly(new Range(6, 7));
    }

    @Test
    void allOldHolesAreAskedForTogetherAndFreshOnesWait() {
        hold(1, 5);
        hold(8, 9);
        hold(12, 20);
        book.ask(START);
        hold(30, 40);
        assertThat(book.ask(START + SourceBook.RECEIPT_TIMEOUT)).containsExactly(new Range(6, 7), new Range(10, 11));
    }

    @Test
    void nextHolesFollowAtOnceWhenTheAskedOnesAreFilled() {
        for (long seq = 2; seq <= 200; seq += 2) {
            book.add(seq);
        }
        book.ask(START);
        long now = START + SourceBook.RECEIPT_TIMEOUT;
        List<Range> first = book.ask(now);
        assertThat(first)
                .hasSize(SourceBook.HOLES_MAX)
                .startsWith(new Range(1, 1))
                .endsWith(new Range(63, 63));
        assertThat(book.ask(now + 1)).as("while they are under way").isEmpty();
        first.forEach(hole -> book.add(hole.from()));
        assertThat(book.ask(now + 2)).startsWith(new Range(65, 65)).hasSize(SourceBook.HOLES_MAX);
    }

    @Test
    void unansweredRequestIsRepeatedEverMoreSeldom() {
        hold(3, 3);
        book.ask(START);
        long now = START + SourceBook.RECEIPT_TIMEOUT;
        assertThat(book.ask(now)).hasSize(1);
        now += SourceBook.RECEIPT_TIMEOUT;
        assertThat(book.ask(now)).hasSize(1);
        assertThat(book.ask(now + SourceBook.RECEIPT_TIMEOUT)).isEmpty();
        assertThat(book.ask(now + 2 * SourceBook.RECEIPT_TIMEOUT)).hasSize(1);
    }

    @Test
    void announcedEndFarAwayIsAskedForInPieces() {
        hold(1, 1);
        book.announced(3 * SourceBook.REPLAY_MAX);
        book.ask(START);
        assertThat(book.ask(START + SourceBook.RECEIPT_TIMEOUT))
                .containsExactly(new Range(2, 1 + SourceBook.REPLAY_MAX));
    }

    @Test
    void whatIsComingIsNotAskedForAgain() {
        hold(1, 1);
        book.announced(5_000);
        book.ask(START);
        long now = START + SourceBook.RECEIPT_TIMEOUT;
        assertThat(book.ask(now)).containsExactly(new Range(2, 5_000));
        for (long seq = 2; seq < 1_000; seq++) {
            book.add(seq);
            now += SourceBook.RECEIPT_TIMEOUT / 10;
            assertThat(book.ask(now)).isEmpty();
        }
        assertThat(book.ask(now + SourceBook.RECEIPT_TIMEOUT)).containsExactly(new Range(1_000, 5_000));
    }
}
