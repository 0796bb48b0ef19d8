package hubfloor.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.config.model.DeviceConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShippedFilesTest {
    @Test
    void everyShippedStationIsAcceptedUnderItsOwnHub() {
        for (String hub : List.of("kul", "lgg", "kgl")) {
            DeviceConfig config = Yaml.accepted(Yaml.resource("/hubfloor/hubs/" + hub + "/station.yaml"));
            assertThat(config.identity().hub()).isEqualTo(hub);
            assertThat(config.broker().tls()).isPresent();
        }
    }

    @Test
    void referenceFileShowsEveryKeyWithItsUnitAndDefault() {
        String text = Yaml.resource("/hubfloor/config/device.reference.yaml");
        Yaml.accepted(text);
        Problems problems = new Problems("reference");
        Node root = NodeReader.read(text, problems);
        assertThat(root).isInstanceOf(Node.Mapping.class);
        everyKey(DeviceKeys.FILE, (Node.Mapping) root, text.lines().toList());
    }

    private static void everyKey(Shape.Group group, Node.Mapping map, List<String> lines) {
        for (Key key : group.keys()) {
            Node.Entry entry = map.entries().stream()
                    .filter(candidate -> candidate.name().equals(key.name()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("the reference does not show " + key.name()));
            String line = lines.get(entry.line() - 1);
            if (entry.value() instanceof Node.Scalar || entry.value() instanceof Node.Sequence) {
                everyWord(key, line);
            }
            below(key.shape(), entry.value(), lines);
        }
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

    private static void below(Shape shape, Node value, List<String> lines) {
        switch (shape) {
            case Shape.Group group -> everyKey(group, (Node.Mapping) value, lines);
            case Shape.NameOrGroup either -> everyKey(either.group(), (Node.Mapping) value, lines);
            case Shape.ListOf list -> {
                if (list.item() instanceof Shape.Group) {
                    below(list.item(), ((Node.Sequence) value).items().getFirst(), lines);
                }
            }
            default -> {}
        }
    }
}
