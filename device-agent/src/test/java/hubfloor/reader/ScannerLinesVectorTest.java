package hubfloor.reader;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import hubfloor.config.model.ScannerProfile;
import hubfloor.reader.ReaderMessage.Broken;
import hubfloor.reader.ReaderMessage.Code;
import hubfloor.reader.ReaderMessage.Codes;
import hubfloor.reader.ReaderMessage.Heartbeat;
import hubfloor.reader.ReaderMessage.Reply;
import hubfloor.reader.ReaderMessage.Symbol;
import hubfloor.testing.CsvRows;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every row of scanner_lines.csv, whole, byte by byte, and cut at random: how bytes arrive must not matter. */
class ScannerLinesVectorTest {
    private static final JsonFactory JSON = new JsonFactory();

    @TestFactory
    Stream<DynamicTest> everyRowReadsAsExpectedHoweverItArrives() {
        return CsvRows.of("/vectors/scanner_lines.csv").stream()
                .map(row -> DynamicTest.dynamicTest(CsvRows.cell(row, "id"), () -> check(row)));
    }

    private static void check(Map<String, String> row) throws IOException {
        ScannerProfile profile =
                profile(maps("[" + CsvRows.cell(row, "profile") + "]").getFirst());
        byte[] bytes = HexFormat.of().parseHex(CsvRows.cell(row, "input_hex"));
        List<Map<String, Object>> expected = maps(CsvRows.cell(row, "expect"));
        assertThat(frames(profile, bytes, bytes.length)).as("whole").isEqualTo(expected);
        assertThat(frames(profile, bytes, 1)).as("byte by byte").isEqualTo(expected);
        Random random = new Random(20261122);
        for (int i = 0; i < 100; i++) {
            assertThat(frames(profile, bytes, 1 + random.nextInt(bytes.length)))
                    .as("cut at random, seed 20261122, round %d", i)
                    .isEqualTo(expected);
        }
    }

    private static List<Map<String, Object>> frames(ScannerProfile profile, byte[] bytes, int pieceMax) {
        ScannerFramer framer = new ScannerFramer(profile);
        List<Map<String, Object>> found = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += pieceMax) {
            int n = Math.min(pieceMax, bytes.length - at);
            byte[] piece = new byte[n];
            System.arraycopy(bytes, at, piece, 0, n);
            framer.feed(piece, n, telegram -> add(telegram, found));
        }
        return found;
    }

    private static void add(ReaderMessage telegram, List<Map<String, Object>> found) {
        switch (telegram) {
            case Codes codes -> {
                for (Code code : codes.codes()) {
                    found.add(code instanceof Symbol symbol ? read(symbol) : Map.of("kind", "no_read"));
                }
            }
            case Heartbeat heartbeat -> found.add(Map.of("kind", "heartbeat"));
            case Reply reply -> found.add(Map.of("kind", "reply", "command", reply.command(), "ok", reply.ok()));
            case Broken broken ->
                found.add(Map.of("kind", "error", "reason", broken.fault().word()));
            default -> throw new AssertionError("a plain scanner said " + telegram);
        }
    }

    private static Map<String, Object> read(Symbol symbol) {
        Map<String, Object> read = new LinkedHashMap<>();
        read.put("kind", "read");
        if (!symbol.barcode().aim().isEmpty()) {
            read.put("aim", symbol.barcode().aim());
        }
        read.put("data", symbol.barcode().text());
        return read;
    }

    private static ScannerProfile profile(Map<String, Object> json) {
        return new ScannerProfile(
                (String) json.getOrDefault("prefix", ""),
                (String) json.getOrDefault("suffix", "0D0A"),
                Optional.ofNullable((String) json.get("separator")),
                words(json.getOrDefault("no_read", List.of())),
                words(json.getOrDefault("heartbeat", List.of())),
                Optional.empty(),
                Boolean.TRUE.equals(json.get("aim")),
                Boolean.TRUE.equals(json.get("sopas")),
                false,
                "",
                "",
                ((Number) json.getOrDefault("max_length", 4096)).intValue(),
                (String) json.getOrDefault("charset", "US-ASCII"),
                Duration.ofMillis(100));
    }

    private static List<String> words(Object list) {
        return list instanceof List<?> words
                ? words.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** A JSON array of flat objects, as the vectors use. */
    private static List<Map<String, Object>> maps(String json) throws IOException {
        List<Map<String, Object>> maps = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    maps.add(map(parser));
                }
            }
        }
        return maps;
    }

    private static Map<String, Object> map(JsonParser parser) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            map.put(
                    name,
                    switch (value) {
                        case VALUE_STRING -> parser.getText();
                        case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
                        case VALUE_NUMBER_INT -> parser.getIntValue();
                        case START_ARRAY -> {
                            List<String> list = new ArrayList<>();
                            while (parser.nextToken() != JsonToken.END_ARRAY) {
                                list.add(parser.getText());
                            }
                            yield list;
                        }
                        default -> throw new IOException("unexpected " + value);
                    });
        }
        return map;
    }
}
