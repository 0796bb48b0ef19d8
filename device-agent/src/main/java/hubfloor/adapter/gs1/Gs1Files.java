package hubfloor.adapter.gs1;

import hubfloor.parcel.Gs1CodeLists;
import hubfloor.parcel.Gs1Dictionary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the dictionary of application identifiers comes from: the resource shipped in the jar, or a file such as the
 * one GS1 publishes, which is understood unchanged. Read once at start, some milliseconds; any thread.
 */
public final class Gs1Files {
    private static final String DICTIONARY = "/hubfloor/gs1/gs1-syntax-dictionary.txt";
    private static final String CODE_LISTS = "/hubfloor/gs1/code-lists.txt";

    private Gs1Files() {}

    /** The dictionary this program was built with. */
    public static Gs1Dictionary shipped() {
        return Gs1Dictionary.parse(resource(DICTIONARY), shippedLists());
    }

    /**
     * A dictionary in GS1's own syntax, with the shipped code lists.
     *
     * @throws IllegalArgumentException naming the line that cannot be understood
     */
    public static Gs1Dictionary read(Path file) throws IOException {
        return Gs1Dictionary.parse(Files.readString(file), shippedLists());
    }

    private static Gs1CodeLists shippedLists() {
        return Gs1CodeLists.parse(resource(CODE_LISTS));
    }

    private static String resource(String name) {
        try (InputStream in = Gs1Files.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program is incomplete: " + name + " is missing in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
