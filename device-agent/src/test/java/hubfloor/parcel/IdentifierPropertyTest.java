package hubfloor.parcel;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.gs1.Gs1Files;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Rules that hold for every text, tried on seeded random ones; the seed is in each failure. */
class IdentifierPropertyTest {
    private static final long SEED = Long.getLong("hubfloor.seed", 20261122L);
    private static final int ROUNDS = 20_000;
    private static final Identifier IDENTIFIER = new Identifier(Gs1Files.shipped());
    private static final List<String> BEGINNINGS = List.of(
            "",
            "]C1",
            "]d2",
            "]E0",
            "]Q1",
            "]XX",
            "(00)",
            "(",
            "http://a/",
            "https://a/01/",
            "00",
            "420",
            "1Z",
            "91",
            "\u001D",
            "8003",
            "RR",
            "(8013)",
            "8007",
            "8110",
            "7258",
            "8030",
            "4309");

    @Test
    void randomBytesNeverThrowAndConfidenceStaysInBounds() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            String text = BEGINNINGS.get(random.nextInt(BEGINNINGS.size())) + randomText(random);
            for (Candidate candidate : identify(text).candidates()) {
                assertThat(candidate.confidence()).as("seed %s, %s", SEED, text).isBetween(0.0, 1.0);
                assertThat(candidate.valid())
                        .as("seed %s, %s", SEED, text)
                        .isEqualTo(candidate.reason().isEmpty());
            }
        }
    }

    @Test
    void validNumbersAreFoundAndOneWrongDigitNeverPasses() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            String sscc = withLastDigit(digits(random, 17), "", Sscc::problem);
            String s10 = withLastDigit("RR" + digits(random, 8), "MY", S10::problem);
            assertFound("sscc", sscc, sscc);
            assertFound("sscc", "00" + sscc, sscc);
            assertFound("sscc", "]C100" + sscc, sscc);
            assertFound("s10", s10, s10);
            assertThat(Sscc.read(oneDigitChanged(sscc, 0, 18, random)).valid())
                    .as("seed %s %s", SEED, sscc)
                    .isFalse();
            String damaged = oneDigitChanged(s10, 2, 11, random);
            // S10 makes both remainders 0 and 6 a check digit 5, so there, and only there, one wrong digit can pass.
            if (damaged.charAt(10) != '5') {
                assertThat(S10.read(damaged).valid())
                        .as("seed %s %s", SEED, s10)
                        .isFalse();
            }
        }
    }

    @Test
    void everyValidUpsNumberIsFound() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            String body = "1Z" + digits(random, 3) + (char) ('A' + random.nextInt(26)) + digits(random, 11);
            String number = "";
            for (char last = '0'; last <= '9'; last++) {
                number = CheckDigits.ups(body + last, 2, 18) ? body + last : number;
            }
            assertFound("ups", number, number);
        }
    }

    private static void assertFound(String scheme, String text, String value) {
        Identification found = identify(text);
        assertThat(found.outcome()).as("seed %s, %s", SEED, text).isEqualTo(Identification.Outcome.ONE);
        assertThat(found.candidates().get(0).scheme())
                .as("seed %s, %s", SEED, text)
                .isEqualTo(scheme);
        assertThat(found.candidates().get(0).value())
                .as("seed %s, %s", SEED, text)
                .isEqualTo(value);
    }

    private interface Problem {
        String of(String text);
    }

    private static String withLastDigit(String before, String behind, Problem problem) {
        for (char digit = '0'; digit <= '9'; digit++) {
            if (problem.of(before + digit + behind).isEmpty()) {
                return before + digit + behind;
            }
        }
        throw new AssertionError("no check digit for " + before + ", seed " + SEED);
    }

    private static String oneDigitChanged(String text, int from, int to, SplittableRandom random) {
        int at = random.nextInt(from, to);
        char digit = (char) ('0' + (text.charAt(at) - '0' + 1 + random.nextInt(9)) % 10);
        return text.substring(0, at) + digit + text.substring(at + 1);
    }

    private static String digits(SplittableRandom random, int count) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < count; i++) {
            out.append((char) ('0' + random.nextInt(10)));
        }
        return out.toString();
    }

    private static String randomText(SplittableRandom random) {
        int length = random.nextInt(40);
        if (random.nextBoolean()) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        String alphabet = "0123456789012345678901234567890ABCZ()/?=&%+-#|\u001D\\^";
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < length; i++) {
            out.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return out.toString();
    }

    private static Identification identify(String text) {
        return IDENTIFIER.identify(new Barcode("", text));
    }
}
