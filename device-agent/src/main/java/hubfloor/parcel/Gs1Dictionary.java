package hubfloor.parcel;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What application identifiers exist and what they may hold, read from GS1's Barcode Syntax Dictionary: never from
 * tables in code, so a new release of GS1 is a new file. Look-ups allocate nothing. Immutable, any thread.
 */
public final class Gs1Dictionary {
    private static final int PREFIXES = 100;
    /** Where the AIs of 2, 3 and 4 digits begin in the table. */
    private static final int[] OFFSET = {0, 0, 0, 100, 1100};

    private final @Nullable Gs1Entry[] table = new @Nullable Gs1Entry[11_100];
    private final int[] lengthByPrefix = new int[PREFIXES];
    private final List<Gs1Entry> entries;
    private final Set<String> unknownLinters;

    Gs1Dictionary(SortedMap<String, Gs1Entry> entries, Set<String> unknownLinters) {
        this.entries = List.copyOf(entries.values());
        this.unknownLinters = Set.copyOf(unknownLinters);
        for (Gs1Entry entry : this.entries) {
            String ai = entry.ai();
            table[index(ai, 0, ai.length())] = entry;
            lengthByPrefix[index(ai, 0, 2)] = ai.length();
        }
    }

    /**
     * Reads GS1's dictionary and the code lists its rules look into.
     *
     * @throws IllegalArgumentException naming the line that cannot be understood
     */
    public static Gs1Dictionary parse(String dictionary, Gs1CodeLists lists) {
        return new Gs1DictionaryText(lists).read(dictionary);
    }

    /** Every entry, by AI. */
    public Collection<Gs1Entry> entries() {
        return entries;
    }

    /** Rules named in the file that this version cannot check; their values are accepted. */
    public Set<String> unknownLinters() {
        return unknownLinters;
    }

    /** The entry of exactly this AI; null when GS1 has assigned none. */
    public @Nullable Gs1Entry find(String ai) {
        return find(ai, 0, ai.length());
    }

    @Nullable
    Gs1Entry find(String text, int from, int to) {
        int length = to - from;
        return length < 2 || length > 4 || !CheckDigits.digits(text, from, to) ? null : table[index(text, from, to)];
    }

    /** The entry whose AI the text goes on with at {@code from}: two digits tell how long the AI is. */
    @Nullable
    Gs1Entry leading(String text, int from) {
        if (text.length() - from < 2 || !CheckDigits.digits(text, from, from + 2)) {
            return null;
        }
        int length = lengthByPrefix[index(text, from, from + 2)];
        return length == 0 || text.length() - from < length ? null : find(text, from, from + length);
    }

    private static int index(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + text.charAt(i) - '0';
        }
        return OFFSET[to - from] + value;
    }
}
