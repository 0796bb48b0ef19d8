package hubfloor.config.load;

import hubfloor.config.model.ChuteConfig;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SlotConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.config.model.SortRule;
import hubfloor.config.model.WallConfig;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a sort plan: YAML or JSON, strictly, taken whole or refused whole with all its problems. A plan that is taken
 * has a chute for every parcel and no rule that cannot be reached. At most 1 MiB and 1,000 rules. Any thread.
 */
public final class PlanFile {
    private PlanFile() {}

    /** For any line; whether its chutes exist is not asked. */
    public static Loaded<SortPlan> load(Path file) {
        return load(file, null);
    }

    /** For this line: a chute that it does not have is refused. */
    public static Loaded<SortPlan> load(Path file, @Nullable LineConfig line) {
        Problems problems = new Problems(file.toString());
        byte[] bytes = SourceText.bytes(file, problems);
        return bytes == null ? problems.refusal() : load(problems, bytes, line);
    }

    /** The same for bytes that are not a file, such as a plan that central sent. */
    public static Loaded<SortPlan> loadText(String name, byte[] bytes, @Nullable LineConfig line) {
        return load(new Problems(name), bytes, line);
    }

    /** For this wall: a slot that it does not have is refused. */
    public static Loaded<SortPlan> forWall(Path file, WallConfig wall) {
        Problems problems = new Problems(file.toString());
        byte[] bytes = SourceText.bytes(file, problems);
        return bytes == null ? problems.refusal() : load(problems, bytes, slots(wall), "slot of this wall");
    }

    /** The same for bytes that are not a file. */
    public static Loaded<SortPlan> textForWall(String name, byte[] bytes, WallConfig wall) {
        return load(new Problems(name), bytes, slots(wall), "slot of this wall");
    }

    private static List<String> slots(WallConfig wall) {
        return wall.slots().stream().map(SlotConfig::name).toList();
    }

    /** Whether the file is meant as a plan, right or wrong: it has a key {@code plan} or {@code rules}, and no device. */
    public static boolean isMeant(Path file) {
        Problems unused = new Problems(file.toString());
        byte[] bytes = SourceText.bytes(file, unused);
        String text = bytes == null ? null : SourceText.decode(bytes, unused);
        Node root = text == null ? null : NodeReader.read(text, unused);
        if (!(root instanceof Node.Mapping map)) {
            return false;
        }
        List<String> names = map.entries().stream().map(Node.Entry::name).toList();
        return (names.contains("plan") || names.contains("rules")) && !names.contains("device");
    }

    private static Loaded<SortPlan> load(Problems problems, byte[] bytes, @Nullable LineConfig line) {
        List<String> chutes = line == null
                ? null
                : line.chutes().stream().map(ChuteConfig::name).toList();
        return load(problems, bytes, chutes, "chute of this line");
    }

    /** @param places the names a rule may send a parcel to; null when any will do */
    private static Loaded<SortPlan> load(Problems problems, byte[] bytes, @Nullable List<String> places, String kind) {
        Values file = SourceText.values(bytes, problems, Path.of(""), PlanKeys.FILE);
        if (file == null) {
            return problems.refusal();
        }
        PlanRules checks = new PlanRules(problems);
        checks.check(file);
        if (places != null) {
            checks.chutes(file, places, kind);
        }
        if (!problems.isEmpty()) {
            return problems.refusal();
        }
        List<SortRule> rules = PlanBuilder.rules(file);
        checks.reached(file, rules);
        return problems.isEmpty()
                ? new Loaded.Accepted<>(PlanBuilder.plan(file, rules, SourceText.sha256(bytes)))
                : problems.refusal();
    }
}
