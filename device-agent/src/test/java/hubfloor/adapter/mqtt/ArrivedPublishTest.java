package hubfloor.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hubfloor.port.BrokerConnector.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A message is read as MQTT 5, 3.3 draws it, and what is drawn otherwise ends the connection in words. */
class ArrivedPublishTest {
    private static final String ALL_PROPERTIES = "0101" // payload format: text
            + "0200000e10" // expires in an hour
            + "0300046a736f6e" // content type json
            + "080003722f31" // response topic r/1
            + "090002cafe" // correlation data
            + "0bc801" // subscription identifier 200
            + "26000161000162"; // user property a=b

    @Test
    void everyPropertyIsReadOrPassedOver() throws IOException {
        String length = HexFormat.of().toHexDigits((byte) (ALL_PROPERTIES.length() / 2));
        ArrivedPublish read = read(3, "0003612f62" + "0102" + length + ALL_PROPERTIES + "c3a4");
        Message message = read.message();
        assertThat(read.packetId()).isEqualTo(0x0102);
        assertThat(message.topic()).isEqualTo("a/b");
        assertThat(message.retained()).isTrue();
        assertThat(message.contentType()).isEqualTo("json");
        assertThat(message.responseTopic()).isEqualTo("r/1");
        assertThat(message.correlation()).containsExactly(0xca, 0xfe);
        assertThat(message.payload()).isEqualTo("ä".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void messageWithoutPropertiesOrPayloadIsAMessage() throws IOException {
        ArrivedPublish read = read(0, "000161" + "00");
        assertThat(read.packetId()).isZero();
        assertThat(read.message().payload()).isEmpty();
        assertThat(read.message().retained()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "4, 00016100010000, QoS 2",
        "0, 000000, no topic",
        "2, 0001610000, no packet identifier",
        "0, 0001610501, properties longer",
        "0, 0001610223000000, property 35",
        "0, 000161020300, too early",
        "0, 00016104030009, properties longer",
        "0, 0001, too early",
        "0, 0001ff00, not UTF-8",
        "0, 000161ffffffff7f, more than four bytes",
        "0, 00016102030003616263, a property longer than all of them",
    })
    void brokenMessagesEndTheConnectionInWords(int flags, String hex, String words) {
        assertThatThrownBy(() -> read(flags, hex))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(words);
    }

    @Test
    void noBytesCauseAnythingButAMessageOrARefusal() {
        long seed = Long.getLong("hubfloor.seed", 5L);
        System.out.println("ArrivedPublishTest seed " + seed);
        Random random = new Random(seed);
        int read = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] body = new byte[random.nextInt(24)];
            for (int at = 0; at < body.length; at++) {
                body[at] = (byte) (random.nextInt(4) == 0 ? random.nextInt(256) : random.nextInt(4));
            }
            try {
                ArrivedPublish publish = ArrivedPublish.read(random.nextInt(16), body);
                assertThat(publish.message().payload().length).isLessThan(body.length);
                read++;
            } catch (IOException refused) {
                assertThat(refused).hasMessageContaining("against MQTT 5");
            }
        }
        assertThat(read).as("some were messages").isPositive();
    }

    private static ArrivedPublish read(int flags, String hex) throws IOException {
        return ArrivedPublish.read(flags, HexFormat.of().parseHex(hex));
    }
}
