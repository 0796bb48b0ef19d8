package hubfloor.config.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A config file's bytes and text, before YAML: at most {@value #MOST_BYTES} bytes of strict UTF-8 without control
 * characters. Everything else is refused here, because later it would be harder to say where it stood.
 */
final class SourceText {
    static final int MOST_BYTES = 1 << 20;

    private SourceText() {}

    /** Reads a regular file; a pipe or device is refused rather than waited for. Null when refused. */
    static byte @Nullable [] bytes(Path file, Problems problems) {
        try {
            if (Files.isDirectory(file)) {
                problems.addWholeFile("a directory", "a YAML file");
                return null;
            }
            if (!Files.exists(file)) {
                problems.addWholeFile("no such file", "a YAML file");
                return null;
            }
            if (!Files.isRegularFile(file)) {
                problems.addWholeFile("a device, pipe or socket", "a YAML file");
                return null;
            }
            try (InputStream in = Files.newInputStream(file)) {
                return in.readNBytes(MOST_BYTES + 1);
            }
        } catch (NoSuchFileException e) {
            problems.addWholeFile("no such file", "a YAML file");
        } catch (AccessDeniedException e) {
            problems.addWholeFile("a file this user may not read", "a readable YAML file");
        } catch (IOException e) {
            problems.addWholeFile("a file that cannot be read (" + reason(e) + ")", "a readable YAML file");
        }
        return null;
    }

    private static String reason(IOException e) {
        String words = e.getMessage();
        return Problems.escaped(words == null ? e.getClass().getSimpleName() : words, 200);
    }

    /** The text, or null when refused. A leading byte order mark is dropped. */
    static @Nullable String decode(byte[] bytes, Problems problems) {
        if (bytes.length > MOST_BYTES) {
            problems.addWholeFile("more than 1 MiB", "at most 1 MiB");
            return null;
        }
        CharsetDecoder utf8 = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = utf8.decode(in, out, true);
        out.flip();
        String text = out.toString();
        if (result.isError()) {
            Place place = Place.endOf(text);
            String found = String.format("byte 0x%02X, which is not UTF-8", bytes[in.position()]);
            problems.add(place.line, place.column, "", found, "a file saved as UTF-8");
            return null;
        }
        if (!text.isEmpty() && text.charAt(0) == '\uFEFF') {
            text = text.substring(1);
        }
        return hasControls(text, problems) ? null : text;
    }

    /** Reads the bytes as a map of these keys; null when there was none. Reports whatever is wrong on the way. */
    static @Nullable Values values(byte[] bytes, Problems problems, Path directory, Shape.Group keys) {
        String text = decode(bytes, problems);
        Node root = text == null ? null : NodeReader.read(text, problems);
        if (root == null) {
            return null;
        }
        return new KeyReader(problems, directory, false).read(root, keys, "") instanceof Values file ? file : null;
    }

    /** In lower-case hex. */
    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static boolean hasControls(String text, Problems problems) {
        boolean any = false;
        Place place = new Place();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean control = c < ' ' ? c != '\n' && c != '\r' && c != '\t' : c >= 0x7F && c < 0xA0;
            if (control || c == '\uFEFF' || c == '\uFFFE' || c == '\uFFFF') {
                any = true;
                problems.add(
                        place.line,
                        place.column,
                        "",
                        String.format("the control character \\u%04X", (int) c),
                        "printable text");
            }
            place.pass(c);
        }
        return any;
    }

    /** Walks over text the way an editor counts; a CR LF pair is one line end. */
    private static final class Place {
        private int line = 1;
        private int column = 1;
        private boolean afterReturn;

        static Place endOf(String text) {
            Place place = new Place();
            for (int at = 0; at < text.length(); at++) {
                place.pass(text.charAt(at));
            }
            return place;
        }

        void pass(char c) {
            boolean lineEnd = c == '\n' || c == '\r';
            if (lineEnd && !(c == '\n' && afterReturn)) {
                line++;
                column = 1;
            } else if (!lineEnd && !Character.isLowSurrogate(c)) {
                column++;
            }
            afterReturn = c == '\r';
        }
    }
}
