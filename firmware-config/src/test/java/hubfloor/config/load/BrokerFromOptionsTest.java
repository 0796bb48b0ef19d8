package hubfloor.config.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hubfloor.config.model.BrokerConfig;
import hubfloor.config.model.DeviceConfig;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerFromOptionsTest {
    private static List<String> problems(Map<String, String> options) {
        return switch (BrokerFromOptions.load(new TreeMap<>(options))) {
            case Loaded.Accepted<BrokerConfig> accepted -> List.of();
            case Loaded.Refused<BrokerConfig> refused ->
                refused.problems().stream().map(Problem::sentence).toList();
        };
    }

    @Test
    void optionsGiveWhatTheSameWordsInAFileGive() {
        Map<String, String> options = Map.of(
                "--broker", "mqtts://[2001:db8::7]",
                "--ca", "ca.pem",
                "--certificate", "tls/we.pem",
                "--key", "tls/we.key",
                "--username", "central",
                "--password-file", "/run/secrets/mqtt",
                "--topic-prefix", "tenant-a/x");
        String file = """
                format: 1
                device: {hub: kul, zone: inbound, id: st-01}
                store: {path: events.db}
                broker:
                  uri: "mqtts://[2001:db8::7]"
                  ca: ca.pem
                  certificate: tls/we.pem
                  key: tls/we.key
                  username: central
                  password-file: /run/secrets/mqtt
                  topic-prefix: tenant-a/x
                  receipts-from: []
                scanners: [{name: hand, port: /dev/ttyS0}]
                """;
        Loaded<DeviceConfig> device = DeviceFile.loadText("device.yaml", file.getBytes(StandardCharsets.UTF_8));
        assertThat(device).isInstanceOf(Loaded.Accepted.class);
        if (device instanceof Loaded.Accepted<DeviceConfig> accepted) {
            assertThat(BrokerFromOptions.load(options))
                    .isEqualTo(new Loaded.Accepted<>(accepted.value().broker()));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "http://hub; --broker: found 'http://hub', allowed mqtt://HOST:PORT",
                "mqtt://hub:0; --broker: found",
                "mqtt://hub:65536; --broker: found",
                "mqtt://me:secret@hub; --broker: found a user or password in the URI",
                "mqtt://hub/path; --broker: found",
                "mqtts://hub; --ca: found mqtts without ca",
            })
    void wrongBrokerIsRefusedUnderItsOption(String uri, String words) {
        assertThat(problems(Map.of("--broker", uri))).singleElement().asString().startsWith("command line: " + words);
    }

    @Test
    void everyProblemIsToldAtOnceAndNoPasswordOfTheUriIsRepeated() {
        assertThat(problems(Map.of(
                        "--broker", "mqtt://hub",
                        "--certificate", "we.pem",
                        "--password-file", "p",
                        "--topic-prefix", "a/#")))
                .anyMatch(words -> words.contains("--topic-prefix: found 'a/#'"))
                .anyMatch(words -> words.contains("--key: found certificate without key"))
                .anyMatch(words -> words.contains("--username: found password-file without username"))
                .anyMatch(words -> words.contains("--certificate: found a TLS key with mqtt://"));
        assertThat(problems(Map.of("--broker", "mqtt://me:secret@hub")).toString())
                .doesNotContain("secret");
    }

    @Test
    void optionThatIsNotABrokersIsTheCallersMistake() {
        assertThatThrownBy(() -> BrokerFromOptions.load(Map.of("--store", "x")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
