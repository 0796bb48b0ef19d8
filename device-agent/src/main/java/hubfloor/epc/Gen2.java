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

    /** How many bytes of EPC the tag says it sent. */
    public static int epcBytes(int pc) {
        return (pc >> 11 & 0x1F) * 2;
    }

    /** Whether the tag follows an ISO application (AFI) and so holds no EPC of GS1, whatever its bits look like. */
    public static boolean isoApplication(int pc) {
        return (pc & 0x100) != 0;
    }

    /** CRC-16 over PC word and EPC: polynomial 0x1021, begun with FFFF, inverted (Gen2 annex F). */
    public static int crc16(int pc, byte[] epc) {
        int crc = step(step(0xFFFF, pc >> 8 & 0xFF), pc & 0xFF);
        for (byte b : epc) {
            crc = step(crc, b & 0xFF);
        }
        return ~crc & 0xFFFF;
    }

    /** Whether length and CRC that came with an EPC fit it. */
    public static boolean holds(int pc, byte[] epc, int crc) {
        return epcBytes(pc) == epc.length && crc16(pc, epc) == (crc & 0xFFFF);
    }

    private static int step(int crc, int b) {
        int out = crc ^ b << 8;
        for (int i = 0; i < 8; i++) {
            out = (out & 0x8000) != 0 ? out << 1 ^ POLYNOMIAL : out << 1;
        }
        return out & 0xFFFF;
    }
}
