package hubfloor.sorter.decision;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The words one kind of condition uses in a plan, numbered, so that a rule's set is a few bits. */
final class Words {
    private final Map<String, Integer> numbers = new HashMap<>();

    void learn(Set<String> words) {
        for (String word : words) {
            numbers.putIfAbsent(word, numbers.size());
        }
    }

    /** -1 for a word that no rule mentions, and for the empty word, which means not known. */
    int number(String word) {
        Integer number = word.isEmpty() ? null : numbers.get(word);
        return number == null ? -1 : number;
    }

    /** Empty for an empty set: no condition. Wide enough for every word learnt. */
    long[] bits(Set<String> words) {
        if (words.isEmpty()) {
            return new long[0];
        }
        long[] bits = new long[(numbers.size() + 63) / 64];
        for (String word : words) {
            Integer number = numbers.get(word);
            if (number != null) {
                bits[number >> 6] |= 1L << number;
            }
        }
        return bits;
    }
}
