package hubfloor.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hubfloor.config.model.DeviceIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names, refusals and places; what the lines mean to mosquitto is told by the stories. */
class BrokerAccessTest {
    private static Member device(String zone, String name, String... receiptsFrom) {
        return new Member(zone + ".yaml", new DeviceIdentity("kul", zone, name), "", List.of(receiptsFrom));
    }

    private static String refusal(List<Member> devices, String... consumers) {
        try {
            return BrokerAccess.of(
                            devices, Stream.of(consumers).map(Consumer::of).toList())
                    .acl();
        } catch (AccessRefused refused) {
            return "refused: " + refused.getMessage();
        }
    }

    @Test
    void nameUsedInTwoZonesIsRefusedWithBothFiles() {
        assertThat(refusal(List.of(device("inbound", "st-01"), device("sorter", "st-01")), "central"))
                .startsWith("refused: sorter.yaml: a second device \"st-01\"")
                .contains("(inbound.yaml)")
                .contains("common name")
                .contains("device.id");
    }

    @Test
    void deviceCalledLikeAConsumerIsRefused() {
        assertThat(refusal(List.of(device("inbound", "central")), "central")).startsWith("refused: inbound.yaml: ");
    }

    @Test
    void consumerThatIsNoTopicLevelIsRefused() {
        for (String name : List.of("+", "#", "a/b", "", "Central", "a b", "a\nuser b")) {
            assertThat(refusal(List.of(), name)).as(name).startsWith("refused: A consumer cannot be called");
        }
    }

    /** Such a device would fill its store: the broker refuses the receipts it waits for. */
    @Test
    void deviceThatWaitsForAnUnknownConsumerIsRefused() {
        assertThat(refusal(List.of(device("inbound", "st-01", "central", "customs")), "central"))
                .startsWith("refused: inbound.yaml: \"st-01\" keeps its events until \"customs\" receipts them")
                .contains("--consumer");
        assertThat(refusal(List.of(device("inbound", "st-01", "central", "customs")), "central", "customs"))
                .contains("topic write hubfloor/1/+/+/+/receipt/customs");
    }

    @Test
    void secondInstanceOfALedgerReceiptsUnderTheNameThatDevicesWaitFor() {
        List<Member> devices = List.of(device("inbound", "st-01", "central"));
        String second = refusal(devices, "central", "central-2=central").split("user central-2", -1)[1];
        assertThat(second)
                .contains("topic write hubfloor/1/+/+/+/receipt/central\n")
                .doesNotContain("receipt/central-2");
        assertThat(refusal(devices, "ledger-a=central")).contains("user ledger-a");
        assertThat(refusal(devices, "central", "central=customs")).startsWith("refused: The consumer \"central\"");
        assertThat(refusal(devices, "central", "b=C/#")).startsWith("refused: A consumer cannot be called \"C/#\"");
    }

    /** DeviceFile lets no such name through; should one come another way, it makes no line. */
    @Test
    void deviceNameThatIsAWildcardMakesNoLine() throws AccessRefused {
        for (String name : List.of("+", "#", "a/b")) {
            BrokerAccess access = BrokerAccess.of(List.of(device("inbound", name)), List.of(Consumer.of("central")));
            assertThatThrownBy(access::acl).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void noLineIsAPattern() {
        assertThat(refusal(List.of(device("inbound", "st-01"), device("sorter", "line-01")), "central")
                        .lines())
                .filteredOn(line -> !line.isEmpty() && !line.startsWith("#"))
                .allMatch(line ->
                        line.startsWith("user ") || line.startsWith("topic write ") || line.startsWith("topic read "));
    }

    @Test
    void settingsHoldThePlacesOnceFilledIn() throws IOException {
        String template;
        try (InputStream in =
                Objects.requireNonNull(MosquittoConf.class.getResourceAsStream(MosquittoConf.TEMPLATE), "template")) {
            template = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Path files = Path.of("/etc/hub");
        Path data = Path.of("/var/hub");
        assertThat(new MosquittoConf(8884, Optional.of("::1"), files, data, Optional.empty())
                        .fill(template)
                        .lines())
                .contains(
                        "listener 8884 ::1",
                        "acl_file /etc/hub/acl",
                        "keyfile /etc/hub/broker.key",
                        "persistence_location /var/hub/",
                        "log_dest syslog",
                        "require_certificate true",
                        "use_identity_as_username true",
                        "use_username_as_clientid true",
                        "max_topic_alias 0",
                        "autosave_on_changes true",
                        "tls_version tlsv1.2")
                .noneMatch(line -> line.startsWith("user "))
                .noneMatch(line -> line.matches(".*[{}].*"));
        assertThat(new MosquittoConf(8883, Optional.empty(), files, data, Optional.of("ann"))
                        .fill(template)
                        .lines())
                .contains("listener 8883", "user ann", "log_dest stderr");
    }
}
