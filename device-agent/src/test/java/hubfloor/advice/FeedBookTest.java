package hubfloor.advice;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.advice.FeedBook.Mark;
import hubfloor.advice.FeedBook.Sighting;
import hubfloor.delivery.SeqRanges.Range;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FeedBookTest {
    private static final String EPOCH = "0123456789abcdef";
    private static final long SECOND = 1_000_000_000L;

    private final FeedBook book = new FeedBook(Mark.NONE);

    private Sighting heard(long seq, long atSecond) {
        return book.heard(EPOCH, seq, atSecond * SECOND);
    }

    private Optional<Range> ask(long atSecond) {
        return book.ask(atSecond * SECOND);
    }

    @Test
    void nothingIsAskedWhileNothingIsMissing() {
        heard(1, 0);
        heard(2, 0);
        assertThat(ask(0)).isEmpty();
        assertThat(ask(1_000)).isEmpty();
    }

    @Test
    void aDeviceThatIsNewAsksForTheBeginningOfTheFeed() {
        heard(500, 0);
        assertThat(ask(0)).as("it may be on its way").isEmpty();
        assertThat(ask(2)).contains(new Range(1, FeedBook.ASK_MAX));
    }

    @Test
    void theNextOnesAreAskedForAsSoonAsTheFirstAreThere() {
        heard(500, 0);
        ask(0);
        ask(2);
        for (long seq = 1; seq <= FeedBook.ASK_MAX; seq++) {
            heard(seq, 3);
        }
        assertThat(ask(3)).contains(new Range(FeedBook.ASK_MAX + 1, 2 * FeedBook.ASK_MAX));
    }

    @Test
    void whatDoesNotComeIsAskedForAgainWithGrowingPauses() {
        heard(2, 0);
        ask(0);
        List<Long> askedAt = new ArrayList<>();
        for (long second = 0; second < 3_600; second++) {
            if (ask(second).isPresent()) {
                askedAt.add(second);
            }
        }
        assertThat(askedAt).startsWith(2L, 12L, 32L, 72L).hasSizeLessThan(15);
    }

    @Test
    void aDroppedMessageIsMissedAlthoughNobodyReadItsNumber() {
        heard(1, 0);
        book.dropped();
        ask(0);
        assertThat(ask(2)).contains(new Range(2, 1 + FeedBook.ASK_MAX));
        heard(2, 3);
        assertThat(ask(100)).as("there may be more").contains(new Range(3, 2 + FeedBook.ASK_MAX));
        heard(2, 101);
        assertThat(ask(1_000)).as("it was the last one").isEmpty();
    }

    @Test
    void afterADroppedMessageTheFeedsLastOneAgainSaysThatNothingIsMissing() {
        heard(1, 0);
        heard(2, 0);
        book.dropped();
        heard(3, 1);
        ask(1);
        assertThat(ask(3)).contains(new Range(4, 3 + FeedBook.ASK_MAX));
        heard(3, 4);
        assertThat(ask(1_000)).isEmpty();
    }

    @Test
    void aNewEpochBeginsAnewAndForgetsWhatTheOldOneOwed() {
        heard(7, 0);
        book.heard("fedcba9876543210", 1, SECOND);
        assertThat(ask(100)).isEmpty();
        assertThat(book.mark()).isEqualTo(new Mark("fedcba9876543210", 1, List.of()));
    }

    @Test
    void whereItStoodIsKnownAfterARestart() {
        heard(1, 0);
        heard(3, 0);
        heard(7, 0);
        heard(6, 0);
        Mark kept = Mark.parse(EPOCH, book.mark().text()).orElseThrow();
        assertThat(kept).isEqualTo(book.mark());
        FeedBook again = new FeedBook(kept);
        assertThat(again.heard(EPOCH, 7, 0)).isEqualTo(Sighting.REPEATED);
        assertThat(again.heard(EPOCH, 2, 0)).isEqualTo(Sighting.NEW);
        assertThat(again.mark().through()).isEqualTo(3);
    }

    @Test
    void aTextThatIsNoMarkIsNone() {
        for (String text : List.of("", "x", "1", "1;2", "1;2-", "1;a-b")) {
            assertThat(Mark.parse(EPOCH, text)).as(text).isEmpty();
        }
    }

    @Test
    void moreGapsThanItCanNoteLeaveTheMessageMissing() {
        for (long seq = 2; seq <= 2 * FeedBook.ISLANDS_MAX; seq += 2) {
            assertThat(heard(seq, 0)).isEqualTo(Sighting.NEW);
        }
        assertThat(heard(1_000, 0)).isEqualTo(Sighting.TOO_MANY_GAPS);
        assertThat(heard(1, 0)).isEqualTo(Sighting.NEW);
        assertThat(heard(1_000, 0)).isEqualTo(Sighting.NEW);
    }

    @Test
    void everythingIsThereInTheEndWhateverIsLostAndInWhateverOrderItComes() {
        Random seeds = new Random(20_261_126);
        for (int round = 0; round < 300; round++) {
            long seed = seeds.nextLong();
            Random random = new Random(seed);
            FeedBook device = new FeedBook(Mark.NONE);
            int all = 1 + random.nextInt(300);
            List<Long> coming = new ArrayList<>();
            for (long seq = 1; seq <= all; seq++) {
                if (seq == all || random.nextInt(3) > 0) {
                    coming.add(seq);
                }
            }
            Collections.shuffle(coming, random);
            long second = 0;
            while (device.mark().through() < all && second < 40_000) {
                for (long seq : coming) {
                    device.heard(EPOCH, seq, second * SECOND);
                }
                coming.clear();
                Optional<Range> wanted = device.ask(second * SECOND);
                for (long seq = wanted.map(Range::from).orElse(1L);
                        seq <= wanted.map(Range::to).orElse(0L);
                        seq++) {
                    if (random.nextInt(4) > 0) {
                        coming.add(seq);
                    }
                }
                second++;
            }
            assertThat(device.mark().through()).as("seed %d", seed).isEqualTo(all);
        }
    }
}
