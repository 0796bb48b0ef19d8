package hubfloor.epc;

import hubfloor.parcel.Candidate.Element;
import java.util.List;

/**
 * What one tag's EPC memory means, or why it means nothing. Immutable; any thread. The raw bits always stay: a tag of
 * another numbering system can still be looked up by them.
 *
 * @param hex the bits as they came, upper case
 * @param reason empty when valid, else {@code header} (no GS1 tag), {@code length}, {@code partition},
 *     {@code company_prefix_range}, {@code reference_range}, {@code reserved_bits}, {@code string} or {@code date}
 * @param header the first eight bits in hex
 * @param scheme {@code sscc-96}, {@code sgtin+}; empty when the header is none of GS1's
 * @param filter what kind of thing the tag is on (TDS 10), reserved values included; -1 when the scheme has none
 * @param partition where company prefix and reference part; -1 when the scheme has none
 * @param companyPrefix also a GID's manager, a CAGE or DoDAAC; empty in schemes of TDS 2, which do not tell
 * @param serial without leading zeros where the tag holds a number
 * @param tagUri {@code urn:epc:tag:sscc-96:0.952012.03456789123}; empty in schemes of TDS 2, which have none
 * @param pureIdentityUri the same for whatever bits the same thing carries; empty as above
 * @param elements the GS1 key and its serial as a barcode would hold them; empty for GID, USDOD and ADI
 * @param attributes what is said about the thing besides its name: a date
 * @param host of a scheme that ends in {@code ++}; empty when not known
 */
public record Epc(
        String hex,
        String reason,
        String header,
        String scheme,
        int filter,
        int partition,
        String companyPrefix,
        String reference,
        String serial,
        String tagUri,
        String pureIdentityUri,
        List<Element> elements,
        List<Element> attributes,
        String host) {
    public Epc {
        elements = List.copyOf(elements);
        attributes = List.copyOf(attributes);
    }

    static Epc invalid(String hex, String header, String scheme, String reason) {
        return new Epc(hex, reason, header, scheme, -1, -1, "", "", "", "", "", List.of(), List.of(), "");
    }

    public boolean valid() {
        return reason.isEmpty();
    }

    /** Blank, or of a numbering system that is not GS1's: to be matched by its raw bits only. */
    public boolean nonGs1() {
        return reason.equals(EpcFault.HEADER);
    }

    /** {@code (00)095201234567891235}; empty when there is no GS1 key. */
    public String elementString() {
        StringBuilder out = new StringBuilder();
        append(elements, out);
        append(attributes, out);
        return out.toString();
    }

    private static void append(List<Element> elements, StringBuilder out) {
        for (Element element : elements) {
            out.append('(').append(element.ai()).append(')').append(element.value());
        }
    }

    /** {@code /01/09506000134352/21/32a%2Fb}, with attributes behind a question mark; empty when there is no GS1 key. */
    public String digitalLinkPath() {
        StringBuilder out = new StringBuilder();
        for (Element element : elements) {
            out.append('/').append(element.ai()).append('/').append(EpcText.link(element.value()));
        }
        char before = '?';
        for (Element attribute : attributes) {
            out.append(before).append(attribute.ai()).append('=').append(EpcText.link(attribute.value()));
            before = '&';
        }
        return out.toString();
    }

    /** The whole link where the tag holds its own host name; else empty. */
    public String digitalLink() {
        return host.isEmpty() ? "" : "https://" + host + digitalLinkPath();
    }
}
