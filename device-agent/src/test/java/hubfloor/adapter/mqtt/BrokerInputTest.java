package hubfloor.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Acknowledgements and messages are taken out of the stream, the rest reaches the library untouched, however it is cut. */
class BrokerInputTest {
    private static final String CONNACK = "2009000006210014" + "22000a";
    private static final String TAMED = "2009000006217fff220000";
    private static final String SUBACK = "900400010001";
    private static final String PUBLISH = "320a0003612f62000a00" + "6869"; // a/b, id 10: hi
    private static final String WORDY_ACK = "400a040187061f0003626164"; // reason 0x87 with the words "bad"

    private final List<String> told = new ArrayList<>();

    @Test
    void acknowledgementsAndMessagesAreTakenOutAtEveryCut() throws IOException {
        String stream = CONNACK + "40020400" + SUBACK + WORDY_ACK + PUBLISH + "4003ffff10" + "d000";
        byte[] bytes = HexFormat.of().parseHex(stream);
        for (int cut = CONNACK.length() / 2; cut < bytes.length; cut++) {
            told.clear();
            assertThat(readAll(input(bytes, cut))).isEqualTo(TAMED + SUBACK + "d000");
            assertThat(told).containsExactly("1024:0", "1025:135", "10 a/b hi", "65535:16");
        }
    }

    @Test
    void acknowledgementsComeOneByteAtATime() throws IOException {
        byte[] bytes = HexFormat.of().parseHex(CONNACK + WORDY_ACK + SUBACK + PUBLISH + "40020400");
        assertThat(readAll(input(bytes, -1))).isEqualTo(TAMED + SUBACK);
        assertThat(told).containsExactly("1025:135", "10 a/b hi", "1024:0");
    }

    @Test
    void messageLargerThanTheBufferIsTakenWhole() throws IOException {
        String payload = "61".repeat(60_000);
        byte[] bytes = HexFormat.of().parseHex(CONNACK + "30e6d403" + "0003612f6200" + payload + "d000");
        assertThat(readAll(input(bytes, 100))).isEqualTo(TAMED + "d000");
        assertThat(told).containsExactly("0 a/b " + "a".repeat(60_000));
    }

    @Test
    void acknowledgementWithoutAnIdEndsTheConnection() {
        byte[] bytes = HexFormat.of().parseHex(CONNACK + "400104");
        assertThatThrownBy(() -> readAll(input(bytes, CONNACK.length() / 2)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("names no message");
    }

    private BrokerInput input(byte[] bytes, int cut) {
        InputStream from = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                int most = cut < 0 ? 1 : pos < cut ? cut - pos : length;
                return super.read(into, offset, Math.min(most, length));
            }
        };
        return new BrokerInput(
                from,
                new BrokerInput.Ear() {
                    @Override
                    public void terms(BrokerTerms terms) {
                        // only the bytes count here
                    }

                    @Override
                    public void answered(int packetId, int reasonCode) {
                        told.add(packetId + ":" + reasonCode);
                    }

                    @Override
                    public void arrived(ArrivedPublish publish) {
                        told.add(publish.packetId() + " " + publish.message().topic() + " "
                                + new String(publish.message().payload(), StandardCharsets.US_ASCII));
                    }

                    @Override
                    public void heard() {
                        // nothing waits to go out here
                    }
                },
                () -> 0);
    }

    private static String readAll(BrokerInput input) throws IOException {
        StringBuilder all = new StringBuilder();
        byte[] some = new byte[7];
        for (int n = input.read(some, 0, some.length); n >= 0; n = input.read(some, 0, some.length)) {
            all.append(HexFormat.of().formatHex(some, 0, n));
        }
        return all.toString();
    }
}
