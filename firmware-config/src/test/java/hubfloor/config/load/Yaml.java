package hubfloor.config.load;

import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SortPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Device files for the tests, and short words for loading them. */
final class Yaml {
    static final Path DIRECTORY = Path.of("/etc/hubfloor");
    static final String GOOD = """
            format: 1
            device: {hub: kul, zone: inbound, id: st-01}
            store:
              path: /var/lib/hubfloor/events.db
            broker:
              uri: mqtts://broker.hub.example
              ca: ca.pem
            scanners:
              - name: hand
                port: /dev/ttyACM0
                baud: 9600
            signals: {backend: simulated, green-pin: 17, red-pin: 27, buzzer-pin: 22}
            page: {listen: "127.0.0.1:0"}
            """;
    static final List<String> SHIPPED = List.of(
            "/hubfloor/config/device.reference.yaml",
            "/hubfloor/hubs/kul/station.yaml",
            "/hubfloor/hubs/lgg/station.yaml",
            "/hubfloor/hubs/kgl/station.yaml",
            "/hubfloor/lines/demo.yaml",
            "/hubfloor/hubs/kul/line.yaml",
            "/hubfloor/hubs/lgg/line.yaml",
            "/hubfloor/hubs/kgl/line.yaml");
    static final List<String> PLANS = List.of(
            "/hubfloor/config/plan.reference.yaml",
            "/hubfloor/plans/demo.yaml",
            "/hubfloor/hubs/kul/plan.yaml",
            "/hubfloor/hubs/lgg/plan.yaml",
            "/hubfloor/hubs/kgl/plan.yaml",
            "/hubfloor/hubs/kgl/wall-plan.yaml");

    private Yaml() {}

    static Loaded<DeviceConfig> load(String text) {
        return load(text.getBytes(StandardCharsets.UTF_8));
    }

    static Loaded<DeviceConfig> load(byte[] bytes) {
        return DeviceFile.loadText("d.yaml", bytes, DIRECTORY);
    }

    static DeviceConfig accepted(String text) {
        return switch (load(text)) {
            case Loaded.Accepted<DeviceConfig> accepted -> accepted.value();
            case Loaded.Refused<DeviceConfig> refused ->
                throw new AssertionError(refused.problems().toString());
        };
    }

    static Loaded<SortPlan> plan(String text, @Nullable LineConfig line) {
        return PlanFile.loadText("p.yaml", text.getBytes(StandardCharsets.UTF_8), line);
    }

    /** The sentences of a refusal, in order; empty when the text was accepted. */
    static List<String> sentences(Loaded<?> loaded) {
        return loaded instanceof Loaded.Refused<?> refused
                ? refused.problems().stream().map(Problem::sentence).toList()
                : List.of();
    }

    static String with(String from, String to) {
        if (!GOOD.contains(from)) {
            throw new AssertionError("not in the good file: " + from);
        }
        return GOOD.replace(from, to);
    }

    static String resource(String name) {
        try (InputStream in = Yaml.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new AssertionError("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }
}
