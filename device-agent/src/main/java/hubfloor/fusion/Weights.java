package hubfloor.fusion;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Weights in other units, for deciding and comparing only: what is stored and billed is the value as the scale sent it,
 * never one computed here.
 */
public final class Weights {
    /** Grams per unit; the avoirdupois pound is exactly 453.59237 g. */
    private static final Map<String, BigDecimal> GRAMS = Map.of(
            "g",
            BigDecimal.ONE,
            "kg",
            BigDecimal.valueOf(1000),
            "t",
            BigDecimal.valueOf(1_000_000),
            "lb",
            new BigDecimal("453.59237"),
            "oz",
            new BigDecimal("28.349523125"));

    /** More than any hub's scale carries. */
    private static final BigDecimal MAX = BigDecimal.valueOf(100_000_000);

    /** What scales and merchants may differ by on a light parcel. */
    public static final int TOLERANCE_GRAMS = 50;

    private Weights() {}

    /** Whole grams, half up; empty for a unit that is not known here, a value that is none, or one of no sense. */
    public static OptionalInt grams(String value, String unit) {
        BigDecimal factor = GRAMS.get(unit);
        if (factor == null || !isPositive(value)) {
            return OptionalInt.empty();
        }
        BigDecimal grams = new BigDecimal(value).multiply(factor).setScale(0, RoundingMode.HALF_UP);
        return grams.compareTo(MAX) > 0 ? OptionalInt.empty() : OptionalInt.of(grams.intValue());
    }

    /** Whether a scale's digits are a number above zero. */
    public static boolean isPositive(String value) {
        return value.length() <= 20 && value.matches("[0-9]+([.][0-9]+)?") && new BigDecimal(value).signum() > 0;
    }

    /**
     * Whether a weight contradicts what was announced: by more than {@value #TOLERANCE_GRAMS} g and more than a tenth of
     * it. Never when one of the two is not known (0).
     */
    public static boolean mismatch(int grams, int announcedGrams) {
        int off = Math.abs(grams - announcedGrams);
        return grams > 0 && announcedGrams > 0 && off > TOLERANCE_GRAMS && off > announcedGrams / 10;
    }
}
