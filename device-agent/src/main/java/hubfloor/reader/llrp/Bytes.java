package hubfloor.reader.llrp;

/** Numbers as they lie in a message: the most significant byte first. */
final class Bytes {
    private Bytes() {}

    static int u8(byte[] in, int at) {
        return in[at] & 0xFF;
    }

    static int u16(byte[] in, int at) {
        return u8(in, at) << 8 | u8(in, at + 1);
    }

    static int s16(byte[] in, int at) {
        return (short) u16(in, at);
    }

    static long u32(byte[] in, int at) {
        return (long) u16(in, at) << 16 | u16(in, at + 2);
    }

    static long u64(byte[] in, int at) {
        return u32(in, at) << 32 | u32(in, at + 4);
    }
}
