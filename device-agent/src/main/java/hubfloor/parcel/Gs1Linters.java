package hubfloor.parcel;

import org.jspecify.annotations.Nullable;

/**
 * The content rules that the dictionary calls by name. There is no table of company prefixes here: the gcppos rules
 * only ask for the four digits that the shortest prefix has.
 */
final class Gs1Linters {
    private static final String CONTENT = "content";
    private static final int SHORTEST_PREFIX = 4;

    private Gs1Linters() {}

    /** The rule of that name; null for a name this version does not know. */
    static @Nullable Gs1Linter named(String name, Gs1CodeLists lists) {
        return switch (name) {
            case "csum" -> (t, from, to) -> CheckDigits.gs1(t, from, to) ? "" : "check_digit";
            case "csumalpha" -> Gs1CheckPair::check;
            case "gcppos1" -> (t, from, to) -> prefix(t, from, to);
            case "gcppos2" -> (t, from, to) -> prefix(t, from + 1, to);
            case "zero" -> (t, from, to) -> only(t, from, to, "0");
            case "nonzero" -> (t, from, to) -> only(t, from, to, "0").isEmpty() ? CONTENT : "";
            case "nozeroprefix" -> (t, from, to) -> t.charAt(from) == '0' ? CONTENT : "";
            case "hasnondigit" -> (t, from, to) -> CheckDigits.digits(t, from, to) ? CONTENT : "";
            case "hyphen" -> (t, from, to) -> only(t, from, to, "-");
            case "yesno" -> (t, from, to) -> only(t, from, to, "01");
            case "winding" -> (t, from, to) -> only(t, from, to, "019");
            case "iso5218" -> (t, from, to) -> only(t, from, to, "0129");
            case "importeridx" ->
                (t, from, to) -> Gs1Charset.check('Z', t, from, to).isEmpty() && t.charAt(from) != '=' ? "" : CONTENT;
            case "pcenc" -> Gs1Linters::percent;
            case "latitude" -> (t, from, to) -> atMost(t, from, to, 1_800_000_000L);
            case "longitude" -> (t, from, to) -> atMost(t, from, to, 3_600_000_000L);
            case "pieceoftotal" -> Gs1Linters::pieceOfTotal;
            case "posinseqslash" -> Gs1Linters::positionInSequence;
            case "iso3166", "iso3166alpha2", "iso4217", "mediatype", "packagetype" -> lists.linter(name);
            case "iso3166999" -> orNines(lists.linter("iso3166"));
            case "iban" -> new Gs1Iban(lists.linter("iso3166alpha2"));
            case "yymmd0", "yymmdd", "yyyymmd0", "yyyymmdd", "hh", "mi", "ss", "hhmi" -> Gs1Dates.named(name);
            case "couponcode" -> Gs1Coupons::couponCode;
            case "couponposoffer" -> Gs1Coupons::positiveOffer;
            default -> null;
        };
    }

    static String prefix(String text, int from, int to) {
        if (to - from < SHORTEST_PREFIX) {
            return "length";
        }
        return CheckDigits.digits(text, from, from + SHORTEST_PREFIX) ? "" : CONTENT;
    }

    private static String only(String text, int from, int to, String allowed) {
        for (int i = from; i < to; i++) {
            if (allowed.indexOf(text.charAt(i)) < 0) {
                return CONTENT;
            }
        }
        return to > from ? "" : CONTENT;
    }

    private static String percent(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '%') {
                if (i + 2 >= to || !hex(text.charAt(i + 1)) || !hex(text.charAt(i + 2))) {
                    return CONTENT;
                }
                i += 2;
            }
        }
        return "";
    }

    static boolean hex(char c) {
        return c < 128 && Character.digit(c, 16) >= 0;
    }

    private static String atMost(String text, int from, int to, long limit) {
        return number(text, from, to) > limit ? CONTENT : "";
    }

    /** Digits only, at most 18 of them: the components that use it are shorter. */
    private static long number(String text, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }

    private static String pieceOfTotal(String text, int from, int to) {
        int half = (from + to) / 2;
        long piece = number(text, from, half);
        long total = number(text, half, to);
        return piece == 0 || total == 0 || piece > total ? CONTENT : "";
    }

    /** {@code 1/3}: the first of three, neither with a leading zero. */
    private static String positionInSequence(String text, int from, int to) {
        int slash = text.indexOf('/', from);
        if (slash <= from
                || slash >= to - 1
                || to - from > 18
                || !CheckDigits.digits(text, from, slash)
                || !CheckDigits.digits(text, slash + 1, to)
                || text.charAt(from) == '0'
                || text.charAt(slash + 1) == '0') {
            return CONTENT;
        }
        return number(text, from, slash) > number(text, slash + 1, to) ? CONTENT : "";
    }

    /** 999 stands for "more than one country". */
    private static Gs1Linter orNines(Gs1Linter countries) {
        return (text, from, to) ->
                text.startsWith("999", from) && to - from == 3 ? "" : countries.check(text, from, to);
    }
}
