package hubfloor.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hubfloor.port.BrokerConnector.Publication;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What goes over the wire, who may go first, and that nothing ever has to wait for the network. */
class PublishLaneTest {
    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
    private final PublishLane lane = new PublishLane(130, (packets, length) -> wire.write(packets, 0, length));

    @Test
    void publishIsWrittenAsTheStandardSays() throws IOException {
        lane.publish(5, new Publication("a/b", bytes("hi"), 1, true, "t/p", new byte[] {7, 8}));
        lane.publish(6, new Publication("a", bytes(""), 0, false, "", new byte[0]));
        assertThat(wire.size()).isZero();
        lane.flush();
        // MQTT 5, 3.3: fixed header, topic, packet identifier, properties 03 and 09, payload
        assertThat(HexFormat.of().formatHex(wire.toByteArray()))
                .isEqualTo("3315" + "0003612f62" + "0400" + "0b" + "030003742f70" + "0900020708" + "6869" + "3004"
                        + "000161" + "00");
    }

    @Test
    void remainingLengthTakesTwoBytesFromOneHundredAndTwentyEight() throws IOException {
        assertThat(lengthFieldOf(127)).isEqualTo("7f");
        assertThat(lengthFieldOf(128)).isEqualTo("8001");
        assertThat(lengthFieldOf(16_383)).isEqualTo("ff7f");
        assertThat(lengthFieldOf(16_384)).isEqualTo("808001");
    }

    @Test
    void messageAboveTheBrokersMaximumIsNotTaken() throws IOException {
        Publication message = message(100);
        lane.packetMax(PublishPacket.size(message));
        assertThat(lane.publish(1, message)).isTrue();
        assertThat(lane.publish(2, message(101))).isFalse();
        lane.flush();
        assertThat(wire.size()).isEqualTo(PublishPacket.size(message));
    }

    @Test
    void onlyWhatTheSendBufferHoldsIsUnanswered() throws IOException {
        for (int n = 0; n < 100; n++) {
            lane.publish(n, message(10_000));
        }
        lane.flush();
        assertThat(wire.size()).isBetween(PublishLane.UNANSWERED_BYTES_MAX, PublishLane.UNANSWERED_BYTES_MAX + 10_100);
        List<Long> answered = new ArrayList<>();
        for (int id = PublishLane.FIRST_ID; id < PublishLane.FIRST_ID + 100; id++) {
            answered.add(lane.answered(id));
            lane.heard();
        }
        assertThat(answered).hasSize(100).isSorted().startsWith(0L).endsWith(99L);
        assertThat(wire.size()).isEqualTo(100 * PublishPacket.size(message(10_000)));
    }

    @Test
    void laterSmallMessageDoesNotOvertakeAWaitingOne() throws IOException {
        for (int n = 0; n < 14; n++) {
            lane.publish(n, message(10_000));
        }
        lane.publish(14, message(10_000));
        lane.flush();
        lane.answered(PublishLane.FIRST_ID);
        lane.publish(15, message(1));
        lane.answered(PublishLane.FIRST_ID + 1);
        lane.heard();
        int sizeOfLast = PublishPacket.size(message(1));
        byte[] sent = wire.toByteArray();
        assertThat(sent[sent.length - sizeOfLast]).isEqualTo((byte) 0x32);
        assertThat(sent[sent.length - sizeOfLast + 1]).isEqualTo((byte) (sizeOfLast - 2));
    }

    @Test
    void unansweredIdsAreNeverGivenAgain() throws IOException {
        lane.publish(-7, message(1)); // never answered
        Set<Integer> given = new HashSet<>();
        for (int n = 0; n < 200_000; n++) {
            wire.reset();
            lane.publish(n, message(1));
            lane.flush();
            byte[] packet = wire.toByteArray();
            int at = packet.length - 1 - 1 - 2;
            int id = ((packet[at] & 0xFF) << 8) | (packet[at + 1] & 0xFF);
            if (n > 0) {
                assertThat(id).isBetween(PublishLane.FIRST_ID + 1, PublishLane.LAST_ID);
                assertThat(lane.answered(id)).isEqualTo(n);
                assertThat(lane.answered(id)).isEqualTo(PublishLane.UNKNOWN);
                given.add(id);
            }
        }
        assertThat(given).hasSizeGreaterThan(60_000);
        assertThat(lane.answered(PublishLane.FIRST_ID)).isEqualTo(-7);
    }

    @Test
    void mentionsToASilentBrokerAreDroppedAndComeAgainOnceItIsHeard() throws IOException {
        for (int n = 0; n < 1_000; n++) {
            lane.publish(-2, new Publication("m", new byte[100], 0, false, "", new byte[0]));
        }
        lane.flush();
        assertThat(wire.size()).isBetween(PublishLane.LOOSE_BYTES_MAX - 110, PublishLane.LOOSE_BYTES_MAX);
        int before = wire.size();
        lane.heard();
        lane.publish(-2, new Publication("m", new byte[100], 0, false, "", new byte[0]));
        lane.flush();
        assertThat(wire.size()).isGreaterThan(before);
    }

    @Test
    void moreUnansweredThanAgreedIsAFaultOfTheCaller() throws IOException {
        assertThatThrownBy(() -> {
                    for (int n = 0; n < 300; n++) {
                        lane.publish(n, message(1));
                    }
                })
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("unanswered");
    }

    private String lengthFieldOf(int body) throws IOException {
        wire.reset();
        lane.publish(1, new Publication("t", new byte[body - 6], 1, false, "", new byte[0]));
        lane.flush();
        byte[] packet = wire.toByteArray();
        return HexFormat.of().formatHex(packet, 1, packet.length - body);
    }

    private static Publication message(int bytes) {
        return new Publication("t/1", new byte[bytes], 1, false, "", new byte[0]);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
