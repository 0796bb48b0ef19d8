package hubfloor.sorter.record;

/** CRC-32C (Castagnoli, RFC 3720 appendix B.4), reflected, table of 256. Stateless, any thread. */
final class Crc32c {
    private static final int POLYNOMIAL = 0x82F63B78;
    private static final int[] TABLE = new int[256];

    static {
        for (int i = 0; i < TABLE.length; i++) {
            int crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
            }
            TABLE[i] = crc;
        }
    }

    private Crc32c() {}

    static int of(byte[] bytes, int from, int to) {
        int crc = -1;
        for (int i = from; i < to; i++) {
            crc = (crc >>> 8) ^ TABLE[(crc ^ bytes[i]) & 0xff];
        }
        return ~crc;
    }
}
