package hubfloor.epc;

import java.util.Locale;

/**
 * Writes an EPC Tag URI as a tag holds it (TDS 14.3), for the schemes of TDS 1.13: to label tags for a trial, and to
 * check the decoder against its own inverse. Stateless, any thread.
 */
public final class EpcEncoder {
    private static final String PREFIX = "urn:epc:tag:";
    /** ADI-var is the longest with 434 bits. */
    private static final int BYTES_MAX = 64;

    private EpcEncoder() {}

    /**
     * The bits in hex, filled up to whole words.
     *
     * @param tagUri {@code urn:epc:tag:sscc-96:0.952012.03456789123}
     * @throws IllegalArgumentException when it is no EPC Tag URI, or its parts do not fit the scheme
     */
    public static String encode(String tagUri) {
        int colon = tagUri.indexOf(':', PREFIX.length());
        EpcScheme scheme = !tagUri.startsWith(PREFIX) || colon < 0
                ? null
                : EpcScheme.named(tagUri.substring(PREFIX.length(), colon));
        if (scheme == null || !scheme.isClassic()) {
            throw new IllegalArgumentException("not an EPC tag URI of a scheme with binary coding: " + tagUri);
        }
        Parts parts = new Parts(tagUri.substring(colon + 1).split("\\.", partCount(scheme)));
        BitWriter out = new BitWriter(BYTES_MAX).put(scheme.header(), 8);
        try {
            for (Field field : scheme.fields()) {
                write(field, parts, out);
            }
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new IllegalArgumentException("parts that do not fit " + scheme.name() + ": " + tagUri, e);
        }
        Epc check = EpcDecoder.decode(out.hex());
        if (!check.tagUri().equals(tagUri)) {
            throw new IllegalArgumentException("cannot be held by " + scheme.name() + ": " + tagUri);
        }
        return out.hex();
    }

    /** The last part may itself hold dots. */
    private static int partCount(EpcScheme scheme) {
        int parts = 0;
        for (Field field : scheme.fields()) {
            parts += switch (field.method()) {
                case PAIR, UNPADDED_PAIR, STRING_PAIR, SIX_BIT_PAIR -> 2;
                case RESERVED -> 0;
                default -> 1;
            };
        }
        return parts;
    }

    private static void write(Field field, Parts parts, BitWriter out) {
        switch (field.method()) {
            case FILTER, INTEGER, MANAGER, OBJECT_CLASS, FIXED_WIDTH -> out.put(number(parts.next()), field.bits());
            case NUMERIC_STRING -> out.put(number("1" + parts.next()), field.bits());
            case RESERVED -> out.put(0, field.bits());
            case STRING -> characters(EpcText.plain(parts.next()), 7, field.bits(), out);
            case CAGE -> characters(parts.padded('`'), 6, field.bits(), out);
            case WIDE_CAGE -> characters(parts.padded(' '), 8, field.bits(), out);
            case SIX_BIT, SIX_BIT_SERIAL -> sixBit(parts.next(), out);
            default -> pair(field, parts, out);
        }
    }

    private static void pair(Field field, Parts parts, BitWriter out) {
        String prefix = parts.next();
        int partition = Partition.forDigits(prefix.length());
        if (partition < 0) {
            throw new NumberFormatException("a company prefix has 6 to 12 digits");
        }
        out.put(partition, 3).put(number(prefix), Partition.bits(partition));
        int bits = field.bits() - Partition.bits(partition);
        switch (field.method()) {
            case STRING_PAIR -> characters(EpcText.plain(parts.next()), 7, bits, out);
            case SIX_BIT_PAIR -> sixBit(parts.next(), out);
            default -> out.put(number(parts.next()), bits);
        }
    }

    private static void sixBit(String part, BitWriter out) {
        String text = EpcText.plain(part);
        characters(text, 6, (text.length() + 1) * 6, out);
    }

    /** The low bits of each character, zeros behind the last. */
    private static void characters(String text, int each, int bits, BitWriter out) {
        int end = out.length() + bits;
        for (int i = 0; i < text.length(); i++) {
            out.put(text.charAt(i), each);
        }
        if (out.length() > end) {
            throw new IndexOutOfBoundsException("text longer than its column");
        }
        out.put(0, end - out.length());
    }

    /** A column without digits stands for zero. */
    private static long number(String digits) {
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    /** The URI's parts, one after the other. */
    private static final class Parts {
        private final String[] parts;
        private int at;

        private Parts(String[] parts) {
            this.parts = parts;
        }

        private String next() {
            return parts[at++];
        }

        private String padded(char filling) {
            String code = next().toUpperCase(Locale.ROOT);
            return code.length() == 5 ? filling + code : code;
        }
    }
}
