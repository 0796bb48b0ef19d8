package hubfloor.config.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The protocols a device speaks without a vendor's jar, and the options each of them takes. */
public final class ReaderProtocols {
    /** Text telegrams, framed as the reader's {@link ScannerProfile} says. */
    public static final String LINES = "lines";

    private static final Map<String, List<String>> OPTIONS = new LinkedHashMap<>();

    static {
        OPTIONS.put(LINES, List.of());
        OPTIONS.put("ssi", List.of());
        OPTIONS.put("r200", List.of("poll-ms"));
        OPTIONS.put("r200-aadd", List.of("poll-ms"));
        OPTIONS.put("uhfreader18", List.of("address", "poll-ms"));
        OPTIONS.put("thingmagic", List.of("region", "antenna"));
        OPTIONS.put("a0-r2000", List.of("address", "antenna", "poll-ms"));
        OPTIONS.put("rdm6300", List.of());
        OPTIONS.put("mt-sics", List.of("poll-ms"));
        OPTIONS.put("toledo-continuous", List.of());
        OPTIONS.put("toledo-8217", List.of("unit", "decimals", "poll-ms"));
        OPTIONS.put("sma", List.of("poll-ms"));
        OPTIONS.put("cubiscan", List.of());
    }

    private ReaderProtocols() {}

    /** All names, {@link #LINES} first. */
    public static List<String> names() {
        return List.copyOf(OPTIONS.keySet());
    }

    /** The options of one of them; empty for a name that is none. */
    public static List<String> options(String protocol) {
        return OPTIONS.getOrDefault(protocol, List.of());
    }
}
