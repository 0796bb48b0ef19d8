package hubfloor.agent;

import hubfloor.parcel.Barcode;
import hubfloor.parcel.Identification;
import hubfloor.parcel.Identification.Outcome;
import hubfloor.parcel.Identifier;
import java.util.List;
import java.util.function.Function;

/**
 * Says what a tag can mean, in the same words as a barcode: the GS1 element string of its EPC goes through the same
 * rules, so that a barcode and a tag of one parcel agree. Any thread.
 */
public final class TagIdentifier {
    private static final Identification NONE = new Identification(Outcome.NONE, List.of());

    private final Identifier identifier;
    private final Function<String, String> elementString;

    /** @param elementString of an EPC in hex, {@code (00)...}; empty for a tag that is none of GS1's */
    public TagIdentifier(Identifier identifier, Function<String, String> elementString) {
        this.identifier = identifier;
        this.elementString = elementString;
    }

    /** A tag of no GS1 scheme names nothing here; its EPC stays in the event. */
    public Identification identify(String epc) {
        String elements = elementString.apply(epc);
        return elements.isEmpty() ? NONE : identifier.identify(new Barcode("", elements));
    }
}
