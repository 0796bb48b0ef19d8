package hubfloor.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/**
 * The few forms of DER (X.690, 10 and 11) that a certificate is made of. A value is its tag, its length and its content:
 *
 * <pre>
 * 30 0A ...             length under 128: one byte
 * 30 82 01 2C ...       else 80 + how many bytes of length follow
 * </pre>
 */
final class Der {
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;
    static final int OCTETS = 0x04;

    private static final int BOOLEAN = 0x01;
    private static final int INTEGER = 0x02;
    private static final int BITS = 0x03;
    private static final int OID = 0x06;
    private static final int UTF8 = 0x0C;
    private static final int UTC_TIME = 0x17;
    private static final int GENERALIZED_TIME = 0x18;
    /** From here on a time needs four digits of year (RFC 5280, 4.1.2.5). */
    private static final int LONG_YEARS = 2050;

    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'");
    private static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'");

    private Der() {}

    static byte[] of(int tag, byte[]... parts) {
        byte[] content = joined(parts);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            byte[] length = unsigned(content.length);
            out.write(0x80 | length.length);
            out.writeBytes(length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    static byte[] sequence(byte[]... parts) {
        return of(SEQUENCE, parts);
    }

    static byte[] integer(BigInteger number) {
        return of(INTEGER, number.toByteArray());
    }

    static byte[] yes() {
        return of(BOOLEAN, new byte[] {(byte) 0xFF});
    }

    static byte[] text(String text) {
        return of(UTF8, text.getBytes(StandardCharsets.UTF_8));
    }

    /** @param unused bits at the end of the last byte that mean nothing */
    static byte[] bits(int unused, byte[] bytes) {
        return of(BITS, new byte[] {(byte) unused}, bytes);
    }

    static byte[] time(Instant at) {
        OffsetDateTime utc = at.atOffset(ZoneOffset.UTC);
        boolean plain = utc.getYear() < LONG_YEARS;
        String text = (plain ? SHORT : LONG).format(utc);
        return of(plain ? UTC_TIME : GENERALIZED_TIME, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** @param dotted {@code 1.2.840.10045.2.1}; the first two numbers share a byte (X.690, 8.19) */
    static byte[] oid(String dotted) {
        String[] numbers = dotted.split("\\.", -1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(40 * Integer.parseInt(numbers[0]) + Integer.parseInt(numbers[1]));
        for (int i = 2; i < numbers.length; i++) {
            int number = Integer.parseInt(numbers[i]);
            for (int shift = 28; shift > 0; shift -= 7) {
                if (number >> shift > 0) {
                    out.write(0x80 | (number >> shift & 0x7F));
                }
            }
            out.write(number & 0x7F);
        }
        return of(OID, out.toByteArray());
    }

    private static byte[] unsigned(int number) {
        byte[] bytes = BigInteger.valueOf(number).toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
