package hubfloor.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hubfloor.advice.Clocks;
import hubfloor.advice.NewsLetter;
import hubfloor.advice.ParcelNews;
import hubfloor.advice.ParcelNews.CustomsWord;
import hubfloor.advice.Routing;
import hubfloor.config.model.CustomsStatus;
import hubfloor.port.WireFormat.Malformed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NewsJsonTest {
    private static final String HEAD = "{\"epoch\":\"0123456789abcdef\",\"seq\":17,\"parcels\":[";
    private static final String GOOD = "{\"subject\":\"s10/RR123456785MY\",\"customs\":{\"status\":\"hold\","
            + "\"sequence\":1,\"at\":\"2026-11-26T08:00:00Z\"}}";

    private static NewsLetter read(String entries) throws Malformed {
        return NewsJson.read((HEAD + entries + "]}").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsWrittenIsReadTheSame() throws Malformed {
        Random random = new Random(20_261_126);
        for (int i = 0; i < 500; i++) {
            List<ParcelNews> parcels = new ArrayList<>();
            for (int n = random.nextInt(20); n > 0; n--) {
                parcels.add(news(random));
            }
            NewsLetter letter = new NewsLetter("0123456789abcdef", 1 + random.nextInt(1_000_000), parcels, 0);
            assertThat(NewsJson.read(NewsJson.write(letter))).isEqualTo(letter);
        }
    }

    private static ParcelNews news(Random random) {
        Routing routing = new Routing(
                random.nextInt(1_000),
                random.nextBoolean() ? "BE" : "",
                random.nextBoolean() ? "4460" : "",
                random.nextBoolean() ? "express \"é\"" : "",
                random.nextInt(50_000),
                random.nextInt(10),
                random.nextBoolean(),
                new Clocks(instant(random), instant(random), Instant.EPOCH));
        CustomsStatus[] all = CustomsStatus.values();
        CustomsWord customs = new CustomsWord(
                all[random.nextInt(all.length)],
                random.nextInt(1_000),
                Instant.ofEpochMilli(1 + random.nextInt() & Integer.MAX_VALUE));
        boolean both = random.nextBoolean();
        return new ParcelNews(
                "s10/RR" + random.nextInt(1_000_000),
                both ? Optional.of(routing) : Optional.empty(),
                Optional.of(customs));
    }

    private static Instant instant(Random random) {
        return Instant.ofEpochSecond(1_700_000_000L + random.nextInt(100_000_000));
    }

    @Test
    void anEntryThatBreaksARuleIsLeftOutAndTheOthersAreTaken() throws Malformed {
        for (String bad : List.of(
                "17",
                "{}",
                "{\"subject\":\"s10/RR123456785MY\"}",
                "{\"subject\":\"no scheme\",\"customs\":{\"status\":\"hold\",\"sequence\":1,\"at\":\"2026-11-26T08:00:00Z\"}}",
                GOOD.replace("hold", "HOLD"),
                GOOD.replace("hold", "perhaps"),
                GOOD.replace("\"sequence\":1", "\"sequence\":-1"),
                GOOD.replace("\"sequence\":1", "\"sequence\":\"1\""),
                GOOD.replace("2026-11-26T08:00:00Z", "yesterday"),
                GOOD.replace(",\"at\":\"2026-11-26T08:00:00Z\"", ""),
                "{\"subject\":\"s10/RR123456785MY\",\"routing\":{\"sequence\":1,\"country\":\"Belgium\"}}",
                "{\"subject\":\"s10/RR123456785MY\",\"routing\":{\"sequence\":1,\"priority\":10}}",
                "{\"subject\":\"s10/RR123456785MY\",\"routing\":{\"sequence\":1,\"postcode\":\"1\\u0000\"}}",
                "{\"subject\":\"s10/RR123456785MY\",\"routing\":{\"sequence\":1,\"trusted\":\"yes\"}}",
                "{\"subject\":\"s10/RR123456785MY\",\"routing\":[],\"customs\":{\"status\":\"hold\",\"sequence\":1,"
                        + "\"at\":\"2026-11-26T08:00:00Z\"}}")) {
            NewsLetter letter = read(bad + "," + GOOD);
            assertThat(letter.parcels()).as(bad).hasSize(1);
            assertThat(letter.leftOut()).as(bad).isEqualTo(1);
        }
    }

    @Test
    void halfACharacterIsNoTextAndTimesAreKeptToTheMillisecond() throws Malformed {
        String half = "{\"subject\":\"s10/A\",\"routing\":{\"sequence\":1,\"service\":\"\\ud800\"}}";
        NewsLetter letter = read(half + "," + GOOD.replace("08:00:00Z", "08:00:00.123456789Z"));
        assertThat(letter.leftOut()).isEqualTo(1);
        assertThat(letter.parcels().getFirst().customs().orElseThrow().at())
                .isEqualTo(Instant.parse("2026-11-26T08:00:00.123Z"));
    }

    @Test
    void aMessageThatIsNoneIsRefusedWhole() {
        for (String bad : List.of(
                "",
                "[]",
                "{}",
                HEAD,
                HEAD.replace("17", "0") + "]}",
                HEAD.replace("0123456789abcdef", "now") + "]}",
                HEAD + "]}x",
                HEAD + "{\"a\":1,\"a\":2}]}",
                HEAD + "[".repeat(20) + "]".repeat(20) + "]}",
                HEAD + "1".repeat(80) + "]}")) {
            assertThatThrownBy(() -> NewsJson.read(bad.getBytes(StandardCharsets.UTF_8)))
                    .as(bad)
                    .isInstanceOf(Malformed.class);
        }
        assertThatThrownBy(() -> read(String.join(",", java.util.Collections.nCopies(257, "{}"))))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("256");
    }
}
