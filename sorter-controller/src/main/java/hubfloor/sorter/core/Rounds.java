package hubfloor.sorter.core;

import hubfloor.sorter.event.LineEvent.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often a parcel went round already, by its identifier. Remembers the last {@value #KEPT_MAX} that went round; a
 * parcel forgotten starts at none, which costs it more rounds and nothing else. One thread.
 */
final class Rounds {
    static final int KEPT_MAX = 4_096;

    private final Map<String, Integer> rounds = new LinkedHashMap<>();

    int of(String subject) {
        return subject.isEmpty() ? 0 : rounds.getOrDefault(subject, 0);
    }

    void ended(String subject, Outcome outcome) {
        if (subject.isEmpty()) {
            return;
        }
        Integer before = rounds.remove(subject);
        if (outcome == Outcome.RECIRCULATED) {
            if (rounds.size() >= KEPT_MAX) {
                rounds.remove(rounds.keySet().iterator().next());
            }
            rounds.put(subject, before == null ? 1 : before + 1);
        }
    }
}
