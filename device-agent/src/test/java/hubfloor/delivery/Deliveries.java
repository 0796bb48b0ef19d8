package hubfloor.delivery;

import hubfloor.delivery.Delivery.Before;
import hubfloor.delivery.Delivery.Settings;
import java.util.List;

/** A delivery as tests begin with it, and what they read off its effects. */
final class Deliveries {
    static final String EPOCH = "0123456789abcdef";
    static final long SECOND = BackOff.SECOND;

    static Delivery delivery(int window, long stored, String... consumers) {
        return new Delivery(new Settings(EPOCH, window, List.of(consumers)), new Before(stored, 0, 0, List.of()));
    }

    static List<Long> published(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Publish.class::isInstance)
                .map(effect -> ((Effect.Publish) effect).seq())
                .toList();
    }

    static List<Effect.Alarm> alarms(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Alarm.class::isInstance)
                .map(Effect.Alarm.class::cast)
                .toList();
    }

    static long dialAt(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.DialAt.class::isInstance)
                .mapToLong(effect -> ((Effect.DialAt) effect).atNanos())
                .findFirst()
                .orElseThrow();
    }

    private Deliveries() {}
}
