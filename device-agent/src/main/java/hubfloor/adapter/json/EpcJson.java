package hubfloor.adapter.json;

import hubfloor.epc.Epc;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a tag's EPC means, as JSON. Texts are always there, empty where there is nothing to say; {@code filter} and
 * {@code partition} are numbers and left out where the scheme has none; {@code digital_link} is left out unless the tag
 * itself holds a host name. Stateless, any thread.
 *
 * <pre>
 * {"input":"...","hex":"...","class":"gs1|non_gs1","scheme":"sscc-96","header":"31","filter":0,"partition":6,
 *  "company_prefix":"952012","reference":"03456789123","serial":"","tag_uri":"urn:epc:tag:...",
 *  "pure_identity_uri":"urn:epc:id:...","gs1_element_string":"(00)...","digital_link_path":"/00/...",
 *  "valid":true,"reason":""}
 * </pre>
 */
public final class EpcJson {
    private EpcJson() {}

    /** One line, without a line end. */
    public static String line(String input, Epc epc) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("input", input);
        out.put("hex", epc.hex());
        out.put("class", epc.nonGs1() ? "non_gs1" : "gs1");
        out.put("scheme", epc.scheme());
        out.put("header", epc.header());
        if (epc.filter() >= 0) {
            out.put("filter", epc.filter());
        }
        if (epc.partition() >= 0) {
            out.put("partition", epc.partition());
        }
        out.put("company_prefix", epc.companyPrefix());
        out.put("reference", epc.reference());
        out.put("serial", epc.serial());
        out.put("tag_uri", epc.tagUri());
        out.put("pure_identity_uri", epc.pureIdentityUri());
        out.put("gs1_element_string", epc.elementString());
        out.put("digital_link_path", epc.digitalLinkPath());
        if (!epc.host().isEmpty()) {
            out.put("digital_link", epc.digitalLink());
        }
        out.put("valid", epc.valid());
        out.put("reason", epc.reason());
        return JsonLine.of(out);
    }

    /** A line that is no tag at all. */
    public static String notHex(String input) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("input", input);
        out.put("valid", false);
        out.put("reason", "charset");
        return JsonLine.of(out);
    }
}
