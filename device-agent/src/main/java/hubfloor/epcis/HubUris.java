package hubfloor.epcis;

import hubfloor.event.EventSource;
import hubfloor.parcel.CheckDigits;
import java.util.Optional;

/**
 * The names one hub gives to events, parcels and places. They are URIs under the hub's own web address, made from what
 * never changes, so that the same event has the same name in every document. Parcels with a GS1 key have GS1's name;
 * all others are named by the hub, since an EPC for them would be invented.
 *
 * <pre>
 * {url}/event/{hub}/{zone}/{device}/{epoch}/{seq}
 * {url}/parcel/{scheme}/{value}     {url}/parcel/line/{hub}/{zone}/{device}/{run}/{number}
 * {url}/place/{hub}/{zone}/{device}/{chute}     or with a GLN: https://id.gs1.org/414/{gln}/254/{zone}.{device}.{chute}
 * {url}/voc/...
 * </pre>
 */
public final class HubUris {
    static final String GS1 = "https://id.gs1.org/";
    /** AI 254 has no room for more; a place with a longer name keeps the hub's own URI. */
    private static final int EXTENSION_MAX = 20;

    private static final int GLN_DIGITS = 13;

    private final String url;
    private final String gln;

    /**
     * @param url {@code https://hub.example/epcis}; a slash at its end makes no difference
     * @param gln GLN of the hub, 13 digits; empty for none
     * @throws IllegalArgumentException when one of them is no such thing, in words for a person
     */
    public HubUris(String url, String gln) {
        String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        boolean plain = base.indexOf('?') < 0 && base.indexOf('#') < 0 && base.indexOf('@') < 0;
        if (!base.startsWith("https://") || !Uris.absolute(base) || !plain) {
            throw new IllegalArgumentException(
                    "the hub's address is https:// with a host and perhaps a path, not " + url);
        }
        if (!gln.isEmpty() && !isGln(gln)) {
            throw new IllegalArgumentException("a GLN is 13 digits, the last a check digit, not " + gln);
        }
        this.url = base;
        this.gln = gln;
    }

    String event(EventSource source, long seq) {
        return url + "/event" + source.text() + "/" + seq;
    }

    /** @param subject {@code s10/RR123456785MY} */
    String parcel(String subject) {
        Optional<String> key = Gs1Links.path(subject);
        if (key.isPresent()) {
            return GS1 + key.get();
        }
        int slash = subject.indexOf('/');
        return url + "/parcel/" + Uris.segment(subject.substring(0, Math.max(0, slash))) + "/"
                + Uris.segment(subject.substring(slash + 1));
    }

    /**
     * A parcel on which nothing was read that names it.
     *
     * @param key {@code 3f2a9c01-81234/17}, the line's own number for it
     */
    String lineParcel(EventSource source, String key) {
        int slash = key.indexOf('/');
        return url + "/parcel/line" + device(source) + "/" + Uris.segment(key.substring(0, Math.max(0, slash))) + "/"
                + Uris.segment(key.substring(slash + 1));
    }

    /** @param chute empty for the device itself */
    String place(EventSource source, String chute) {
        String extension =
                source.device().zone() + "." + source.device().device() + (chute.isEmpty() ? "" : "." + chute);
        if (!gln.isEmpty() && extension.length() <= EXTENSION_MAX) {
            return hub(source) + "/254/" + Uris.segment(extension);
        }
        return url + "/place" + device(source) + (chute.isEmpty() ? "" : "/" + Uris.segment(chute));
    }

    /** The whole hub, where a parcel is expected to be afterwards. */
    String hub(EventSource source) {
        return gln.isEmpty() ? url + "/place/" + source.device().hub() : GS1 + "414/" + gln;
    }

    /** The words that are ours, for the document's context. */
    String vocabulary() {
        return url + "/voc/";
    }

    private static String device(EventSource source) {
        return "/" + source.device().hub() + "/" + source.device().zone() + "/"
                + source.device().device();
    }

    private static boolean isGln(String text) {
        return text.length() == GLN_DIGITS
                && text.matches("[0-9]+")
                && text.charAt(GLN_DIGITS - 1) == CheckDigits.gs1Digit(text, 0, GLN_DIGITS - 1);
    }
}
