package hubfloor.sorter.record;

import hubfloor.sorter.core.Effect;

/**
 * One number for all effects so far, in order: 64-bit FNV-1a over the words of each. Two runs with the same number had
 * the same effects, every field of them; a version that words an effect otherwise is another version. One thread.
 */
final class EffectHash {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private long hash = OFFSET;
    private long count;

    void add(Effect effect) {
        String words = effect.toString();
        for (int i = 0; i < words.length(); i++) {
            hash = (hash ^ words.charAt(i)) * PRIME;
        }
        hash = (hash ^ '\n') * PRIME;
        count++;
    }

    long hash() {
        return hash;
    }

    long count() {
        return count;
    }
}
