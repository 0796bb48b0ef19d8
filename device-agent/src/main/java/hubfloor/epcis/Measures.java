package hubfloor.epcis;

import hubfloor.fusion.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Weights and sizes as sensor reports, in the unit they came in: codes of UN/ECE recommendation 20. What a device did not
 * tell, or in a unit that is not known here, is left out. The three sides are told apart by words of our own, since CBV's
 * components are those of a vector.
 */
final class Measures {
    private static final Map<String, String> MASS =
            Map.of("g", "GRM", "kg", "KGM", "t", "TNE", "lb", "LBR", "oz", "ONZ");
    private static final Map<String, String> LENGTH = Map.of("mm", "MMT", "cm", "CMT", "m", "MTR", "in", "INH");
    private static final List<String> SIDES = List.of("length", "width", "height");

    private final String vocabulary;

    /** @param vocabulary where our own words begin */
    Measures(String vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** Of a line's measuring: grams and millimetres, where 0 and -1 are not known. */
    List<Object> ofLine(Occurrence measured) {
        List<Object> reports = new ArrayList<>();
        if (measured.number("grams") > 0) {
            reports.add(report("Mass", measured.number("grams"), "GRM", ""));
        }
        for (String side : SIDES) {
            long mm = measured.number(side + "Mm");
            if (mm > 0) {
                reports.add(report("Length", mm, "MMT", side));
            }
        }
        return reports;
    }

    /** Of a station's scan: the digits as the devices sent them. */
    List<Object> ofScan(Occurrence scan) {
        List<Object> reports = new ArrayList<>();
        if (scan.data().get("weight") instanceof Map<?, ?> weight) {
            add(reports, "Mass", weight.get("value"), MASS.get(String.valueOf(weight.get("unit"))), "");
        }
        if (scan.data().get("size") instanceof Map<?, ?> size) {
            for (String side : SIDES) {
                add(reports, "Length", size.get(side), LENGTH.get(String.valueOf(size.get("unit"))), side);
            }
        }
        return reports;
    }

    private void add(List<Object> reports, String type, @Nullable Object value, @Nullable String unit, String side) {
        if (unit != null && value instanceof String digits && Weights.isPositive(digits)) {
            reports.add(report(type, Double.valueOf(digits), unit, side));
        }
    }

    private Map<String, Object> report(String type, Number value, String unit, String side) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("type", type);
        if (!side.isEmpty()) {
            report.put("component", vocabulary + "component/" + side);
        }
        report.put("value", value);
        report.put("uom", unit);
        return report;
    }
}
