package hubfloor.sorter.line;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A line as a screen shows it. Lists of text, each one thing with its facts between blanks, because names hold none.
 *
 * @param parcels {@code number mm lengthMm chute-or-- state}, most downstream first
 * @param gates {@code name mm active chute}
 * @param eyes {@code name mm role}
 * @param chutes {@code name count kind mm}
 * @param last the last alarm's words
 */
public record LineView(
        String state,
        String mode,
        long lengthMm,
        long speedMmPerS,
        long inducted,
        long confirmed,
        long exceptions,
        long lost,
        List<String> parcels,
        List<String> gates,
        List<String> eyes,
        List<String> chutes,
        String last) {
    public LineView {
        parcels = List.copyOf(parcels);
        gates = List.copyOf(gates);
        eyes = List.copyOf(eyes);
        chutes = List.copyOf(chutes);
    }

    /** For the page's script. */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("state", state);
        members.put("mode", mode);
        members.put("lengthMm", lengthMm);
        members.put("speedMmPerS", speedMmPerS);
        members.put("inducted", inducted);
        members.put("confirmed", confirmed);
        members.put("exceptions", exceptions);
        members.put("lost", lost);
        members.put("parcels", parcels);
        members.put("gates", gates);
        members.put("eyes", eyes);
        members.put("chutes", chutes);
        members.put("last", last);
        return members;
    }
}
