package hubfloor.agent;

import hubfloor.epc.EpcDecoder;
import hubfloor.epc.Gen2;
import hubfloor.parcel.Identification;
import hubfloor.parcel.Identification.Outcome;
import hubfloor.parcel.Identifier;
import hubfloor.reader.ReaderMessage.TagRead;
import java.util.List;

/**
 * Says what a tag can mean, in the same words as a barcode: the GS1 elements of its EPC go through the same rules, so
 * that a barcode and a tag of one parcel agree. Any thread.
 */
public final class TagIdentifier {
    private static final Identification NONE = new Identification(Outcome.NONE, List.of());

    private final Identifier identifier;

    public TagIdentifier(Identifier identifier) {
        this.identifier = identifier;
    }

    /**
     * A tag of no GS1 scheme, one that follows an ISO application instead, and one whose own CRC shows that a bit was
     * wrong on the air name nothing; what was read stays in the event.
     */
    public Identification identify(TagRead tag) {
        boolean foreign = tag.pc().isPresent() && Gen2.isoApplication(tag.pc().getAsInt());
        if (foreign || !tag.crcOk().orElse(true)) {
            return NONE;
        }
        return identifier.tag(EpcDecoder.decode(tag.epc()).elements());
    }
}
