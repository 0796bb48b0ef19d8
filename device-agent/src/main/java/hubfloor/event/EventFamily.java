package hubfloor.event;

import java.util.Locale;

/** The last level of an event's topic. */
public enum EventFamily {
    SCAN,
    SORT,
    CHUTE,
    CONTAINER,
    CUSTOMS,
    OPERATOR,
    DEVICE,
    ALARM;

    public String topicLevel() {
        return name().toLowerCase(Locale.ROOT);
    }
}
