package hubfloor.config.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class MutatedFilesTest {
    private static final long SEED = 20_261_122;
    private static final int FILES = 6000;

    @Test
    void mutatedFileIsAcceptedOrRefusedWithALineAndNeverThrows() {
        int refusals = 0;
        for (int round = 0; round < FILES; round++) {
            long seed = SEED + round;
            Random random = new Random(seed);
            boolean plan = round % 4 == 0;
            byte[] bytes = plan ? mutated(random, BadPlans.GOOD, Yaml.PLANS) : mutated(random, Yaml.GOOD, Yaml.SHIPPED);
            Loaded<?> loaded = Assertions.assertTimeout(
                    Duration.ofSeconds(5),
                    () -> plan ? PlanFile.loadText("p.yaml", bytes, null) : Yaml.load(bytes),
                    "seed " + seed);
            if (loaded instanceof Loaded.Refused<?> refused) {
                List<Problem> problems = refused.problems();
                refusals++;
                assertThat(problems).as("seed %d", seed).isNotEmpty().hasSizeLessThanOrEqualTo(101);
                assertThat(problems)
                        .as("seed %d", seed)
                        .allMatch(problem -> problem.line() >= 1
                                && problem.column() >= 1
                                && problem.sentence().length() < 2000
                                && problem.sentence().chars().noneMatch(Character::isISOControl));
            }
        }
        assertThat(refusals).isBetween(FILES / 2, FILES - 1);
    }

    private static byte[] mutated(Random random, String small, List<String> shipped) {
        String source = random.nextInt(4) > 0 ? small : Yaml.resource(shipped.get(random.nextInt(shipped.size())));
        byte[] bytes = source.getBytes(UTF_8);
        for (int times = random.nextInt(3); times >= 0; times--) {
            int at = random.nextInt(bytes.length);
            bytes = switch (random.nextInt(8)) {
                case 0 -> flipped(bytes, at, random.nextInt(8));
                case 1 -> replaced(bytes, at, bytes.length - at, "x");
                case 2 -> replaced(bytes, at, 1, "[".repeat(random.nextInt(3000)));
                case 3 -> replaced(bytes, at, 1, "{a: ".repeat(random.nextInt(300)));
                case 4 -> replaced(bytes, at, 1, "9".repeat(random.nextInt(5000)));
                case 5 -> replaced(bytes, at, 0, "\n" + "k".repeat(random.nextInt(20_000)) + ": 1\n");
                case 6 ->
                    replaced(bytes, at, 1, String.valueOf("&*!|>'\"%@`-?:,[]{}#\t\u0000".charAt(random.nextInt(21))));
                default -> replaced(bytes, at, 0, "\"\\U%08X\\x0%d\"".formatted(random.nextInt(), random.nextInt(10)));
            };
        }
        return bytes;
    }

    private static byte[] flipped(byte[] bytes, int at, int bit) {
        byte[] copy = bytes.clone();
        copy[at] ^= (byte) (1 << bit);
        return copy;
    }

    private static byte[] replaced(byte[] bytes, int at, int length, String with) {
        String text = new String(bytes, ISO_8859_1);
        return (text.substring(0, at) + with + text.substring(at + length)).getBytes(ISO_8859_1);
    }
}
