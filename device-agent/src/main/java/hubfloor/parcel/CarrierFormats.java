package hubfloor.parcel;

import static hubfloor.parcel.CarrierFormat.checked;
import static hubfloor.parcel.CarrierFormat.unchecked;

import hubfloor.parcel.CarrierFormat.Check;
import hubfloor.parcel.CarrierFormat.Trust;
import java.util.ArrayList;
import java.util.List;

/**
 * The carrier number formats known here, found by length. Facts after jkeen/tracking_number_data (MIT) and cnusup.com
 * for Cainiao. Post numbers (S10) are not here: every post shares them. Immutable, any thread.
 */
final class CarrierFormats {
    private static final List<CarrierFormat> ALL = table();
    private static final CarrierFormat[][] BY_LENGTH = byLength();

    /** Beginnings so telling that a number of wrong length or with wrong signs is a damaged one of that format. */
    private static final List<Telling> TELLING = List.of(
            new Telling("1Z", 18, "ups", "ups"),
            new Telling("TBA", 15, "amazon", "amazon_logistics"),
            new Telling("TBC", 15, "amazon", "amazon_logistics"),
            new Telling("TBM", 15, "amazon", "amazon_logistics"),
            new Telling("YT", 18, "yunexpress", "yunexpress"),
            new Telling("GFUS", 18, "gofo", "gofo_us"));

    record Telling(String prefix, int length, String scheme, String format) {}

    private CarrierFormats() {}

    /** The formats that a text of this length can have. */
    static CarrierFormat[] ofLength(int length) {
        return BY_LENGTH[length < BY_LENGTH.length ? length : 0];
    }

    /** The telling beginnings, for texts that fit no format. */
    static List<Telling> telling() {
        return TELLING;
    }

    private static List<CarrierFormat> table() {
        List<CarrierFormat> all = new ArrayList<>(List.of(
                unchecked("amazon", "amazon_logistics", Trust.TELLING, "TB[ACM]#{12}"),
                unchecked("amazon", "amazon_international", Trust.LOOSE, "[AFC]#{10}"),
                checked("canada-post", "canada_post", Trust.CHECKED, Check.GS1, 0, 0, "#{16}"),
                unchecked("cainiao", "cainiao_lp", Trust.TELLING, "LP#{12,15}"),
                unchecked("cainiao", "cainiao_cnusup", Trust.TELLING, "CNUSUP#{8,11}"),
                unchecked("canpar", "canpar_22", Trust.LOOSE, "[CDKLSUXZ]#{21}"),
                checked("dhl", "dhl_express", Trust.CHECKED, Check.MOD7, 0, 0, "#{10,11}"),
                unchecked("dhl", "dhl_express_piece_id", Trust.TELLING, "J@@#{9,10}"),
                unchecked("dhl", "dhl_express_piece_id", Trust.TELLING, "J@@@#{9,10}"),
                unchecked("dhl", "dhl_ecommerce_14", Trust.LOOSE, "#{14}"),
                checked("dpd", "dpd", Trust.CHECKED, Check.ISO_37_36, 0, 0, "#{27}*"),
                checked("dpd", "dpd_14", Trust.CHECKED, Check.ISO_37_36, 0, 0, "#{14}*"),
                checked("fedex", "fedex_12", Trust.CHECKED, Check.FEDEX, 0, 0, "#{12}"),
                checked("fedex", "fedex_34", Trust.CHECKED, Check.FEDEX, 20, 0, "[012345678]#{33}"),
                checked("fedex", "fedex_astra_32", Trust.CHECKED, Check.FEDEX, 16, 4, "3#{31}"),
                checked("fedex", "fedex_ground", Trust.CHECKED, Check.GS1, 0, 0, "#{15}"),
                checked("fedex", "fedex_ground_sscc_18", Trust.CHECKED, Check.GS1, 2, 0, "#{18}"),
                checked("fedex", "fedex_ground_96", Trust.MARKED, Check.GS1, 7, 0, "96#{20}"),
                checked("fedex", "fedex_ground_gsn", Trust.MARKED, Check.FEDEX, 20, 0, "96#{32}"),
                unchecked("gofo", "gofo_us", Trust.TELLING, "GFUS#{14}"),
                unchecked("landmark", "landmark_global", Trust.TELLING, "LTN#{8}N1"),
                unchecked("lasership", "lasership_lx", Trust.LOOSE, "L[AIEHNX][123]#{7}"),
                unchecked("lasership", "lasership_1ls7", Trust.TELLING, "1LS7[12]#{10}"),
                unchecked("lasership", "lasership_1ls7_18", Trust.TELLING, "1LS7[12]##01[1234]#{6}-1"),
                unchecked("lasership", "lasership_1lscx", Trust.TELLING, "1LSCX*{10}"),
                checked("old-dominion", "old_dominion", Trust.CHECKED, Check.LUHN, 0, 0, "77[78]#{8}"),
                checked("old-dominion", "old_dominion", Trust.CHECKED, Check.LUHN, 0, 0, "072#{8}"),
                checked("old-dominion", "old_dominion", Trust.CHECKED, Check.LUHN, 0, 0, "780#{8}"),
                checked("old-dominion", "old_dominion_guaranteed_shipment", Trust.CHECKED, Check.LUHN, 0, 0, "80#{9}"),
                checked("ontrac", "ontrac_c", Trust.MARKED, Check.UPS, 0, 0, "C#{14}"),
                checked("ontrac", "ontrac_d", Trust.MARKED, Check.UPS, 0, 0, "D#{14}"),
                checked("purolator", "purolator_numeric", Trust.CHECKED, Check.LUHN, 0, 0, "[012345]#{11}"),
                unchecked("purolator", "purolator_alpha", Trust.LOOSE, "@@@#{9}"),
                unchecked("speedee", "speedee", Trust.TELLING, "SP#{18}"),
                checked("ups", "ups", Trust.MARKED, Check.UPS, 2, 0, "1Z*{15}#"),
                checked("ups", "ups_waybill", Trust.MARKED, Check.UPS, 1, 0, "[AHJKTV]#{10}"),
                unchecked("yodel", "yodel", Trust.TELLING, "JD#{16}"),
                unchecked("yodel", "yodel", Trust.TELLING, "JJD#{16}"),
                unchecked("yunexpress", "yunexpress", Trust.TELLING, "YT#{16}"),
                checked("usps", "usps_20", Trust.CHECKED, Check.GS1, 0, 0, "#{20}")));
        for (String prefix : List.of("GM", "LX", "RX", "UV", "CN", "SG", "TH", "IN", "HK", "MY")) {
            all.add(unchecked("dhl", "dhl_ecommerce", Trust.LOOSE, prefix + "#*{9,38}"));
        }
        addPostal(all);
        return List.copyOf(all);
    }

    /**
     * USPS Intelligent Mail package barcodes: 22, 26 or 30 digits that begin with 9x, printed alone or behind 420 and a
     * ZIP of 5 or 9 digits. Mailers with a 9-digit number begin it with 9, those with 6 digits do not.
     */
    private static void addPostal(List<CarrierFormat> all) {
        postal(all, "usps_impb_n", "94#{20}", true);
        postal(all, "usps_impb_n", "94#{24}", false);
        postal(all, "usps_impb_n", "94###9#{24}", false);
        postal(all, "usps_impb_c", "92###9#{16}", true);
        postal(all, "usps_impb_c", "92###9#{20}", false);
        postal(all, "usps_impb_c", "93###[012345678]#{16}", true);
        postal(all, "usps_impb_c", "93###[012345678]#{20}", false);
        postal(all, "usps_impb_c", "95#{20}", true);
        postal(all, "usps_impb_c", "95#{24}", false);
        postal(all, "usps_legacy", "91#{20}", true);
        postal(all, "usps_legacy", "#{20}", true);
    }

    private static void postal(List<CarrierFormat> all, String name, String serial, boolean longZip) {
        boolean legacy = name.equals("usps_legacy");
        Check check = legacy ? Check.USPS_LEGACY : Check.GS1;
        boolean bare = serial.charAt(0) == '#';
        all.add(checked("usps", name, bare ? Trust.CHECKED : Trust.MARKED, check, 0, 0, serial));
        if (!serial.endsWith("9#{24}")) {
            all.add(checked("usps", name, Trust.MARKED, check, 8, 0, "420#{5}" + serial));
        }
        if (longZip) {
            all.add(checked("usps", name, Trust.MARKED, check, 12, 0, "420#{9}" + serial));
        }
    }

    private static CarrierFormat[][] byLength() {
        int longest = ALL.stream().mapToInt(format -> format.maxLength).max().orElse(0);
        CarrierFormat[][] byLength = new CarrierFormat[longest + 1][];
        for (int i = 0; i <= longest; i++) {
            int length = i;
            byLength[i] = ALL.stream()
                    .filter(format -> format.minLength <= length && length <= format.maxLength)
                    .toArray(CarrierFormat[]::new);
        }
        return byLength;
    }
}
