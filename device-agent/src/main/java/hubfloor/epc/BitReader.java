package hubfloor.epc;

import java.math.BigInteger;

/** Takes fields off the front of a tag's bits. One thread. */
final class BitReader {
    private final byte[] bytes;
    private final int end;
    private int at;

    /** @param end how many of the bits count */
    BitReader(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end;
    }

    /** The next bits as an unsigned number; at most 63 of them. */
    long take(int bits) throws EpcFault {
        if (end - at < bits) {
            throw new EpcFault(EpcFault.LENGTH);
        }
        long value = 0;
        for (int i = 0; i < bits; i++, at++) {
            value = value << 1 | (bytes[at >> 3] >> (7 - (at & 7)) & 1);
        }
        return value;
    }

    int small(int bits) throws EpcFault {
        return (int) take(bits);
    }

    /** The same for numbers of any width. */
    BigInteger big(int bits) throws EpcFault {
        BigInteger value = BigInteger.ZERO;
        for (int left = bits; left > 0; left -= 32) {
            int now = Math.min(32, left);
            value = value.shiftLeft(now).or(BigInteger.valueOf(take(now)));
        }
        return value;
    }
}
