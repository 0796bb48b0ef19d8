package hubfloor.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hubfloor.event.DeviceState;
import hubfloor.event.Receipt;
import hubfloor.event.ReplayRequest;
import hubfloor.port.WireFormat.Gone;
import hubfloor.port.WireFormat.Malformed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonWireFormatTest {
    private static final String EPOCH = "0123456789abcdef";
    private final JsonWireFormat wire = new JsonWireFormat();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void stateIsAsDocumentedAndReadBack() throws Malformed {
        DeviceState state = new DeviceState(
                true, "", EPOCH, 17, 12, "0.1.0", "cafe", List.of("a", "b\"\n"), Instant.ofEpochMilli(1_234), "boot-1");
        assertThat(new String(wire.state(state), StandardCharsets.UTF_8))
                .isEqualTo("{\"state\":\"online\",\"epoch\":\"0123456789abcdef\",\"lastSeq\":17,\"receipted\":12,"
                        + "\"version\":\"0.1.0\",\"config\":{\"hash\":\"cafe\"},\"faults\":[\"a\",\"b\\\"\\u000a\"],"
                        + "\"at\":\"1970-01-01T00:00:01.234Z\",\"bootid\":\"boot-1\"}");
        assertThat(wire.readState(wire.state(state))).isEqualTo(state);
        DeviceState will = new DeviceState(false, "link-lost", EPOCH, 0, 0, "", "", List.of(), Instant.EPOCH, "");
        assertThat(wire.readState(wire.state(will))).isEqualTo(will);
    }

    @Test
    void receiptAndReplayRequestAreReadBack() throws Malformed {
        assertThat(wire.readReceipt(wire.receipt(new Receipt(EPOCH, 99)))).isEqualTo(new Receipt(EPOCH, 99));
        ReplayRequest request = new ReplayRequest("r-1", EPOCH, 5, 7, Optional.of(Instant.ofEpochSecond(1_000)));
        assertThat(wire.readReplayRequest(wire.replayRequest(request))).isEqualTo(request);
    }

    @Test
    void whatWillNeverComeIsReadStrictly() throws Malformed {
        String head = "{\"type\":\"org.hubfloor.device.events-";
        assertThat(wire.gone(bytes(head + "expired.v1\",\"data\":{\"fromSeq\":1,\"throughSeq\":400}}")))
                .isEqualTo(new Gone(1, 400, 0));
        assertThat(wire.gone(bytes(head + "shed.v1\",\"data\":{\"class\":\"alarm\",\"count\":120}}")))
                .isEqualTo(new Gone(0, 0, 120));
        assertThat(wire.gone(bytes(head + "other.v1\",\"data\":{\"fromSeq\":1}}")))
                .isEqualTo(Gone.NOTHING);
        for (String data : List.of(
                "expired.v1\",\"data\":{\"fromSeq\":5,\"throughSeq\":4}}",
                "expired.v1\",\"data\":{\"fromSeq\":0,\"throughSeq\":4}}",
                "expired.v1\",\"data\":{\"fromSeq\":\"1\",\"throughSeq\":4}}",
                "shed.v1\",\"data\":{\"count\":-1}}",
                "shed.v1\"}")) {
            assertThatThrownBy(() -> wire.gone(bytes(head + data))).as(data).isInstanceOf(Malformed.class);
        }
    }

    @Test
    void flatObjectKeepsItsOrder() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("z", 1L);
        members.put("a", "x\"");
        assertThat(new String(wire.flat(members), StandardCharsets.UTF_8)).isEqualTo("{\"z\":1,\"a\":\"x\\\"\"}");
        assertThat(wire.flat(Map.of())).isEqualTo(bytes("{}"));
    }

    @Test
    void flatObjectIsReadBackWithoutWhatIsNotFlat() throws Malformed {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("n", -3L);
        members.put("yes", true);
        members.put("none", List.of());
        members.put("words", List.of("a=\u0000\"", "b"));
        assertThat(wire.readFlat(wire.flat(members))).isEqualTo(members);
        assertThat(wire.readFlat(bytes("{\"a\":{\"b\":1},\"c\":[1,\"d\",[\"e\"]],\"f\":1.5,\"g\":\"h\"}")))
                .isEqualTo(Map.of("c", List.of("d"), "g", "h"));
        for (String text : List.of("", "[]", "{\"a\":1", "{\"a\":1}{}", "{\"a\":1,\"a\":2}")) {
            assertThatThrownBy(() -> wire.readFlat(bytes(text))).as(text).isInstanceOf(Malformed.class);
        }
    }

    @Test
    void receiptsThatAreNoneAreRefused() {
        for (String text : List.of(
                "",
                "{}",
                "[]",
                "{\"epoch\":\"" + EPOCH + "\"}",
                "{\"epoch\":\"x\",\"through\":1}",
                "{\"epoch\":\"" + EPOCH + "\",\"through\":-1}",
                "{\"epoch\":\"" + EPOCH + "\",\"through\":1.5}",
                "{\"epoch\":\"" + EPOCH + "\",\"through\":1}}",
                "{\"epoch\":\"" + EPOCH + "\",\"through\":\"1\"}",
                "{\"epoch\":\"" + EPOCH + "\",\"through\":99999999999999999999}",
                "{\"epoch\":\"" + EPOCH + "\",\"through\":1,\"through\":2}")) {
            assertThatThrownBy(() -> wire.readReceipt(bytes(text))).as(text).isInstanceOf(Malformed.class);
        }
    }

    @Test
    void commandsAboveTheLimitsAreRefused() throws Malformed {
        String good = "{\"id\":\"r\",\"epoch\":\"" + EPOCH + "\",\"from\":1,\"to\":2,\"x\":%s}";
        String deep = "[".repeat(7) + "]".repeat(7);
        assertThat(wire.readReplayRequest(bytes(String.format(good, deep))).to())
                .isEqualTo(2);
        for (String x : List.of("[" + deep + "]", "\"" + "y".repeat(16_384) + "\"", "1e99999")) {
            byte[] payload = bytes(String.format(good, x));
            if (!x.startsWith("1")) {
                assertThatThrownBy(() -> wire.readReplayRequest(payload)).isInstanceOf(Malformed.class);
            }
        }
        assertThatThrownBy(() ->
                        wire.readReplayRequest(bytes(String.format(good, "1").replace("\"to\":2", "\"to\":0"))))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void randomBytesNeverEscapeAsAnythingButMalformed() {
        byte[] good = wire.replayRequest(new ReplayRequest("r-1", EPOCH, 5, 7, Optional.of(Instant.EPOCH)));
        for (long seed = 0; seed < 50_000; seed++) {
            Random random = new Random(seed);
            byte[] payload = good.clone();
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                payload[random.nextInt(payload.length)] = (byte) random.nextInt(256);
            }
            try {
                ReplayRequest read = wire.readReplayRequest(payload);
                assertThat(read.to()).as("seed %d", seed).isGreaterThanOrEqualTo(read.from());
                wire.readState(payload);
            } catch (Malformed e) {
                assertThat(e.getMessage()).as("seed %d", seed).isNotBlank();
            }
        }
    }
}
