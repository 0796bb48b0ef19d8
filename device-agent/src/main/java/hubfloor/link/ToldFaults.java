package hubfloor.link;

import hubfloor.delivery.Effect;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the state message says is wrong: the device's own words, and what the delivery found. The link thread's; each
 * change answers whether the state message is now out of date.
 */
final class ToldFaults {
    private final Set<String> ofDelivery = new TreeSet<>();
    private Set<String> ofTheDevice = Set.of();

    boolean ofTheDevice(Set<String> words) {
        boolean changed = !words.equals(ofTheDevice);
        ofTheDevice = words;
        return changed;
    }

    boolean raise(Effect.Trouble trouble) {
        return ofDelivery.add(trouble.word());
    }

    boolean over(Effect.Trouble trouble) {
        return ofDelivery.remove(trouble.word());
    }

    Set<String> ofDelivery() {
        return Set.copyOf(ofDelivery);
    }

    /** Both, sorted. */
    List<String> all() {
        Set<String> all = new TreeSet<>(ofTheDevice);
        all.addAll(ofDelivery);
        return List.copyOf(all);
    }
}
