package hubfloor.epc;

import java.util.HexFormat;

/** Puts fields behind each other as a tag holds them. One thread. */
final class BitWriter {
    private final byte[] bytes;
    private int at;

    /** @param bytesMax room; the fields of a scheme are known to fit */
    BitWriter(int bytesMax) {
        bytes = new byte[bytesMax];
    }

    BitWriter put(long value, int bits) {
        for (int i = bits - 1; i >= 0; i--, at++) {
            if ((value >> i & 1) != 0) {
                bytes[at >> 3] |= (byte) (0x80 >> (at & 7));
            }
        }
        return this;
    }

    int length() {
        return at;
    }

    /** Filled with zeros up to whole words of 16 bits, as air interface and memory count. */
    String hex() {
        int words = (at + 15) / 16;
        return HexFormat.of().withUpperCase().formatHex(bytes, 0, words * 2);
    }
}
