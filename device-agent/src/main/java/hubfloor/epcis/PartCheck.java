package hubfloor.epcis;

import java.util.List;
import java.util.Map;

/** Judges what an event is put together from: places, quantities, sensor reports, documents it belongs to. One thread. */
final class PartCheck {
    private static final List<String> VALUES =
            List.of("value", "minValue", "maxValue", "meanValue", "sDev", "percValue");
    private final Findings findings;

    PartCheck(Findings findings) {
        this.findings = findings;
    }

    void place(String at, Map<?, ?> event, String name) {
        if (event.containsKey(name)) {
            Map<?, ?> place = findings.object(at + "/" + name, event.get(name));
            if (place != null) {
                findings.neededText(at + "/" + name, place, "id", Uris::absolute, Findings.URI);
            }
        }
    }

    void quantities(String at, Map<?, ?> event, String name) {
        List<?> list = findings.list(at, event, name);
        for (int i = 0; i < list.size(); i++) {
            String here = at + "/" + name + "/" + i;
            Map<?, ?> quantity = findings.object(here, list.get(i));
            if (quantity != null) {
                findings.neededText(here, quantity, "epcClass", Uris::absolute, Findings.URI);
                if (quantity.containsKey("quantity") && !(quantity.get("quantity") instanceof Number)) {
                    findings.add(here + "/quantity", "must be a number");
                }
                findings.text(here, quantity, "uom", PartCheck::isUnit, "a unit code of UN/ECE recommendation 20");
            }
        }
    }

    /** Lists of {type, NAME}: business transactions, sources, destinations. */
    void named(String at, Map<?, ?> event, String list, String name) {
        List<?> members = findings.list(at, event, list);
        for (int i = 0; i < members.size(); i++) {
            String here = at + "/" + list + "/" + i;
            Map<?, ?> member = findings.object(here, members.get(i));
            if (member != null) {
                findings.neededText(here, member, name, Uris::absolute, Findings.URI);
            }
        }
    }

    void sensors(String at, Map<?, ?> event) {
        List<?> elements = findings.list(at, event, "sensorElementList");
        for (int i = 0; i < elements.size(); i++) {
            String here = at + "/sensorElementList/" + i;
            Map<?, ?> element = findings.object(here, elements.get(i));
            if (element == null) {
                continue;
            }
            if (!element.containsKey("sensorReport")) {
                findings.add(here, "sensorReport is missing");
            }
            List<?> reports = findings.list(here, element, "sensorReport");
            for (int j = 0; j < reports.size(); j++) {
                report(here + "/sensorReport/" + j, reports.get(j));
            }
        }
    }

    private void report(String at, Object value) {
        Map<?, ?> report = findings.object(at, value);
        if (report == null) {
            return;
        }
        findings.neededText(
                at,
                report,
                "type",
                Cbv::isMeasure,
                "a measurement type of GS1's vocabulary, such as Mass, or an absolute URI");
        findings.text(at, report, "uom", PartCheck::isUnit, "a unit code of UN/ECE recommendation 20");
        for (String name : VALUES) {
            if (report.containsKey(name) && !(report.get(name) instanceof Number)) {
                findings.add(at + "/" + name, "must be a number");
            }
        }
    }

    private static boolean isUnit(String text) {
        boolean fits = text.length() == 2 || text.length() == 3;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            fits &= (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        }
        return fits;
    }
}
