package hubfloor.parcel;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The bytes of a scan as a person types and reads them: {@code {GS}} and the other ASCII control names, {@code \x1D}
 * for any byte, {@code \\} for a backslash; all else stands for itself, in UTF-8. A brace or backslash that begins none
 * of these is data. What {@link #format} writes, {@link #bytes} reads back to the same bytes. Stateless, any thread.
 */
public final class ScanText {
    private static final List<String> NAMES = List.of(
            "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR", "SO", "SI",
            "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US");
    private static final int DELETE = 0x7F;
    private static final Map<String, Integer> CODES = codes();
    private static final String HEX = "0123456789ABCDEF";

    private ScanText() {}

    /**
     * The bytes that the line stands for.
     *
     * @throws IllegalArgumentException with the column, counted from 1, and what is allowed there
     */
    public static byte[] bytes(String line) {
        byte[] out = new byte[line.getBytes(StandardCharsets.UTF_8).length];
        int count = 0;
        int at = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            String name = c == '{' ? name(line, at) : "";
            if (!name.isEmpty()) {
                Integer code = CODES.get(name);
                if (code == null) {
                    throw error(at, "{" + name + "} is no control character; known are {NUL} {STX} {GS} ... {DEL}");
                }
                out[count++] = code.byteValue();
                at += name.length() + 2;
            } else if (line.startsWith("\\\\", at)) {
                out[count++] = '\\';
                at += 2;
            } else if (line.startsWith("\\x", at)) {
                if (at + 4 > line.length() || nibble(line.charAt(at + 2)) < 0 || nibble(line.charAt(at + 3)) < 0) {
                    throw error(at, "\\x needs two hexadecimal digits, like \\x1D");
                }
                out[count++] = (byte) (nibble(line.charAt(at + 2)) * 16 + nibble(line.charAt(at + 3)));
                at += 4;
            } else {
                int next = line.offsetByCodePoints(at, 1);
                for (byte value : line.substring(at, next).getBytes(StandardCharsets.UTF_8)) {
                    out[count++] = value;
                }
                at = next;
            }
        }
        return Arrays.copyOf(out, count);
    }

    /**
     * The bytes of a line of hexadecimal digits; spaces may stand between bytes.
     *
     * @throws IllegalArgumentException with the column, counted from 1
     */
    public static byte[] hex(String line) {
        byte[] out = new byte[line.length() / 2];
        int count = 0;
        int at = 0;
        while (at < line.length()) {
            if (line.charAt(at) == ' ') {
                at++;
                continue;
            }
            int high = nibble(line.charAt(at));
            if (high < 0) {
                throw error(at, "not a hexadecimal digit");
            }
            int low = at + 1 < line.length() ? nibble(line.charAt(at + 1)) : -1;
            if (low < 0) {
                throw error(at + 1, "a byte needs two hexadecimal digits");
            }
            out[count++] = (byte) (high * 16 + low);
            at += 2;
        }
        return Arrays.copyOf(out, count);
    }

    /** Printable ASCII as it is, control characters by name, every other byte as {@code \xNN}. */
    public static String format(byte[] bytes) {
        StringBuilder out = new StringBuilder(bytes.length + 16);
        for (int i = 0; i < bytes.length; i++) {
            int value = bytes[i] & 0xFF;
            if (value < ' ') {
                out.append('{').append(NAMES.get(value)).append('}');
            } else if (value == DELETE) {
                out.append("{DEL}");
            } else if (value == '\\') {
                out.append("\\\\");
            } else if (value > DELETE || (value == '{' && readsAsName(bytes, i))) {
                out.append("\\x").append(HEX.charAt(value >> 4)).append(HEX.charAt(value & 15));
            } else {
                out.append((char) value);
            }
        }
        return out.toString();
    }

    private static boolean readsAsName(byte[] bytes, int at) {
        int to = Math.min(bytes.length, at + 6);
        return !name(new String(bytes, at, to - at, StandardCharsets.ISO_8859_1), 0)
                .isEmpty();
    }

    /** Two or three capitals or digits in braces; empty when what stands there is data. */
    private static String name(String line, int at) {
        int close = line.indexOf('}', at);
        if (close < at + 3 || close > at + 4) {
            return "";
        }
        for (int i = at + 1; i < close; i++) {
            char c = line.charAt(i);
            if ((c < 'A' || c > 'Z') && (c < '0' || c > '9' || i == at + 1)) {
                return "";
            }
        }
        return line.substring(at + 1, close);
    }

    private static int nibble(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }

    private static IllegalArgumentException error(int at, String what) {
        return new IllegalArgumentException("column " + (at + 1) + ": " + what);
    }

    private static Map<String, Integer> codes() {
        Map<String, Integer> codes = new HashMap<>();
        for (int i = 0; i < NAMES.size(); i++) {
            codes.put(NAMES.get(i), i);
        }
        codes.put("TAB", 9);
        codes.put("SP", 32);
        codes.put("DEL", DELETE);
        return Map.copyOf(codes);
    }
}
