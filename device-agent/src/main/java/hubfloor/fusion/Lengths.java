package hubfloor.fusion;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Lengths in millimetres, for deciding only: what is stored is the value as the dimensioner sent it. */
public final class Lengths {
    private static final BigDecimal MM_PER_CM = BigDecimal.TEN;
    private static final BigDecimal MM_PER_INCH = new BigDecimal("25.4");
    private static final int MM_MAX = 100_000;

    private Lengths() {}

    /** Whole millimetres, half up; 0 for a value that is no length or of no sense. */
    public static int mm(String value, String unit) {
        if (!Weights.isPositive(value)) {
            return 0;
        }
        BigDecimal factor = unit.equals("in") ? MM_PER_INCH : MM_PER_CM;
        BigDecimal mm = new BigDecimal(value).multiply(factor).setScale(0, RoundingMode.HALF_UP);
        return mm.compareTo(BigDecimal.valueOf(MM_MAX)) > 0 ? 0 : mm.intValue();
    }
}
