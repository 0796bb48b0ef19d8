package hubfloor.event;

import hubfloor.config.model.DeviceIdentity;
import java.util.Optional;

/**
 * Which store an event number belongs to: CloudEvents' {@code source}, {@code /{hub}/{zone}/{device}/{epoch}}. Source
 * and number together name one event for ever.
 */
public record EventSource(DeviceIdentity device, String epoch) {
    private static final int EPOCH_DIGITS = 16;

    public EventSource {
        Topics.requireLevels(device);
        if (!isEpoch(epoch)) {
            throw new IllegalArgumentException(
                    "an epoch is 16 lower-case hex digits, not " + epoch.length() + " others");
        }
    }

    public String text() {
        return "/" + device.hub() + "/" + device.zone() + "/" + device.device() + "/" + epoch;
    }

    /** Reads what {@link #text} wrote; empty for anything else. */
    public static Optional<EventSource> parse(String text) {
        if (text.length() > 4 * (Topics.LEVEL_MAX + 1) || !text.startsWith("/")) {
            return Optional.empty();
        }
        String[] levels = text.split("/", -1);
        if (levels.length != 5
                || !Topics.isLevel(levels[1])
                || !Topics.isLevel(levels[2])
                || !Topics.isLevel(levels[3])
                || !isEpoch(levels[4])) {
            return Optional.empty();
        }
        return Optional.of(new EventSource(new DeviceIdentity(levels[1], levels[2], levels[3]), levels[4]));
    }

    public static boolean isEpoch(String text) {
        if (text.length() != EPOCH_DIGITS) {
            return false;
        }
        for (int i = 0; i < EPOCH_DIGITS; i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }
}
