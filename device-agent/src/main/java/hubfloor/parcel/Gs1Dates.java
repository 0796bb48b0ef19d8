package hubfloor.parcel;

/**
 * Dates and times in GS1 elements. A two-digit year is read as 20yy: the years that GS1's sliding window could put
 * elsewhere (19yy, 21yy) have the same leap days, but for 1900 and 2100, which no label in use can mean.
 */
final class Gs1Dates {
    private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private Gs1Dates() {}

    static Gs1Linter named(String name) {
        return switch (name) {
            case "yymmd0" -> (t, from, to) -> date(2000 + two(t, from), t, from + 2, true);
            case "yymmdd" -> (t, from, to) -> date(2000 + two(t, from), t, from + 2, false);
            case "yyyymmd0" -> (t, from, to) -> date(two(t, from) * 100 + two(t, from + 2), t, from + 4, true);
            case "yyyymmdd" -> (t, from, to) -> date(two(t, from) * 100 + two(t, from + 2), t, from + 4, false);
            case "hh" -> (t, from, to) -> below(t, from, 24);
            case "hhmi" -> (t, from, to) -> below(t, from, 24).isEmpty() ? below(t, from + 2, 60) : "content";
            default -> (t, from, to) -> below(t, from, 60);
        };
    }

    /** Whether six digits are a real day; for coupons, which put dates inside a longer number. */
    static boolean day(String text, int from) {
        return date(2000 + two(text, from), text, from + 2, false).isEmpty();
    }

    private static String date(int year, String text, int from, boolean wholeMonthAllowed) {
        int month = two(text, from);
        int day = two(text, from + 2);
        if (month < 1 || month > 12 || day < (wholeMonthAllowed ? 0 : 1)) {
            return "content";
        }
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return day > DAYS[month - 1] - (month == 2 && !leap ? 1 : 0) ? "content" : "";
    }

    private static String below(String text, int from, int limit) {
        return two(text, from) < limit ? "" : "content";
    }

    private static int two(String text, int from) {
        return (text.charAt(from) - '0') * 10 + text.charAt(from + 1) - '0';
    }
}
