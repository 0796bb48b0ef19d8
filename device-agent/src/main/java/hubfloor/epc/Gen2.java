package hubfloor.epc;

/**
 * What travels around an EPC over the air (EPCglobal Gen2, ISO/IEC 18000-63): the protocol control word in front and a
 * CRC-16 behind. A reader that reports both lets us find what its own frame checksum cannot: bits that were wrong
 * before it made the frame. Stateless, any thread.
 *
 * <pre>
 *   PC word   15..11 EPC length in words | 10 user memory | 9 extended | 8 numbering system | 7..0 attributes
 * </pre>
 */
public final class Gen2 {
    private static final int POLYNOMIAL = 0x1021;

    private Gen2() {}

    /** The length of the EPC the tag says it sent, in 16-bit words. */
    public static int words(int pc) {
        return pc >> 11 & 0x1F;
    }

    /** Whether the tag follows an ISO application (AFI) and so holds no EPC of GS1, whatever its bits look like. */
    public static boolean isoApplication(int pc) {
        return (pc & 0x100) != 0;
    }

    /** CRC-16 over PC word and EPC, which lie together: polynomial 0x1021, begun with FFFF, inverted (Gen2 annex F). */
    public static int crc16(byte[] bytes, int from, int length) {
        int crc = 0xFFFF;
        for (int i = from; i < from + length; i++) {
            crc ^= (bytes[i] & 0xFF) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) != 0 ? crc << 1 ^ POLYNOMIAL : crc << 1;
            }
            crc &= 0xFFFF;
        }
        return ~crc & 0xFFFF;
    }

    /** Whether length and CRC that came with an EPC fit it. */
    public static boolean holds(int pc, byte[] epc, int crc) {
        byte[] air = new byte[epc.length + 2];
        air[0] = (byte) (pc >> 8);
        air[1] = (byte) pc;
        System.arraycopy(epc, 0, air, 2, epc.length);
        return 2 * words(pc) == epc.length && crc16(air, 0, air.length) == (crc & 0xFFFF);
    }
}
