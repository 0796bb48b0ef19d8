package hubfloor.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import hubfloor.config.model.DeviceIdentity;
import hubfloor.event.ClockQuality;
import hubfloor.event.Event;
import hubfloor.event.EventClass;
import hubfloor.event.EventFamily;
import hubfloor.event.EventSource;
import hubfloor.event.ReceivedEvent;
import hubfloor.event.Stamp;
import hubfloor.event.StoredEvent;
import hubfloor.port.WireFormat.Malformed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnvelopeJsonTest {
    private static final String EPOCH = "0123456789abcdef";
    private static final EventSource SOURCE = new EventSource(new DeviceIdentity("kul", "bay-1", "station-3"), EPOCH);

    private static byte[] write(long seq, String subject, Instant wall, byte[] data) {
        Stamp stamp = new Stamp(wall, 5_000_000_000L, "b1", ClockQuality.UNSYNCED);
        Event event = new Event(EventFamily.SCAN, EventClass.CUSTODY, "scan.read.v1", subject, stamp, data);
        return new EnvelopeJson(SOURCE).write(new StoredEvent(EPOCH, seq, event));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void envelopeIsByteForByteAsDocumented() {
        byte[] envelope =
                write(17, "sscc/106141412345678908", Instant.parse("2026-11-22T09:15:02.4179Z"), bytes("{\"a\":1}"));
        assertThat(new String(envelope, StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"specversion\":\"1.0\",\"id\":\"17\",\"source\":\"/kul/bay-1/station-3/0123456789abcdef\","
                                + "\"type\":\"org.hubfloor.scan.read.v1\",\"subject\":\"sscc/106141412345678908\","
                                + "\"time\":\"2026-11-22T09:15:02.417Z\",\"datacontenttype\":\"application/json\","
                                + "\"bootid\":\"b1\",\"monoms\":\"5000000000\",\"clock\":\"unsynced\",\"data\":{\"a\":1}}");
    }

    @Test
    void emptySubjectIsLeftOut() {
        assertThat(new String(write(1, "", Instant.EPOCH, bytes("{}")), StandardCharsets.UTF_8))
                .doesNotContain("subject");
    }

    @Test
    void timeIsAsTheJdkWritesItOverFourMillennia() {
        DateTimeFormatter jdk =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            Instant instant = Instant.ofEpochMilli(random.nextLong(-62_167_219_200_000L, 253_402_300_799_999L));
            assertThat(new String(new Pen(32).time(instant).copy(), StandardCharsets.UTF_8))
                    .isEqualTo(jdk.format(instant));
        }
        assertThat(new Pen(32).time(Instant.MAX).copy())
                .asString(StandardCharsets.UTF_8)
                .startsWith("9999-12-31");
    }

    @Test
    void noSubjectAndNoDataCanBreakTheEnvelope() throws Exception {
        String[] nasty = {
            "\"", "\\", "\u0000", "\n", "</script>", "\ud800", "\udc00", "\u2028", "😀", "\u007f", "é", "+/#"
        };
        String[] pieces = {
            "{", "}", "[", "]", "\"", ":", ",", "a", "1", "0", "-", ".", "e", "\\", "u", "00", " ", "true", "\u0001"
        };
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            StringBuilder subject = new StringBuilder("x");
            for (int i = random.nextInt(8); i > 0; i--) {
                subject.append(nasty[random.nextInt(nasty.length)]);
            }
            StringBuilder text = new StringBuilder("{");
            for (int i = random.nextInt(12); i > 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            byte[] data = bytes(text.append('}').toString());
            if (random.nextInt(4) == 0) {
                data[random.nextInt(data.length)] = (byte) random.nextInt(256);
            }
            byte[] envelope = write(9, subject.toString(), Instant.EPOCH, data);
            ReceivedEvent back;
            try {
                back = EnvelopeJson.parse(envelope);
            } catch (Malformed e) {
                // the only thing allowed: one name twice inside data, which JSON permits and we refuse on reading
                assertThat(parses(data))
                        .as("seed %d: %s", seed, new String(envelope, StandardCharsets.UTF_8))
                        .isTrue();
                continue;
            }
            String expected = subject.toString()
                    .replaceAll("[\ud800-\udfff](?<![\ud800-\udbff][\udc00-\udfff])(?![\udc00-\udfff])", "\ufffd");
            assertThat(back.seq()).isEqualTo(9);
            if (subject.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
                assertThat(back.subject()).as("seed %d", seed).isEqualTo(expected);
            }
            assertThat(new String(envelope, StandardCharsets.UTF_8).contains("\"data\":"))
                    .as("seed %d", seed)
                    .isEqualTo(parses(data));
        }
    }

    /** Jackson as the judge of our own check. */
    private static boolean parses(byte[] data) {
        try (JsonParser parser = new JsonFactory().createParser(data)) {
            int depth = 0;
            int objects = 0;
            if (data.length == 0 || data[0] != '{') {
                return false;
            }
            while (parser.nextToken() != null) {
                depth += parser.currentToken().isStructStart()
                        ? 1
                        : parser.currentToken().isStructEnd() ? -1 : 0;
                if (depth == 0) {
                    objects++;
                }
            }
            return objects == 1;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void readingRefusesWhatIsNotExactlyAnEvent() {
        String good = new String(write(17, "s", Instant.EPOCH, bytes("{\"a\":1}")), StandardCharsets.UTF_8);
        List<String> bad = new ArrayList<>(List.of(
                "",
                "{}",
                "[]",
                "null",
                "{",
                good + "x",
                good + "{}",
                good.replace("1.0", "0.3"),
                good.replace("\"17\"", "17"),
                good.replace("\"17\"", "\"017\""),
                good.replace("\"17\"", "\"-1\""),
                good.replace("/kul/", "/KUL/"),
                good.replace("org.hubfloor.", "org.other."),
                good.replace("\"subject\":\"s\"", "\"id\":\"18\""),
                good.replace("{\"a\":1}", "1"),
                good.replace("{\"a\":1}", "{\"a\":".repeat(20) + "1" + "}".repeat(20)),
                good.replace("\"s\"", "\"" + "x".repeat(70_000) + "\"")));
        for (String text : bad) {
            assertThatThrownBy(() -> EnvelopeJson.parse(bytes(text)))
                    .as(text.length() > 300 ? "long one" : text)
                    .isInstanceOf(Malformed.class);
        }
    }
}
