package hubfloor.delivery;

import hubfloor.delivery.Effect.Trouble;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Events the broker would not take, and how often that is worth an alarm: once a minute for each reason code. The
 * lowest {@value #KEPT_MAX} are kept in mind to be tried again after each new connection; the store knows them all.
 * One thread.
 */
final class Refusals {
    static final int KEPT_MAX = 1024;
    private static final long QUIET = 60 * BackOff.SECOND;

    private record Told(Trouble trouble, int reasonCode) {}

    private final NavigableSet<Long> parked = new TreeSet<>();
    private final Map<Told, Long> toldAt = new HashMap<>();

    Refusals(Collection<Long> parkedBefore) {
        parkedBefore.stream().limit(KEPT_MAX).forEach(parked::add);
    }

    /** @param aboutAlarm the refused event is itself an alarm: one about it would only be refused too */
    List<Effect> refused(long seq, int reasonCode, boolean aboutAlarm, long now) {
        List<Effect> effects = new ArrayList<>(2);
        if (!parked.contains(seq)) {
            effects.add(new Effect.Park(seq, reasonCode));
            parked.add(seq);
            if (parked.size() > KEPT_MAX) {
                parked.pollLast();
            }
        }
        if (!aboutAlarm) {
            effects.addAll(alarm(Trouble.PUBLISH_REFUSED, reasonCode, seq, now));
        }
        return effects;
    }

    /** One per kind and reason code a minute; there are at most 128 codes and five kinds. */
    List<Effect> alarm(Trouble trouble, int reasonCode, long seq, long now) {
        Told key = new Told(trouble, reasonCode);
        Long told = toldAt.get(key);
        if (told != null && now - told < QUIET) {
            return List.of();
        }
        toldAt.put(key, now);
        return List.of(new Effect.Alarm(trouble, reasonCode, seq));
    }

    boolean accepted(long seq) {
        return !parked.isEmpty() && parked.remove(seq);
    }

    void receipted(long through) {
        if (!parked.isEmpty()) {
            parked.headSet(through, true).clear();
        }
    }

    /** Those the drain will not come by on its own. */
    Collection<Long> below(long seq) {
        return parked.headSet(seq);
    }

    int parked() {
        return parked.size();
    }
}
