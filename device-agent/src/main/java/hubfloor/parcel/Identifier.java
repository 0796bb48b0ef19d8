package hubfloor.parcel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what a barcode can mean: every scheme it fits, and whether one parcel is named without doubt.
 *
 * <p>Trust, highest first: S10, SSCC and UPS 1Z whose check holds (and GS1's keys of bags, cages and devices); other
 * check digits; a telling beginning; a mere shape. Only the highest tier that is there counts: it names one thing
 * (ONE) or two (CONFLICT). A product number (EAN, UPC, GTIN) stands among the check digits, so it can contradict a
 * carrier's, but alone it names a product and not a parcel (NONE); so do GS1 elements without a key of the parcel.
 *
 * <p>Immutable, any thread; about a microsecond for an ordinary scan. Texts beyond {@value #MAX_LENGTH} characters are
 * not looked into.
 */
public final class Identifier {
    /** More than any linear symbol and any QR code with digits can hold. */
    static final int MAX_LENGTH = 8192;

    private static final char GS = 0x1D;
    private static final double INVALID = 0.05;

    private final Gs1Elements gs1;
    private final Gs1Dictionary dictionary;

    public Identifier(Gs1Dictionary dictionary) {
        this.dictionary = dictionary;
        this.gs1 = new Gs1Elements(dictionary);
    }

    public Identification identify(Barcode barcode) {
        String text = barcode.text();
        Aim aim = Aim.of(barcode.aim());
        if (barcode.aim().isEmpty()) {
            aim = Aim.leading(text);
            text = aim == null ? text : text.substring(3);
        }
        Readings readings = new Readings();
        if (text.length() > MAX_LENGTH) {
            return readings.conclude();
        }
        String symbology = aim == null ? "" : aim.symbology();
        if (aim != null && aim.isRetail()) {
            readRetail(aim, text, readings);
            return readings.conclude();
        }
        if (text.isEmpty() && (aim == null || !aim.gs1Syntax())) {
            return readings.conclude();
        }
        boolean gs1Symbol = aim != null && aim.gs1Syntax();
        readGs1(aim, text, symbology, readings);
        String compact = Compact.of(text);
        readS10(compact, symbology, readings);
        if (!gs1Symbol) {
            readBareSscc(compact, symbology, readings);
        }
        if (aim == null || aim.isInterleaved()) {
            readGtin(compact, symbology, readings);
        }
        readCarriers(compact, symbology, readings);
        return readings.conclude();
    }

    /**
     * What the GS1 elements on an RFID tag mean: the same candidates as those of a barcode with these elements, with
     * {@code epc} for the symbology. A tag's own checks hold before it comes here, so it is trusted like GS1-128.
     *
     * @param elements as an EPC's key and serial make them; none for a tag that holds no GS1 key
     */
    public Identification tag(List<Candidate.Element> elements) {
        Readings readings = new Readings();
        if (!elements.isEmpty()) {
            Gs1Reading reading = gs1.elements(elements);
            String text = new Gs1Reading(elements, true, true, "", "", "", "").bracketed();
            addGs1("gs1", text, reading, "epc", 0.98, readings);
        }
        return readings.conclude();
    }

    private void readGs1(@Nullable Aim aim, String text, String symbology, Readings out) {
        if (aim != null && aim.gs1Syntax()) {
            addGs1("gs1", text, gs1.symbol(aim, text), symbology, 0.98, out);
        } else if (bracketed(text)) {
            addGs1("gs1", text, gs1.bracketed(text), symbology, 0.92, out);
        } else if (Gs1DigitalLink.isLink(text) || (aim == null && mixedCaseLink(text))) {
            addGs1("gs1-digital-link", text, gs1.digitalLink(text), symbology, 0.95, out);
        } else if (aim == null) {
            if (text.charAt(0) == ']') {
                out.add(new Candidate("gs1", text, false, "symbology_id", INVALID, "", List.of()), Readings.NO_NAME);
            } else {
                readUnmarked(text, out);
            }
        }
    }

    /** Without an AIM identifier FNC1 may have come as a leading GS, or may never have been there. */
    private void readUnmarked(String text, Readings out) {
        int from = text.charAt(0) == GS ? 1 : 0;
        if (dictionary.leading(text, from) == null) {
            return;
        }
        boolean separated = text.indexOf(GS) >= 0;
        Gs1Reading reading = gs1.elementString(from == 0 ? text : text.substring(1));
        boolean printed = text.indexOf(' ') >= 0;
        if (reading.wellFormed() || separated || !printed) {
            addGs1("gs1", text, reading, "", separated ? 0.9 : 0.25, out);
        }
    }

    private static void addGs1(
            String scheme, String text, Gs1Reading reading, String symbology, double trust, Readings out) {
        boolean key = false;
        for (int i = 0; i < reading.elements().size(); i++) {
            Candidate.Element element = reading.elements().get(i);
            boolean together = reading.valid() || reading.reason().equals("association");
            if (element.ai().equals("00") && together) {
                double confidence = trust < 0.5 ? 0.94 : trust + 0.01;
                out.add(
                        new Candidate("sscc", element.value(), true, "", confidence, symbology, List.of()),
                        Readings.LICENCE_PLATE);
                key = true;
            }
        }
        if (reading.failedAi().equals("00")
                && !reading.wellFormed()
                && !reading.reason().equals("association")) {
            out.add(
                    new Candidate("sscc", digitsOf(text), false, reading.reason(), INVALID, symbology, List.of()),
                    Readings.NO_NAME);
        }
        String ai = key || !reading.valid() || reading.elements().isEmpty() ? "" : unitKey(reading);
        int tier = ai.isEmpty()
                ? Readings.NO_NAME
                : ai.equals("8004") && trust < 0.5 ? Readings.LOOSE : Readings.LICENCE_PLATE;
        String value = reading.wellFormed() ? reading.bracketed() : text;
        boolean link = scheme.equals("gs1-digital-link");
        double confidence =
                reading.valid() ? (key || tier == Readings.LICENCE_PLATE) && trust < 0.5 ? 0.9 : trust : INVALID;
        out.add(
                new Candidate(
                        scheme,
                        link ? text : value,
                        reading.valid(),
                        reading.reason(),
                        confidence,
                        symbology,
                        reading.elements()),
                link ? Readings.NO_NAME : tier);
        if (link && tier != Readings.NO_NAME) {
            // The same bag must have the same name whether its label is a link or an element string.
            out.add(new Candidate("gs1", value, true, "", trust, symbology, reading.elements()), tier);
        }
    }

    /** GRAI (bag, tote) or GIAI (cage, ULD): names the unit it hangs on; consignment and shipment keys name many. */
    private static String unitKey(Gs1Reading reading) {
        for (int i = 0; i < reading.elements().size(); i++) {
            String ai = reading.elements().get(i).ai();
            if (ai.equals("8003") || ai.equals("8004")) {
                return ai;
            }
        }
        return "";
    }

    private static void readS10(String text, String symbology, Readings out) {
        if (S10.meant(text)) {
            String reason = S10.problem(text);
            boolean valid = reason.isEmpty();
            out.add(
                    new Candidate("s10", text, valid, reason, valid ? 0.95 : 0.1, symbology, List.of()),
                    Readings.LICENCE_PLATE);
        }
    }

    private static void readBareSscc(String text, String symbology, Readings out) {
        if (Sscc.meant(text)) {
            String reason = Sscc.problem(text);
            boolean valid = reason.isEmpty();
            out.add(
                    new Candidate("sscc", text, valid, reason, valid ? 0.9 : 0.1, symbology, List.of()),
                    Readings.LICENCE_PLATE);
        }
    }

    private void readRetail(Aim aim, String text, Readings out) {
        Gs1Reading reading = gs1.symbol(aim.id().equals("]E4") ? aim : Aim.EAN, text);
        String number = reading.plain().isEmpty() ? text : reading.plain();
        out.addProduct(
                new Candidate(
                        "gtin",
                        number,
                        reading.valid(),
                        reading.reason(),
                        reading.valid() ? 0.3 : INVALID,
                        aim.symbology(),
                        reading.elements()),
                Readings.CHECKED);
    }

    private static void readGtin(String text, String symbology, Readings out) {
        int length = text.length();
        if ((length == 8 || (length >= 12 && length <= 14))
                && CheckDigits.digits(text, 0, length)
                && CheckDigits.gs1(text, 0, length)) {
            out.addProduct(new Candidate("gtin", text, true, "", 0.3, symbology, List.of()), Readings.CHECKED);
        }
    }

    private static void readCarriers(String printed, String symbology, Readings out) {
        // USPS prints 420 + ZIP, FNC1, number in GS1-128; the separator is no part of the number.
        String text = printed.startsWith("420") && printed.indexOf(GS) > 0 ? printed.replace("\u001D", "") : printed;
        boolean fits = false;
        String lastBad = "";
        for (CarrierFormat format : CarrierFormats.ofLength(text.length())) {
            if (!format.fits(text)) {
                continue;
            }
            fits = true;
            boolean holds = format.holds(text);
            if (holds || !format.name.equals(lastBad)) {
                lastBad = holds ? lastBad : format.name;
                add(format, text, holds, symbology, out);
            }
        }
        if (!fits) {
            readDamaged(text, symbology, out);
        }
    }

    private static void add(CarrierFormat format, String text, boolean holds, String symbology, Readings out) {
        boolean plate = format.name.equals("ups");
        int tier = plate
                ? Readings.LICENCE_PLATE
                : switch (format.trust) {
                    case MARKED, CHECKED -> Readings.CHECKED;
                    case TELLING -> Readings.TELLING;
                    case LOOSE -> Readings.LOOSE;
                };
        double confidence = plate
                ? 0.95
                : switch (format.trust) {
                    case MARKED -> 0.8;
                    case CHECKED -> 0.65;
                    case TELLING -> 0.5;
                    case LOOSE -> 0.2;
                };
        out.add(
                new Candidate(
                        format.scheme,
                        format.name,
                        text,
                        holds,
                        holds ? "" : "check_digit",
                        holds ? confidence : INVALID,
                        symbology,
                        List.of()),
                tier);
    }

    private static void readDamaged(String text, String symbology, Readings out) {
        for (int i = 0; i < CarrierFormats.telling().size(); i++) {
            CarrierFormats.Telling telling = CarrierFormats.telling().get(i);
            if (text.startsWith(telling.prefix()) && Math.abs(text.length() - telling.length()) <= 4) {
                String reason = text.length() == telling.length() ? "charset" : "length";
                out.add(
                        new Candidate(
                                telling.scheme(), telling.format(), text, false, reason, INVALID, symbology, List.of()),
                        Readings.NO_NAME);
            }
        }
    }

    private static boolean bracketed(String text) {
        int close = text.indexOf(')');
        return text.charAt(0) == '(' && close >= 3 && close <= 5 && CheckDigits.digits(text, 1, close);
    }

    private static boolean mixedCaseLink(String text) {
        return text.regionMatches(true, 0, "http://", 0, 7) || text.regionMatches(true, 0, "https://", 0, 8);
    }

    /** What stands behind AI (00) in a reading that failed there, for the person who looks at the label. */
    private static String digitsOf(String text) {
        int at = text.indexOf("00");
        int from = at < 0 ? 0 : at + 2;
        while (from < text.length() && (text.charAt(from) == ')' || text.charAt(from) == '/')) {
            from++;
        }
        int to = from;
        while (to < text.length() && to - from < 18 && text.charAt(to) >= '0' && text.charAt(to) <= '9') {
            to++;
        }
        return text.substring(from, to);
    }
}
