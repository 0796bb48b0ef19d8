package hubfloor.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SeqRangesTest {
    @Test
    void behavesAsAPlainSetOfNumbers() {
        for (long seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            SeqRanges ranges = new SeqRanges();
            TreeSet<Long> plain = new TreeSet<>();
            for (int i = 0; i < 60; i++) {
                long from = random.nextLong(1, 51);
                switch (random.nextInt(7)) {
                    case 0 -> {
                        ranges.removeThrough(from);
                        plain.headSet(from, true).clear();
                    }
                    case 1 -> {
                        long end = ranges.takeFirstIfFrom(from);
                        assertThat(end != 0).as("seed %d", seed).isEqualTo(!plain.isEmpty() && plain.first() <= from);
                        plain.headSet(end, true).clear();
                    }
                    case 2 -> {
                        ranges.remove(from);
                        plain.remove(from);
                    }
                    default -> {
                        long to = from - 1 + random.nextLong(6);
                        ranges.add(from, to);
                        for (long seq = from; seq <= to; seq++) {
                            plain.add(seq);
                        }
                    }
                }
                for (long seq = 1; seq < 60; seq++) {
                    assertThat(ranges.contains(seq))
                            .as("seed %d, %d", seed, seq)
                            .isEqualTo(plain.contains(seq));
                }
                long edges =
                        plain.stream().filter(seq -> !plain.contains(seq - 1)).count();
                assertThat(ranges.ranges()).as("seed %d: joined", seed).isEqualTo((int) edges);
                assertThat(ranges.count()).as("seed %d", seed).isEqualTo(plain.size());
            }
            assertThat(SeqRanges.parse(ranges.text()).list())
                    .as("seed %d", seed)
                    .isEqualTo(ranges.list());
        }
    }

    @Test
    void textThatIsNoRangesIsRefused() {
        for (String text : new String[] {"x", "5", "-5", "5-", "5-6 ", "5-6,7-8"}) {
            assertThatThrownBy(() -> SeqRanges.parse(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
