package hubfloor.parcel;

/**
 * North American coupons, AI (8110) and (8112): a chain of fields, each led by a digit that tells its length. A parcel
 * line never needs them, but a coupon on a carton must be told from a damaged parcel label.
 */
final class Gs1Coupons {
    private Gs1Coupons() {}

    /** GS1 "North American Coupon Application Guideline Using GS1 DataBar Expanded Symbols". */
    static String couponCode(String text, int from, int to) {
        if (!CheckDigits.digits(text, from, to)) {
            return "charset";
        }
        Walk walk = new Walk(text, from, to);
        walk.prefix("0123456", true).skip(6).sized("12345", 0).sized("12345", 0).purchase();
        if (walk.option('1')) {
            walk.oneOf("0123").sized("12345", 0).purchase().prefix("01234569", true);
        }
        if (walk.option('2')) {
            walk.sized("12345", 0).purchase().prefix("01234569", true);
        }
        int expiry = -1;
        if (walk.option('3')) {
            expiry = walk.at;
            walk.date();
        }
        if (walk.option('4')) {
            int start = walk.at;
            walk.date();
            if (walk.ok
                    && expiry >= 0
                    && text.substring(start, start + 6).compareTo(text.substring(expiry, expiry + 6)) > 0) {
                walk.ok = false;
            }
        }
        if (walk.option('5')) {
            walk.sized("0123456789", 6);
        }
        if (walk.option('6')) {
            walk.prefix("1234567", true);
        }
        if (walk.option('9')) {
            walk.oneOf("01256").oneOf("012").skip(1).oneOf("01");
        }
        return walk.finished();
    }

    /** Positive offer file coupons: format, funder, offer code, serial. */
    static String positiveOffer(String text, int from, int to) {
        if (!CheckDigits.digits(text, from, to)) {
            return "charset";
        }
        Walk walk = new Walk(text, from, to);
        walk.oneOf("01").prefix("0123456", false).skip(6).sized("0123456789", 6);
        return walk.finished();
    }

    /** A place in the digits that stops moving at the first fault. */
    private static final class Walk {
        private final String text;
        private final int end;
        private int at;
        private boolean ok = true;

        Walk(String text, int from, int to) {
            this.text = text;
            this.at = from;
            this.end = to;
        }

        boolean option(char indicator) {
            boolean there = ok && at < end && text.charAt(at) == indicator;
            if (there) {
                at++;
            }
            return there;
        }

        Walk oneOf(String allowed) {
            ok = ok && at < end && allowed.indexOf(text.charAt(at)) >= 0;
            return skip(1);
        }

        Walk skip(int count) {
            ok = ok && end - at >= count;
            at += ok ? count : 0;
            return this;
        }

        /** A digit that tells how many follow it, and those. */
        Walk sized(String allowed, int plus) {
            int count = ok && at < end ? text.charAt(at) - '0' + plus : 0;
            return oneOf(allowed).skip(count);
        }

        /** A company prefix; length digit 9 means that there is none. */
        Walk prefix(String allowed, boolean checked) {
            if (ok && at < end && text.charAt(at) == '9' && allowed.indexOf('9') >= 0) {
                return skip(1);
            }
            int start = at + 1;
            sized(allowed, 6);
            ok = ok && (!checked || Gs1Linters.prefix(text, start, at).isEmpty());
            return this;
        }

        /** Purchase requirement code and family code. */
        Walk purchase() {
            return oneOf("012349").skip(3);
        }

        Walk date() {
            int start = at;
            skip(6);
            ok = ok && Gs1Dates.day(text, start);
            return this;
        }

        String finished() {
            return ok && at == end ? "" : "content";
        }
    }
}
