package hubfloor.link;

import hubfloor.event.StoredEvent;
import hubfloor.port.EventStore.Outcome;
import hubfloor.port.EventStore.Refusal;
import java.util.Locale;

/** Nobody waits for an alarm of the link to be stored; one that is not is counted. */
final class Unheard implements Outcome {
    private final Oddities oddities;

    Unheard(Oddities oddities) {
        this.oddities = oddities;
    }

    @Override
    public void stored(StoredEvent event) {}

    @Override
    public void refused(Refusal why) {
        oddities.count("alarm-not-stored", why.name().toLowerCase(Locale.ROOT));
    }
}
