package hubfloor.reader.driver;

/** What a UHF tag itself says on the air (EPC Gen2, ISO/IEC 18000-63): its control word and its own CRC. */
final class Gen2 {
    private Gen2() {}

    /** The EPC's length in 16-bit words, from PC bits 15 to 11. */
    static int words(int pc) {
        return pc >> 11;
    }

    /**
     * The tag's CRC-16 (0x1021, begun with FFFF, inverted; ISO/IEC 18000-63 annex F) over PC and EPC, which lie together
     * in the buffer. It catches bytes that were wrong before the reader put its own sum over them.
     */
    static int crc(byte[] b, int from, int length) {
        int crc = 0xFFFF;
        for (int i = 0; i < length; i++) {
            crc ^= Bytes.u8(b, from + i) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ 0x1021;
            }
            crc &= 0xFFFF;
        }
        return ~crc & 0xFFFF;
    }
}
