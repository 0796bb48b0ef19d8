package hubfloor.parcel;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes GS1 data apart, whatever form it came in: a symbol with its AIM identifier, an element string, brackets as
 * printed under the bars. GS (0x1D) ends an element of variable length; a missing one runs two elements together and
 * is found only where the length betrays it, so GS must never be trimmed on the way here. At most 64 elements.
 * Immutable, any thread.
 */
public final class Gs1Elements {
    private static final char GS = 0x1D;
    static final int MAX_ELEMENTS = 64;
    private static final String COMPOSITE = "|]e0";

    private final Gs1Dictionary dictionary;
    private final Gs1Associations associations;
    private final Gs1DigitalLink links;

    public Gs1Elements(Gs1Dictionary dictionary) {
        this.dictionary = dictionary;
        this.associations = new Gs1Associations(dictionary);
        this.links = new Gs1DigitalLink(dictionary, associations);
    }

    /** What a reader sent, AIM identifier first; only the symbols that GS1 prescribes are accepted. */
    public Gs1Reading scan(String text) {
        Aim aim = Aim.leading(text);
        return aim == null || !aim.gs1Carrier()
                ? Gs1Reading.fault("symbology_id", "", List.of())
                : symbol(aim, text.substring(3));
    }

    Gs1Reading symbol(Aim aim, String data) {
        Gs1Reading reading;
        if (aim.gs1Syntax()) {
            // A caret is how some readers write FNC1; behind an identifier that promises GS it belies the identifier.
            reading = data.indexOf('^') >= 0 ? Gs1Reading.fault("symbology_id", "", List.of()) : elementString(data);
        } else if (aim.isRetail()) {
            reading = retail(data, aim.id().equals("]E4") ? 8 : 13);
        } else {
            reading = Gs1DigitalLink.isLink(data) ? links.read(data) : Gs1Reading.plain(data);
        }
        return reading.in(aim.symbology());
    }

    /** An element string as it stands in a GS1 symbol, without AIM identifier and without the leading FNC1. */
    public Gs1Reading elementString(String text) {
        if (text.isEmpty()) {
            return Gs1Reading.fault("length", "", List.of());
        }
        List<Candidate.Element> elements = new ArrayList<>(4);
        int at = 0;
        while (at < text.length()) {
            Gs1Entry entry = dictionary.leading(text, at);
            if (entry == null) {
                return Gs1Reading.fault("unknown_ai", "", elements);
            }
            int from = at + entry.ai().length();
            int end = text.indexOf(GS, from);
            end = end < 0 ? text.length() : end;
            int to = Math.min(end, from + entry.maxLength());
            String reason = entry.check(text, from, to);
            if (reason.isEmpty() && ((to < end && !entry.fixed()) || elements.size() == MAX_ELEMENTS)) {
                reason = "length";
            }
            if (!reason.isEmpty()) {
                return Gs1Reading.fault(reason, entry.ai(), elements);
            }
            elements.add(new Candidate.Element(entry.ai(), text.substring(from, to)));
            at = to < text.length() && text.charAt(to) == GS ? to + 1 : to;
        }
        return associations.judge(elements);
    }

    /** {@code (01)12345678901231(10)ABC}, as printed or typed; a bracket within a value is written {@code \(}. */
    public Gs1Reading bracketed(String text) {
        List<Candidate.Element> elements = new ArrayList<>(4);
        if (text.isEmpty()) {
            return Gs1Reading.fault("length", "", elements);
        }
        int at = 0;
        while (at < text.length()) {
            int close = text.indexOf(')', at);
            Gs1Entry entry = close < 0 || text.charAt(at) != '(' ? null : dictionary.find(text, at + 1, close);
            if (entry == null) {
                return Gs1Reading.fault("unknown_ai", "", elements);
            }
            int next = nextBracket(text, close + 1);
            String value = text.substring(close + 1, next);
            value = value.indexOf('\\') < 0 ? value : value.replace("\\(", "(");
            if (value.length() < entry.minLength()
                    || value.length() > entry.maxLength()
                    || elements.size() == MAX_ELEMENTS) {
                return Gs1Reading.fault("length", entry.ai(), elements);
            }
            elements.add(new Candidate.Element(entry.ai(), value));
            at = next;
        }
        return checked(dictionary, associations, elements);
    }

    /** Elements that are apart already, as an RFID tag holds them. */
    public Gs1Reading elements(List<Candidate.Element> elements) {
        for (Candidate.Element element : elements) {
            Gs1Entry entry = dictionary.find(element.ai());
            int length = element.value().length();
            if (entry != null && (length < entry.minLength() || length > entry.maxLength())) {
                return Gs1Reading.fault("length", element.ai(), List.of());
            }
        }
        return checked(dictionary, associations, elements);
    }

    /** A GS1 Digital Link; see {@link Gs1DigitalLink}. */
    public Gs1Reading digitalLink(String uri) {
        return links.read(uri);
    }

    /** Judges values whose bounds are known: each alone, then together. */
    static Gs1Reading checked(
            Gs1Dictionary dictionary, Gs1Associations associations, List<Candidate.Element> elements) {
        for (int i = 0; i < elements.size(); i++) {
            Candidate.Element element = elements.get(i);
            Gs1Entry entry = dictionary.find(element.ai());
            String value = element.value();
            String reason = entry == null ? "unknown_ai" : entry.check(value, 0, value.length());
            if (entry != null && reason.isEmpty() && consumed(entry, value.length()) < value.length()) {
                reason = "length";
            }
            if (!reason.isEmpty()) {
                return Gs1Reading.fault(reason, element.ai(), elements.subList(0, i));
            }
        }
        return associations.judge(elements);
    }

    private static int consumed(Gs1Entry entry, int length) {
        return Math.min(entry.maxLength(), length);
    }

    private static int nextBracket(String text, int from) {
        int at = text.indexOf('(', from);
        while (at > from && text.charAt(at - 1) == '\\') {
            at = text.indexOf('(', at + 1);
        }
        return at < 0 ? text.length() : at;
    }

    /** EAN and UPC: the number, and perhaps a composite component behind it. */
    private Gs1Reading retail(String data, int length) {
        int composite = data.startsWith(COMPOSITE, length) ? length : -1;
        String number = composite < 0 ? data : data.substring(0, length);
        if (number.length() != length || !CheckDigits.digits(number, 0, length)) {
            return Gs1Reading.fault("length", "", List.of());
        }
        if (!CheckDigits.gs1(number, 0, length)) {
            return Gs1Reading.fault("check_digit", "", List.of());
        }
        return composite < 0 ? Gs1Reading.plain(data) : elementString(data.substring(length + COMPOSITE.length()));
    }
}
