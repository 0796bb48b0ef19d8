package hubfloor.advice;

import hubfloor.config.model.CustomsStatus;
import java.time.Instant;

/** All that is known of a parcel without looking at it: where it shall go, and whether customs lets it. */
public record Advice(Routing routing, CustomsFacts customs) {
    /** Nothing was heard. */
    public static final Advice UNKNOWN = new Advice(Routing.UNKNOWN, CustomsFacts.UNKNOWN);

    /** A destination of first instance, nothing of customs. */
    public static Advice to(String country, String postcode, String service, int announcedGrams, int priority) {
        return new Advice(
                new Routing(1, country, postcode, service, announcedGrams, priority, false, Clocks.NONE),
                CustomsFacts.UNKNOWN);
    }

    /** Takes one more message into account, in whatever order messages come. */
    public Advice heard(ParcelNews news) {
        Routing next = news.routing()
                .filter(said -> said.sequence() > routing.sequence())
                .orElse(routing);
        CustomsFacts facts = news.customs()
                .map(said -> customs.heard(said.status(), said.sequence(), said.at()))
                .orElse(customs);
        return new Advice(next, facts);
    }

    /** The same for all that somebody else has heard. */
    public Advice heard(Advice other) {
        Routing next = other.routing.sequence() > routing.sequence() ? other.routing : routing;
        return new Advice(next, customs.heard(other.customs));
    }

    public Advice heard(CustomsStatus status, long sequence, Instant at) {
        return new Advice(routing, customs.heard(status, sequence, at));
    }

    /** With what somebody on the floor said. */
    public Advice heard(FloorRelease said) {
        return new Advice(routing, customs.heard(said));
    }

    public String country() {
        return routing.country();
    }

    public String postcode() {
        return routing.postcode();
    }

    public String service() {
        return routing.service();
    }

    public int announcedGrams() {
        return routing.announcedGrams();
    }

    public int priority() {
        return routing.priority();
    }
}
