package hubfloor.sim.run;

import hubfloor.sim.model.SimulationResult;
import hubfloor.sim.model.Story;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a campaign found, for people and for programs. */
public final class ResultText {
    private static final long SECOND = 1_000_000_000L;

    private ResultText() {}

    /** One JSON object; the field names are a contract. */
    public static String json(Campaign.Report report) {
        SimulationResult all = report.total();
        StringBuilder out = new StringBuilder("{");
        field(out, "parcels", all.parcels());
        field(out, "confirmedAsPlanned", all.confirmedAsPlanned());
        field(out, "unconfirmed", all.unconfirmed());
        field(out, "wrongGate", all.wrongGate());
        field(out, "forcedByFault", all.forcedByFault());
        field(out, "lostReported", all.lostReported());
        field(out, "unaccounted", all.unaccounted());
        field(out, "exceptions", map(all.exceptions()));
        field(out, "recirculated", all.recirculated());
        field(out, "violations", map(all.violations()));
        field(out, "parcelsPerHour", number(all.parcelsPerHour()));
        field(out, "simulatedSeconds", number(all.simulatedSeconds()));
        field(out, "wallSeconds", String.format(Locale.ROOT, "%.3f", report.wallSeconds()));
        field(out, "timesRealTime", number(report.timesRealTime()));
        field(out, "steps", all.steps());
        field(out, "seed", report.settings().seed());
        field(out, "seeds", report.settings().seeds());
        field(out, "badSeeds", report.badSeeds());
        String named = report.bad().stream().map(b -> String.valueOf(b.seed())).collect(Collectors.joining(","));
        out.append("\"firstBadSeeds\":[").append(named).append("]}");
        return out.toString();
    }

    private static void field(StringBuilder out, String name, Object value) {
        out.append('"').append(name).append("\":").append(value).append(',');
    }

    private static String map(Map<String, Long> counts) {
        return new TreeMap<>(counts)
                .entrySet().stream()
                        .map(e -> "\"" + e.getKey() + "\":" + e.getValue())
                        .collect(Collectors.joining(",", "{", "}"));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** A table that reads from top to bottom: where the parcels went. */
    public static String table(Campaign.Report report) {
        SimulationResult all = report.total();
        StringBuilder out = new StringBuilder();
        line(out, "parcels", all.parcels());
        line(out, "confirmed as planned", all.confirmedAsPlanned());
        line(out, "unconfirmed", all.unconfirmed());
        line(out, "exceptions", all.exceptionTotal());
        new TreeMap<>(all.exceptions()).forEach((reason, count) -> line(out, "  " + reason, count));
        line(out, "forced by a fault", all.forcedByFault());
        line(out, "lost, reported", all.lostReported());
        line(out, "WRONG GATE", all.wrongGate());
        line(out, "UNACCOUNTED", all.unaccounted());
        new TreeMap<>(all.violations()).forEach((kind, count) -> line(out, "VIOLATION " + kind, count));
        line(out, "went round again", all.recirculated());
        out.append(String.format(
                Locale.ROOT,
                "%.0f parcels an hour; %.0f s in %.1f s, %.0f times real time; seeds %d to %d, %d bad%n",
                all.parcelsPerHour(),
                all.simulatedSeconds(),
                report.wallSeconds(),
                report.timesRealTime(),
                report.settings().seed(),
                report.settings().seed() + report.settings().seeds() - 1,
                report.badSeeds()));
        return out.toString();
    }

    private static void line(StringBuilder out, String what, long count) {
        out.append(String.format(Locale.ROOT, "%-28s %9d%n", what, count));
    }

    /** The story of one parcel: what truly happened beside what the line said, and what moved around its end. */
    public static String story(int parcel, Story story) {
        List<Story.Line> lines = story.lines();
        List<Long> ends = lines.stream()
                .filter(l -> l.parcel() == parcel
                        && (l.text().contains("LEFT") || l.text().contains("TAKEN OFF")))
                .map(Story.Line::atNanos)
                .toList();
        StringBuilder out = new StringBuilder("parcel " + parcel + System.lineSeparator());
        for (Story.Line line : lines) {
            boolean around = line.parcel() == 0
                    && ends.stream()
                            .anyMatch(end -> line.atNanos() > end - 3 * SECOND && line.atNanos() < end + 2 * SECOND);
            if (line.parcel() == parcel || around) {
                out.append(String.format(Locale.ROOT, "%12.4f s %s%n", line.atNanos() / 1e9, line.text()));
            }
        }
        return out.toString();
    }

    /** Everything that happened and was said between two instants, each line with its parcel's number in the hall. */
    public static String story(double fromSeconds, double toSeconds, Story story) {
        StringBuilder out = new StringBuilder();
        for (Story.Line line : story.lines()) {
            double at = line.atNanos() / 1e9;
            if (at >= fromSeconds && at <= toSeconds) {
                out.append(String.format(Locale.ROOT, "%12.4f s %6d %s%n", at, line.parcel(), line.text()));
            }
        }
        return out.toString();
    }
}
