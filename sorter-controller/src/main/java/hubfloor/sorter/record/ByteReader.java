package hubfloor.sorter.record;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what {@link ByteWriter} wrote. Never beyond its end, never more than the bytes can hold. One thread. */
final class ByteReader {
    private final byte[] bytes;
    private final int end;
    private int at;

    ByteReader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        at = from;
        end = to;
    }

    /** Reads one item; may find it damaged. */
    interface Item<T> {
        T read() throws Damaged;
    }

    boolean atEnd() {
        return at == end;
    }

    int octet() throws Damaged {
        if (at >= end) {
            throw new Damaged("ends in the middle of a value");
        }
        return bytes[at++] & 0xff;
    }

    long number() throws Damaged {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int octet = octet();
            value |= (long) (octet & 0x7f) << shift;
            if (octet < 0x80) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new Damaged("a number is too long");
    }

    int small() throws Damaged {
        long value = number();
        if (value != (int) value) {
            throw new Damaged("a number is too large");
        }
        return (int) value;
    }

    boolean flag() throws Damaged {
        int octet = octet();
        if (octet > 1) {
            throw new Damaged("a flag is neither yes nor no");
        }
        return octet == 1;
    }

    double fraction() throws Damaged {
        return Double.longBitsToDouble(number());
    }

    String text() throws Damaged {
        int length = count();
        char[] text = new char[length];
        for (int i = 0; i < length; i++) {
            int first = octet();
            text[i] = (char) (first < 0x80 ? first : (first & 0x7f) | (octet() << 7) | (octet() << 15));
        }
        return new String(text);
    }

    <E extends Enum<E>> E word(Class<E> kind) throws Damaged {
        String name = text();
        try {
            return Enum.valueOf(kind, name);
        } catch (IllegalArgumentException unknown) {
            throw new Damaged("a word that this version does not know");
        }
    }

    Instant instant() throws Damaged {
        try {
            return Instant.ofEpochSecond(number(), number());
        } catch (DateTimeException | ArithmeticException e) {
            throw new Damaged("an instant out of range");
        }
    }

    <T> List<T> list(Item<T> item) throws Damaged {
        int count = count();
        List<T> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.add(item.read());
        }
        return items;
    }

    <T> Optional<T> optional(Item<T> item) throws Damaged {
        return flag() ? Optional.of(item.read()) : Optional.empty();
    }

    /** Each item takes a byte at least, so a count beyond what is left is damage and costs no memory. */
    private int count() throws Damaged {
        long count = number();
        if (count < 0 || count > end - at) {
            throw new Damaged("more is announced than there is");
        }
        return (int) count;
    }
}
