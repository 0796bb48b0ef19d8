package hubfloor.reader;

import java.nio.charset.StandardCharsets;

/** UTF-8 without forgiveness: what would not encode back to the same bytes is noise, not text. */
final class Utf8 {
    private Utf8() {}

    /** Empty when the bytes are not well-formed UTF-8, or hold C1 controls. */
    static String strict(byte[] bytes, int length) {
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        byte[] back = text.getBytes(StandardCharsets.UTF_8);
        if (back.length != length) {
            return "";
        }
        for (int i = 0; i < length; i++) {
            if (back[i] != bytes[i]) {
                return "";
            }
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80 && c < 0xA0) {
                return "";
            }
        }
        return text;
    }
}
