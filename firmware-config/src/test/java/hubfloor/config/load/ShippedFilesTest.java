package hubfloor.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SortPlan;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShippedFilesTest {
    private final Set<Shape.Group> shown = new HashSet<>();

    @Test
    void everyShippedStationIsAcceptedUnderItsOwnHub() {
        for (String hub : List.of("kul", "lgg", "kgl")) {
            DeviceConfig config = Yaml.accepted(Yaml.resource("/hubfloor/hubs/" + hub + "/station.yaml"));
            assertThat(config.identity().hub()).isEqualTo(hub);
            assertThat(config.broker().tls()).isPresent();
        }
    }

    @Test
    void everyShippedLineIsTakenTogetherWithItsPlan() {
        for (String name : List.of("lines/demo", "hubs/kul/line", "hubs/lgg/line", "hubs/kgl/line")) {
            DeviceConfig config = Yaml.accepted(Yaml.resource("/hubfloor/" + name + ".yaml"));
            LineConfig line = config.line().orElseThrow();
            String plan = name.startsWith("lines/") ? "plans/demo" : name.replace("line", "plan");
            assertThat(line.decision().plan()).hasFileName(Path.of(plan).getFileName() + ".yaml");
            Loaded<SortPlan> loaded = Yaml.plan(Yaml.resource("/hubfloor/" + plan + ".yaml"), line);
            assertThat(Yaml.sentences(loaded)).as(plan).isEmpty();
        }
    }

    @Test
    void referenceFileShowsEveryKeyWithItsUnitAndDefault() {
        String text = Yaml.resource("/hubfloor/config/device.reference.yaml");
        Yaml.accepted(text);
        everyKey(DeviceKeys.FILE, text);
    }

    @Test
    void planReferenceShowsEveryKeyWithItsUnitAndDefault() {
        String text = Yaml.resource("/hubfloor/config/plan.reference.yaml");
        assertThat(Yaml.sentences(Yaml.plan(text, null))).isEmpty();
        everyKey(PlanKeys.FILE, text);
    }

    private void everyKey(Shape.Group file, String text) {
        Node root = NodeReader.read(text, new Problems("reference"));
        assertThat(root).isInstanceOf(Node.Mapping.class);
        everyKey(file, List.of((Node.Mapping) root), text.lines().toList());
    }

    /** A key may stand in any of a list's maps, or, where keys exclude each other, in a comment; once is enough. */
    private void everyKey(Shape.Group group, List<Node.Mapping> maps, List<String> lines) {
        for (Key key : shown.add(group) ? group.keys() : List.<Key>of()) {
            List<Node.Entry> entries = maps.stream()
                    .flatMap(map -> map.entries().stream())
                    .filter(entry -> entry.name().equals(key.name()))
                    .toList();
            String line = entries.isEmpty()
                    ? commented(key.name(), lines)
                    : lines.get(entries.getFirst().line() - 1);
            boolean map = !entries.isEmpty() && entries.getFirst().value() instanceof Node.Mapping;
            if (!map && !(key.shape() instanceof Shape.Group)) {
                everyWord(key, line);
            }
            below(key.shape(), entries.stream().map(Node.Entry::value).toList(), lines);
        }
    }

    private static String commented(String key, List<String> lines) {
        return lines.stream()
                .filter(line -> line.strip().matches("# +" + key + ":.*"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the reference does not show " + key));
    }

    private static void everyWord(Key key, String line) {
        if (key.standard() != null) {
            String standard = key.standard().toString();
            String plain = line.replace("\"", "");
            assertThat(plain).as(key.name()).contains("default: " + standard);
        }
        if (key.required()) {
            assertThat(line).as(key.name()).contains("required");
        }
        if (!key.unit().isEmpty()) {
            assertThat(line).as(key.name()).contains(key.unit());
        }
    }

    private void below(Shape shape, List<Node> values, List<String> lines) {
        switch (shape) {
            case Shape.Group group -> everyKey(group, only(Node.Mapping.class, values), lines);
            case Shape.NameOrGroup either -> everyKey(either.group(), only(Node.Mapping.class, values), lines);
            case Shape.ListOf list -> {
                if (list.item() instanceof Shape.Group) {
                    below(
                            list.item(),
                            only(Node.Sequence.class, values).stream()
                                    .flatMap(sequence -> sequence.items().stream())
                                    .toList(),
                            lines);
                }
            }
            default -> {}
        }
    }

    private static <T> List<T> only(Class<T> kind, List<Node> values) {
        return values.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
