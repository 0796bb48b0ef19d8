package hubfloor.sorter.record;

/**
 * How blocks lie in a file: nothing between them, each with its own checksum, so that a torn end is seen and what
 * stands before it is good.
 *
 * <pre>
 *   length of payload (4, little-endian) | CRC-32C of payload (4) | payload: kind (1) 'S' or 'I', fields
 * </pre>
 */
final class Frame {
    static final int HEAD_BYTES = 8;
    /** A plan of 1,000 rules is far below; more is damage. */
    static final int PAYLOAD_MAX = 4 << 20;

    static final int START = 'S';
    static final int INPUTS = 'I';

    private Frame() {}

    static byte[] of(ByteWriter payload) {
        byte[] bytes = payload.copy();
        return new ByteWriter(HEAD_BYTES + bytes.length)
                .fixed32(bytes.length)
                .fixed32(Crc32c.of(bytes, 0, bytes.length))
                .octets(payload)
                .copy();
    }

    /** Length of the payload that begins behind the head at {@code at}; -1 when it is not whole and good. */
    static int payload(byte[] file, int at) {
        if (file.length - at < HEAD_BYTES) {
            return -1;
        }
        int length = fixed32(file, at);
        int from = at + HEAD_BYTES;
        boolean whole = length > 0 && length <= PAYLOAD_MAX && length <= file.length - from;
        return whole && Crc32c.of(file, from, from + length) == fixed32(file, at + 4) ? length : -1;
    }

    private static int fixed32(byte[] file, int at) {
        return (file[at] & 0xff) | ((file[at + 1] & 0xff) << 8) | ((file[at + 2] & 0xff) << 16) | (file[at + 3] << 24);
    }
}
