package hubfloor.epc;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Many tags by chance, the same ones at every run: what is written is read back, and no bits make it throw. */
class EpcPropertyTest {
    private static final long SEED = 20261126;
    private static final int ROUNDS = 400;
    private static final String SERIAL = "!\"%&'()*+,-./0129:;<=>?AZ_az";

    private final Random random = new Random(SEED);

    @Test
    void whatIsWrittenIsReadBack() {
        for (int i = 0; i < ROUNDS; i++) {
            for (String uri : uris()) {
                Epc epc = EpcDecoder.decode(EpcEncoder.encode(uri));
                assertThat(epc.tagUri()).as("seed %d round %d", SEED, i).isEqualTo(uri);
                assertThat(epc.valid()).isTrue();
            }
        }
    }

    /** Filters, prefixes of every length, references at and below their limits, serials of every length. */
    private List<String> uris() {
        int l = 6 + random.nextInt(7);
        String p = digits(l);
        String f = random.nextInt(8) + "." + p + ".";
        List<String> uris = new ArrayList<>();
        uris.add("sgtin-96:" + f + digits(13 - l) + "." + number(38));
        uris.add("sgtin-198:" + f + digits(13 - l) + "." + text(20));
        uris.add("sscc-96:" + f + digits(17 - l));
        uris.add("sgln-96:" + f + digits(12 - l) + "." + number(41));
        uris.add("sgln-195:" + f + digits(12 - l) + "." + text(20));
        uris.add("grai-96:" + f + digits(12 - l) + "." + number(38));
        uris.add("grai-170:" + f + digits(12 - l) + "." + text(16));
        uris.add("giai-96:" + f + number(82 - Partition.bits(12 - l)));
        uris.add("giai-202:" + f + text(30 - l));
        uris.add("gsrn-96:" + f + digits(17 - l));
        uris.add("gsrnp-96:" + f + digits(17 - l));
        uris.add("gdti-96:" + f + digits(12 - l) + "." + number(41));
        uris.add("gdti-113:" + f + digits(12 - l) + "." + digits(1 + random.nextInt(17)));
        uris.add("gdti-174:" + f + digits(12 - l) + "." + text(17));
        uris.add("cpi-96:" + f + number(51 - Partition.bits(12 - l)) + "." + number(31));
        uris.add("cpi-var:" + f + EpcText.uri(pick("#-/09AZ", 1 + random.nextInt(30 - l))) + "." + number(40));
        uris.add("sgcn-96:" + f + digits(12 - l) + "." + digits(1 + random.nextInt(12)));
        uris.add("itip-110:" + f + digits(13 - l) + "." + digits(2) + "." + digits(2) + "." + number(38));
        uris.add("itip-212:" + f + digits(13 - l) + "." + digits(2) + "." + digits(2) + "." + text(20));
        uris.add("gid-96:" + number(28) + "." + number(24) + "." + number(36));
        uris.add("usdod-96:" + random.nextInt(16) + "." + pick("09AHJNPZ", 5 + random.nextInt(2)) + "." + number(36));
        uris.add("adi-var:" + random.nextInt(64) + "." + pick("09AHJNPZ", 5 + random.nextInt(2)) + "."
                + EpcText.uri(pick("-/09AZ", random.nextInt(33))) + "."
                + EpcText.uri((random.nextBoolean() ? "#" : "") + pick("-/09AZ", 1 + random.nextInt(29))));
        return uris.stream().map(uri -> "urn:epc:tag:" + uri).toList();
    }

    @Test
    void everySchemeWithAPlusGivesBackItsValues() {
        for (int i = 0; i < ROUNDS; i++) {
            String digits = digits(18);
            String serial = pick(SERIAL, 1 + random.nextInt(20));
            String number = digits(1 + random.nextInt(12));
            assertThat(element(bcd(plus(0xF9), digits))).isEqualTo("(00)" + digits);
            assertThat(element(bcd(plus(0xF7), digits.substring(0, 14)), serial))
                    .isEqualTo("(01)" + digits.substring(0, 14) + "(21)" + serial);
            assertThat(element(counted(bcd(plus(0xF8), digits.substring(0, 13)), number)))
                    .isEqualTo("(255)" + digits.substring(0, 13) + number);
            assertThat(element(bcd(plus(0xFA), digits.substring(0, 5)).put(14, 4), serial))
                    .isEqualTo("(8004)" + digits.substring(0, 5) + serial);
            BitWriter cpi = bcd(plus(0xF0), digits.substring(0, 9)).put(15, 4);
            assertThat(element(counted(cpi, number))).isEqualTo("(8010)" + digits.substring(0, 9) + "(8011)" + number);
        }
    }

    @Test
    void everyEncodingOfASerialGivesItBack() {
        for (int length = 1; length <= 20; length++) {
            assertSerial(0, digits(length));
            assertSerial(1, pick("0123456789ABCDEF", length));
            assertSerial(2, pick("0123456789abcdef", length));
            assertSerial(3, pick(EpcText.BASE_64, length));
            assertSerial(4, pick(SERIAL, length));
            assertSerial(5, pick(EpcText.CODE_40.substring(1), length));
        }
    }

    private void assertSerial(int encoding, String serial) {
        BitWriter out = bcd(plus(0xF7), "09521141123454");
        serial(out, encoding, serial);
        assertThat(element(out))
                .as("encoding %d, seed %d", encoding, SEED)
                .isEqualTo("(01)09521141123454(21)" + serial);
    }

    @Test
    void noBitsMakeItThrow() {
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            Epc epc = EpcDecoder.decode(bytes);
            assertThat(epc.valid())
                    .as("seed %d round %d %s", SEED, i, epc.hex())
                    .isEqualTo(epc.reason().isEmpty());
            if (epc.valid() && !epc.tagUri().isEmpty() && !epc.scheme().endsWith("+")) {
                assertThat(EpcDecoder.decode(EpcEncoder.encode(epc.tagUri())).tagUri())
                        .isEqualTo(epc.tagUri());
            }
        }
    }

    @Test
    void everyTagCutShortIsTooShort() {
        for (String uri : uris()) {
            String hex = EpcEncoder.encode(uri);
            int needed = EpcDecoder.decode(hex).valid() ? hex.length() : 0;
            for (int n = 0; n < needed - 8; n++) {
                assertThat(EpcDecoder.decode(hex.substring(0, n)).reason())
                        .as("%s at %d", uri, n)
                        .isEqualTo("length");
            }
        }
    }

    private static BitWriter plus(int header) {
        return new BitWriter(64).put(header, 8).put(0, 1).put(3, 3);
    }

    private static BitWriter counted(BitWriter out, String number) {
        return integer(out.put(number.length(), 4), number);
    }

    private static String element(BitWriter out) {
        return EpcDecoder.decode(out.hex()).elementString();
    }

    private static String element(BitWriter out, String serial) {
        serial(out, 4, serial);
        return element(out);
    }

    private static void serial(BitWriter out, int encoding, String text) {
        out.put(encoding, 3).put(text.length(), 5);
        switch (encoding) {
            case 0 -> integer(out, text);
            case 1, 2 -> text.chars().forEach(c -> out.put(Character.digit(c, 16), 4));
            case 3 -> text.chars().forEach(c -> out.put(EpcText.BASE_64.indexOf(c), 6));
            case 4 -> text.chars().forEach(c -> out.put(c, 7));
            default -> code40(out, text);
        }
    }

    private static void code40(BitWriter out, String text) {
        String filled = text + "  ";
        for (int at = 0; at < text.length(); at += 3) {
            int value = 1;
            int weight = 1600;
            for (int i = at; i < at + 3; i++) {
                value += weight * EpcText.CODE_40.indexOf(filled.charAt(i));
                weight /= 40;
            }
            out.put(value, 16);
        }
    }

    private static BitWriter integer(BitWriter out, String digits) {
        int bits = BigInteger.TEN.pow(digits.length()).subtract(BigInteger.ONE).bitLength();
        BigInteger value = new BigInteger(digits);
        for (int i = bits - 1; i >= 0; i--) {
            out.put(value.testBit(i) ? 1 : 0, 1);
        }
        return out;
    }

    private static BitWriter bcd(BitWriter out, String digits) {
        digits.chars().forEach(digit -> out.put(digit - '0', 4));
        return out;
    }

    private String digits(int length) {
        return pick(random.nextInt(8) == 0 ? "9" : "0123456789", length);
    }

    private String text(int most) {
        return EpcText.uri(pick(SERIAL, 1 + random.nextInt(most)));
    }

    private String number(int bits) {
        BigInteger any = new BigInteger(bits, random);
        return (random.nextInt(8) == 0 ? BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE) : any).toString();
    }

    private String pick(String from, int length) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < length; i++) {
            out.append(from.charAt(random.nextInt(from.length())));
        }
        return out.toString();
    }

    @Test
    void hexOfOddLengthCountsItsDigits() {
        assertThat(EpcDecoder.decode("F90095201234567891235").valid()).isTrue();
        assertThat(HexFormat.of().parseHex("F900952012345678912350")).hasSize(11);
    }
}
