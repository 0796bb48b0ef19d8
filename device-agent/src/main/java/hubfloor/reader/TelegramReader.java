package hubfloor.reader;

import hubfloor.config.model.ScannerProfile;
import hubfloor.parcel.Barcode;
import hubfloor.reader.ReaderMessage.Broken;
import hubfloor.reader.ReaderMessage.Code;
import hubfloor.reader.ReaderMessage.Codes;
import hubfloor.reader.ReaderMessage.Fault;
import hubfloor.reader.ReaderMessage.Heartbeat;
import hubfloor.reader.ReaderMessage.Missing;
import hubfloor.reader.ReaderMessage.Reply;
import hubfloor.reader.ReaderMessage.Symbol;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what stands between a telegram's prefix and suffix. Separator characters of GS1 data (FS, GS, RS, US) and EOT
 * of ISO/IEC 15434 are data and pass untouched; any other control character is line noise.
 */
final class TelegramReader {
    /** SICK's answers begin so; {@code sFA} is its refusal. */
    private static final String SOPAS_ANSWER = "sAN ";

    private static final String SOPAS_REFUSAL = "sFA";

    /** Cognex's extended answers, {@code ||[0]} or with an id before the code; 0 is done. */
    private static final String DMCC_ANSWER = "||";

    private final ScannerProfile profile;

    TelegramReader(ScannerProfile profile) {
        this.profile = profile;
    }

    void read(byte[] bytes, int length, ReaderOutput out) {
        if (length == 0) {
            return;
        }
        if (length > profile.maxLength()) {
            out.message(new Broken(Fault.LENGTH, length));
            return;
        }
        String text = text(bytes, length);
        if (text.isEmpty()) {
            out.message(new Broken(Fault.CHARSET, length));
        } else if (profile.heartbeat().contains(text)) {
            out.message(new Heartbeat());
        } else if (profile.sopas() && (text.startsWith(SOPAS_ANSWER) || text.startsWith(SOPAS_REFUSAL))) {
            out.message(reply(text));
        } else if (profile.dmcc() && text.startsWith(DMCC_ANSWER)) {
            out.message(new Reply("DMCC", text.equals(DMCC_ANSWER) || text.contains("[0]")));
        } else {
            codes(text, length, out);
        }
    }

    private void codes(String text, int length, ReaderOutput out) {
        String separator = profile.separator().orElse("");
        List<Code> codes = new ArrayList<>(1);
        for (int from = 0; from <= text.length(); ) {
            int to = separator.isEmpty() ? -1 : text.indexOf(separator, from);
            String piece = text.substring(from, to < 0 ? text.length() : to);
            from = to < 0 ? text.length() + 1 : to + separator.length();
            if (profile.noRead().contains(piece)) {
                codes.add(new Missing());
            } else if (!piece.isEmpty()) {
                if (profile.aim() && !startsWithAim(piece)) {
                    out.message(new Broken(Fault.AIM, length));
                    return;
                }
                codes.add(new Symbol(
                        profile.aim()
                                ? new Barcode(piece.substring(0, 3), piece.substring(3))
                                : new Barcode("", piece)));
            }
        }
        if (!codes.isEmpty()) {
            out.message(new Codes(codes));
        }
    }

    /** ISO/IEC 15424: flag character {@code ]}, code character, modifier. */
    private static boolean startsWithAim(String piece) {
        return piece.length() >= 3
                && piece.charAt(0) == ']'
                && isAsciiLetter(piece.charAt(1))
                && (isAsciiLetter(piece.charAt(2)) || (piece.charAt(2) >= '0' && piece.charAt(2) <= '9'));
    }

    private static boolean isAsciiLetter(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static Reply reply(String text) {
        String[] words = text.split(" ", -1);
        boolean ok = text.startsWith(SOPAS_ANSWER) && !(words.length > 2 && words[2].equals("0"));
        return new Reply(words.length > 1 ? words[1] : "", ok);
    }

    /** The telegram as text, or nothing when a byte cannot be part of one. */
    private String text(byte[] bytes, int length) {
        boolean ascii = true;
        for (int i = 0; i < length; i++) {
            int b = bytes[i] & 0xFF;
            if ((b < 0x20 && (b < 0x1C && b != 0x04)) || b == 0x7F) {
                return "";
            }
            ascii &= b < 0x80;
        }
        if (ascii) {
            return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        }
        return switch (profile.charset()) {
            case "UTF-8" -> Utf8.strict(bytes, length);
            case "ISO-8859-1" -> latin1(bytes, length);
            default -> "";
        };
    }

    /** C1 controls (0x80 to 0x9F) are noise in Latin-1 as C0 controls are in ASCII. */
    private static String latin1(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            int b = bytes[i] & 0xFF;
            if (b >= 0x80 && b < 0xA0) {
                return "";
            }
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
}
