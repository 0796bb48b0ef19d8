package hubfloor.container;

import hubfloor.parcel.Candidate;
import java.util.Locale;
import java.util.Optional;

/**
 * The label of one single bag, cage or ULD, recognised among everything that is scanned at a build-up station. GRAI and
 * GIAI are GS1's keys of such things (AI 8003 and 8004); a ULD has IATA's number, three letters for the type, four or
 * five digits, two characters for the owner ({@code AKE12345XX}). That number has no check digit, so it counts only where
 * containers are scanned: elsewhere any part number could be one. An SSCC hangs on parcels as well; which of them it
 * names, the device's file says.
 *
 * @param name {@code gs1/(8003)...}, {@code uld/AKE12345XX}
 */
public record ContainerLabel(String name, Kind kind) {
    /** Longest name anybody may give. */
    public static final int NAME_MAX = 96;

    private static final String ULD = "[A-Z]{3}[0-9]{4,5}(?:[A-Z][A-Z0-9]|[0-9][A-Z])";
    private static final String NAME = "[a-z0-9-]{1,32}/[!-~]+";
    /** A zero and the GRAI's 13 digits; a serial follows where it names one single thing. */
    private static final int GRAI_DIGITS = 14;

    /** How the label names it. */
    public enum Kind {
        SSCC,
        GRAI,
        GIAI,
        ULD,
        /** Named by somebody else, in an order. */
        OTHER;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a scanned number is the label of; empty for everything that is no container's. */
    public static Optional<ContainerLabel> of(Candidate scanned) {
        String name = scanned.scheme() + "/" + scanned.value();
        if (scanned.scheme().equals("sscc")) {
            return Optional.of(new ContainerLabel(name, Kind.SSCC));
        }
        for (Candidate.Element element : scanned.elements()) {
            if (element.ai().equals("8003") && element.value().length() > GRAI_DIGITS) {
                return Optional.of(new ContainerLabel(name, Kind.GRAI));
            }
            if (element.ai().equals("8004")) {
                return Optional.of(new ContainerLabel(name, Kind.GIAI));
            }
        }
        return Optional.empty();
    }

    /** A GRAI without a serial number: it names a kind of bag and not this one. */
    public static boolean kindOnly(Candidate scanned) {
        return scanned.elements().stream()
                .anyMatch(element ->
                        element.ai().equals("8003") && element.value().length() <= GRAI_DIGITS);
    }

    /** @param text exactly as scanned */
    public static Optional<ContainerLabel> uld(String text) {
        return text.length() <= NAME_MAX && text.matches(ULD)
                ? Optional.of(new ContainerLabel("uld/" + text, Kind.ULD))
                : Optional.empty();
    }

    /** A container that an order names, scheme and value; empty when it is no such name. */
    public static Optional<ContainerLabel> named(String name) {
        if (name.length() > NAME_MAX || !name.matches(NAME)) {
            return Optional.empty();
        }
        return Optional.of(new ContainerLabel(name, kind(name)));
    }

    private static Kind kind(String name) {
        if (name.startsWith("gs1/(8003)")) {
            return Kind.GRAI;
        }
        if (name.startsWith("gs1/(8004)")) {
            return Kind.GIAI;
        }
        return name.startsWith("sscc/") ? Kind.SSCC : name.startsWith("uld/") ? Kind.ULD : Kind.OTHER;
    }
}
