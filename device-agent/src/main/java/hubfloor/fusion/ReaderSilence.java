package hubfloor.fusion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Notices a reader that is plugged in and reads nothing while parcels pass it: its lens is dirty, its antenna fell off,
 * its trigger is dead. That it answers and keeps its connection alive proves nothing of what it sees. One thread.
 */
public final class ReaderSilence {
    private final int parcelsMax;
    private final Map<String, Integer> passed = new LinkedHashMap<>();

    /** @param parcelsMax so many parcels in a row without a word are too many; 0 = never */
    public ReaderSilence(int parcelsMax) {
        this.parcelsMax = parcelsMax;
    }

    /** A reader is there, or may have been away; it begins with no parcel missed. */
    public void watch(String reader) {
        passed.put(reader, 0);
    }

    /** A reader read something, or said that it looked and found no code. @return true when it had been told as silent */
    public boolean heard(String reader) {
        Integer before = passed.replace(reader, 0);
        return before != null && parcelsMax > 0 && before >= parcelsMax;
    }

    /** A parcel passed. @return the readers that have now missed too many, each told once until it is heard again */
    public List<String> parcelPassed() {
        List<String> silent = new ArrayList<>();
        passed.replaceAll((reader, before) -> {
            if (parcelsMax > 0 && before + 1 == parcelsMax) {
                silent.add(reader);
            }
            return Math.min(before + 1, Math.max(parcelsMax, 1));
        });
        return silent;
    }
}
