package hubfloor.reader.driver;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Numbers, hex and text out of frames. */
final class Bytes {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Bytes() {}

    static int u8(byte[] b, int at) {
        return b[at] & 0xFF;
    }

    static int u16(byte[] b, int at) {
        return u8(b, at) << 8 | u8(b, at + 1);
    }

    static int u24(byte[] b, int at) {
        return u16(b, at) << 8 | u8(b, at + 2);
    }

    static long u32(byte[] b, int at) {
        return (long) u16(b, at) << 16 | u16(b, at + 2);
    }

    static int sum(byte[] b, int from, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += u8(b, from + i);
        }
        return sum;
    }

    static String hex(byte[] b, int from, int length) {
        return HEX.formatHex(b, from, from + length);
    }

    static String hex(int u8) {
        return HEX.toHexDigits((byte) u8);
    }

    /** One character per byte, so that no byte is lost. */
    static String text(byte[] b, int from, int length) {
        return new String(b, from, length, StandardCharsets.ISO_8859_1);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] of(int... u8) {
        byte[] bytes = new byte[u8.length];
        for (int i = 0; i < u8.length; i++) {
            bytes[i] = (byte) u8[i];
        }
        return bytes;
    }
}
