package hubfloor.reader.llrp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Writes one message; lengths are filled in when a parameter or the message ends. One thread.
 *
 * <p>It says version 1, as every reader understands before another version is agreed (LLRP 1.1, 9.1.1).
 */
final class LlrpWriter {
    private static final int VERSION = 1;
    private static final int TV = 0x80;

    private final Deque<Integer> open = new ArrayDeque<>();
    private byte[] buffer = new byte[64];
    private int length;

    private LlrpWriter() {}

    static LlrpWriter of(LlrpType type, long id) {
        return new LlrpWriter().u16((VERSION << 10) | type.number).u32(0).u32(id);
    }

    LlrpWriter u8(int value) {
        if (length == buffer.length) {
            buffer = Arrays.copyOf(buffer, length * 2);
        }
        buffer[length++] = (byte) value;
        return this;
    }

    LlrpWriter u16(int value) {
        return u8(value >> 8).u8(value);
    }

    LlrpWriter u32(long value) {
        return u16((int) (value >> 16)).u16((int) value);
    }

    LlrpWriter u64(long value) {
        return u32(value >>> 32).u32(value);
    }

    LlrpWriter bytes(byte[] value) {
        for (byte b : value) {
            u8(b);
        }
        return this;
    }

    LlrpWriter text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return u16(utf8.length).bytes(utf8);
    }

    /** The type byte of a TV; its value follows. */
    LlrpWriter tv(int type) {
        return u8(TV | type);
    }

    /** Begins a TLV, to be ended by {@link #end}. */
    LlrpWriter tlv(int type) {
        open.push(length);
        return u16(type).u16(0);
    }

    LlrpWriter end() {
        int from = open.pop();
        put(from + 2, length - from, 2);
        return this;
    }

    byte[] message() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("a parameter was begun and not ended");
        }
        put(2, length, 4);
        return Arrays.copyOf(buffer, length);
    }

    private void put(int at, int value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            buffer[at + i] = (byte) (value >> (8 * (bytes - 1 - i)));
        }
    }
}
