package hubfloor.reader.driver;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.json.JsonLine;
import hubfloor.reader.FrameProtocol;
import hubfloor.reader.ReaderMessage.Fault;
import hubfloor.testing.CsvRows;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Single frames of every protocol: right ones by all their fields, wrong ones by their reason. */
class FrameVectorTest {
    @TestFactory
    Stream<DynamicTest> everyReaderFrameIsReadOrRefusedAsExpected() {
        return CsvRows.of("/vectors/reader_frames.csv").stream()
                .map(row ->
                        DynamicTest.dynamicTest(CsvRows.cell(row, "id"), () -> check(row, CsvRows.cell(row, "hex"))));
    }

    @TestFactory
    Stream<DynamicTest> everyScaleAndDimensionerLineIsReadOrRefusedAsExpected() {
        return CsvRows.of("/vectors/scales_dims.csv").stream()
                .map(row -> DynamicTest.dynamicTest(
                        CsvRows.cell(row, "id"), () -> check(row, CsvRows.cell(row, "input_hex"))));
    }

    /** The fields of a JSON object in order of their names; lists and what is within them as they are. */
    private static List<String> sorted(String json) {
        List<String> fields = new ArrayList<>();
        int depth = 0;
        int from = 1;
        for (int i = 1; i < json.length(); i++) {
            char c = json.charAt(i);
            depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            if ((c == ',' && depth == 0) || depth < 0) {
                fields.add(json.substring(from, i));
                from = i + 1;
            }
        }
        fields.sort(null);
        return fields;
    }

    private static void check(Map<String, String> row, String hex) {
        FrameProtocol protocol =
                Drivers.named(CsvRows.cell(row, "protocol")).orElseThrow().protocol(Map.of());
        byte[] bytes = HexFormat.of().parseHex(hex);
        Optional<Fault> fault = Optional.ofNullable(protocol.judge(bytes));
        if (CsvRows.cell(row, "valid").equals("true")) {
            assertThat(fault).isEmpty();
            // LLRP's rows come from two tools, which order their fields in two ways.
            assertThat(sorted(JsonLine.of(protocol.fields(bytes, 0, bytes.length))))
                    .isEqualTo(sorted(CsvRows.cell(row, "expect")));
        } else {
            assertThat(fault.map(Fault::word)).contains(CsvRows.cell(row, "reason"));
        }
    }
}
