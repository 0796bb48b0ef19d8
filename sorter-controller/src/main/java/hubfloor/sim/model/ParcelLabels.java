package hubfloor.sim.model;

import java.util.function.IntUnaryOperator;

/**
 * Labels of imagined parcels, as a scanner in its default setting would send them: mostly valid S10, SSCC and 1Z
 * numbers, now and then what a real floor sees as well: a product code, a smudge, an empty belt.
 */
public final class ParcelLabels {
    private static final String[] S10_SERVICES = {"RR", "LX", "CP", "EE", "LZ", "UM"};
    private static final String[] POSTS = {"MY", "CN", "BE", "RW", "SG", "GB", "DE", "TH"};
    private static final int[] S10_WEIGHTS = {8, 6, 4, 2, 3, 5, 9, 7};

    private final IntUnaryOperator below;
    private int serial;

    /** @param below gives a number from 0 up to, not including, its argument */
    public ParcelLabels(IntUnaryOperator below) {
        this.below = below;
        serial = below.applyAsInt(1_000_000);
    }

    /** The next label; of 100, 97 carry one valid parcel number. No two are alike within a hundred million. */
    public String next() {
        serial = (serial + 1) % 100_000_000;
        int kind = below.applyAsInt(100);
        if (kind < 45) {
            return sscc();
        } else if (kind < 85) {
            return s10();
        } else if (kind < 97) {
            return ups();
        } else if (kind < 98) {
            return "NOREAD";
        } else if (kind < 99) {
            return "4006381333931";
        }
        return "RR" + String.format("%08d", serial) + "?MY";
    }

    /** UPU S10: two letters, eight digits, check digit, country. */
    private String s10() {
        String digits = String.format("%08d", serial);
        int sum = 0;
        for (int i = 0; i < S10_WEIGHTS.length; i++) {
            sum += (digits.charAt(i) - '0') * S10_WEIGHTS[i];
        }
        int check = 11 - sum % 11;
        int digit = check == 10 ? 0 : check == 11 ? 5 : check;
        return pick(S10_SERVICES) + digits + digit + pick(POSTS);
    }

    /** GS1 AI 00 with an SSCC-18, as a scanner without AIM identifiers sends it. */
    private String sscc() {
        String body = "1" + "9521141" + String.format("%09d", serial);
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            sum += (body.charAt(i) - '0') * (i % 2 == 0 ? 3 : 1);
        }
        return "00" + body + (10 - sum % 10) % 10;
    }

    /** UPS 1Z: shipper, service, package number, check digit over the fifteen characters before it. */
    private String ups() {
        String body = "999AA1" + "03" + String.format("%07d", serial % 10_000_000);
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            int value = c >= 'A' ? (c - 63) % 10 : c - '0';
            sum += i % 2 == 0 ? value : value * 2;
        }
        return "1Z" + body + (10 - sum % 10) % 10;
    }

    private String pick(String[] of) {
        return of[below.applyAsInt(of.length)];
    }
}
