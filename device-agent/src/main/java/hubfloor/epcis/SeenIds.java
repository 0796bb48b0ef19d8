package hubfloor.epcis;

import java.util.Arrays;

/**
 * Tells whether an id was there before, in 16 to 32 bytes an id: it keeps 64 bits of each, so that of a million ids two
 * different ones are taken for the same once in 37 million documents. Keeps the first {@value #KEPT_MAX}; a later one is
 * still compared with these. One thread.
 */
final class SeenIds {
    static final int KEPT_MAX = 1 << 22;

    private final int keptMax;
    private long[] slots = new long[1 << 10];
    private int size;
    private boolean zero;
    private boolean overflown;

    SeenIds() {
        this(KEPT_MAX);
    }

    SeenIds(int keptMax) {
        this.keptMax = keptMax;
    }

    /** @return false when it was there before */
    boolean add(String id) {
        long hash = hash(id);
        if (hash == 0) {
            boolean fresh = !zero;
            zero = true;
            return fresh;
        }
        if (size >= keptMax) {
            overflown = true;
            return !there(slots, hash);
        }
        if (!put(slots, hash)) {
            return false;
        }
        if (++size > slots.length / 2) {
            long[] wider = new long[slots.length * 2];
            Arrays.stream(slots).filter(each -> each != 0).forEach(each -> put(wider, each));
            slots = wider;
        }
        return true;
    }

    /** Whether there were more ids than are kept. */
    boolean overflown() {
        return overflown;
    }

    private static boolean put(long[] into, long hash) {
        int at = slot(into, hash);
        boolean fresh = into[at] == 0;
        into[at] = hash;
        return fresh;
    }

    private static boolean there(long[] among, long hash) {
        return among[slot(among, hash)] == hash;
    }

    /** Where it is, or the free place where it belongs. */
    private static int slot(long[] among, long hash) {
        int mask = among.length - 1;
        int at = (int) hash & mask;
        while (among[at] != 0 && among[at] != hash) {
            at = (at + 1) & mask;
        }
        return at;
    }

    /** FNV-1a over the characters, then mixed so that every bit of it depends on all of them. */
    private static long hash(String id) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
