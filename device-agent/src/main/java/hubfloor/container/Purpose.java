package hubfloor.container;

/**
 * Where something is to go, as far as it is known: of a container, what it is for; of a parcel, what was decided or told
 * of it. What is not known is empty and contradicts nothing.
 *
 * @param chute of this line
 * @param country ISO 3166-1 alpha-2
 */
public record Purpose(String chute, String country, String service) {
    public static final Purpose ANY = new Purpose("", "", "");

    /** Why a parcel for {@code parcel} does not belong into a container for this; empty when it does. */
    String contradiction(Purpose parcel) {
        if (differ(chute, parcel.chute)) {
            return "other_chute";
        }
        if (differ(country, parcel.country)) {
            return "other_country";
        }
        return differ(service, parcel.service) ? "other_service" : "";
    }

    private static boolean differ(String a, String b) {
        return !a.isEmpty() && !b.isEmpty() && !a.equals(b);
    }
}
