package hubfloor.adapter.json;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** Writes JSON bytes into a buffer that is kept from one event to the next. One thread. */
final class Pen {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final long DAY_SECONDS = 86_400;
    /** Years RFC 3339 can write; a clock outside of them is shown at the nearest end. */
    private static final long FIRST_SECOND = -62_167_219_200L;

    private static final long LAST_SECOND = 253_402_300_799L;

    private byte[] buffer;
    private int length;

    Pen(int room) {
        buffer = new byte[room];
    }

    Pen clear() {
        length = 0;
        return this;
    }

    byte[] copy() {
        return Arrays.copyOf(buffer, length);
    }

    Pen raw(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
        return this;
    }

    /** A string's content, without the quotes. Lone surrogates become U+FFFD. */
    Pen text(String text) {
        int chars = text.length();
        reserve(chars * 6);
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\') {
                buffer[length++] = (byte) c;
            } else if (c == '"' || c == '\\') {
                put('\\');
                put(c);
            } else if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029) {
                escape(c);
            } else if (Character.isHighSurrogate(c) && i + 1 < chars && Character.isLowSurrogate(text.charAt(i + 1))) {
                utf8(Character.toCodePoint(c, text.charAt(++i)));
            } else {
                utf8(Character.isSurrogate(c) ? 0xfffd : c);
            }
        }
        return this;
    }

    Pen number(long number) {
        if (number < 0) {
            return raw(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
        }
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        reserve(digits);
        long rest = number;
        for (int i = length + digits - 1; i >= length; i--) {
            buffer[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    /** RFC 3339 in UTC, milliseconds cut off, not rounded: {@code 2026-11-22T09:15:02.417Z}. */
    Pen time(Instant instant) {
        long second = Math.clamp(instant.getEpochSecond(), FIRST_SECOND, LAST_SECOND);
        int ms = instant.getNano() / 1_000_000;
        long day = Math.floorDiv(second, DAY_SECONDS);
        int ofDay = (int) Math.floorMod(second, DAY_SECONDS);
        // civil date from the day number, eras of 400 years beginning on 1 March
        long shifted = day + 719_468;
        long era = Math.floorDiv(shifted, 146_097L);
        int ofEra = (int) (shifted - era * 146_097);
        int yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365;
        int ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int month = (5 * ofYear + 2) / 153;
        int dayOfMonth = ofYear - (153 * month + 2) / 5 + 1;
        int year = (int) (yearOfEra + era * 400) + (month >= 10 ? 1 : 0);
        reserve(24);
        digits(year, 4)
                .put('-')
                .digits(month < 10 ? month + 3 : month - 9, 2)
                .put('-')
                .digits(dayOfMonth, 2);
        put('T').digits(ofDay / 3600, 2)
                .put(':')
                .digits(ofDay / 60 % 60, 2)
                .put(':')
                .digits(ofDay % 60, 2);
        return put('.').digits(ms, 3).put('Z');
    }

    private Pen digits(int number, int width) {
        int rest = number;
        for (int i = length + width - 1; i >= length; i--) {
            buffer[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += width;
        return this;
    }

    private Pen put(int ascii) {
        buffer[length++] = (byte) ascii;
        return this;
    }

    private void escape(char c) {
        put('\\').put('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            put(HEX[(c >> shift) & 0xf]);
        }
    }

    private void utf8(int c) {
        if (c < 0x800) {
            put(0xc0 | c >> 6);
        } else {
            if (c < 0x10000) {
                put(0xe0 | c >> 12);
            } else {
                put(0xf0 | c >> 18).put(0x80 | (c >> 12 & 0x3f));
            }
            put(0x80 | (c >> 6 & 0x3f));
        }
        put(0x80 | (c & 0x3f));
    }

    private void reserve(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }
}
