package hubfloor.sorter.record;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes numbers and texts compactly: whole numbers in groups of 7 bits, small ones of either sign short; texts
 * character by character, so that anything a reader sent comes back exactly. Grows as needed. One thread.
 */
final class ByteWriter {
    private byte[] buffer;
    private int length;

    ByteWriter(int room) {
        buffer = new byte[room];
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    byte[] copy() {
        return Arrays.copyOf(buffer, length);
    }

    ByteWriter octet(int value) {
        if (length == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        buffer[length++] = (byte) value;
        return this;
    }

    /** All that the other has written. */
    ByteWriter octets(ByteWriter other) {
        if (buffer.length - length < other.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + other.length));
        }
        System.arraycopy(other.buffer, 0, buffer, length, other.length);
        length += other.length;
        return this;
    }

    /** Little-endian, always four bytes. */
    ByteWriter fixed32(int value) {
        return octet(value).octet(value >>> 8).octet(value >>> 16).octet(value >>> 24);
    }

    ByteWriter number(long value) {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7fL) != 0) {
            octet((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        return octet((int) rest);
    }

    ByteWriter flag(boolean value) {
        return octet(value ? 1 : 0);
    }

    ByteWriter fraction(double value) {
        return number(Double.doubleToRawLongBits(value));
    }

    ByteWriter text(String value) {
        number(value.length());
        for (int i = 0; i < value.length(); i++) {
            int c = value.charAt(i);
            if (c < 0x80) {
                octet(c);
            } else {
                octet((c & 0x7f) | 0x80).octet(c >>> 7 & 0xff).octet(c >>> 15);
            }
        }
        return this;
    }

    ByteWriter word(Enum<?> value) {
        return text(value.name());
    }

    ByteWriter instant(Instant value) {
        return number(value.getEpochSecond()).number(value.getNano());
    }

    <T> ByteWriter list(Collection<T> values, Consumer<T> each) {
        number(values.size());
        values.forEach(each);
        return this;
    }

    <T> ByteWriter optional(Optional<T> value, Consumer<T> each) {
        flag(value.isPresent());
        value.ifPresent(each);
        return this;
    }
}
