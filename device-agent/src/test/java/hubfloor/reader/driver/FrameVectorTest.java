package hubfloor.reader.driver;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.json.JsonLine;
import hubfloor.reader.FrameProtocol;
import hubfloor.reader.ReaderMessage.Fault;
import hubfloor.testing.CsvRows;
import java.util.HexFormat;
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
                .filter(row -> !CsvRows.cell(row, "protocol").equals("llrp"))
                .map(row ->
                        DynamicTest.dynamicTest(CsvRows.cell(row, "id"), () -> check(row, CsvRows.cell(row, "hex"))));
    }

    @TestFactory
    Stream<DynamicTest> everyScaleAndDimensionerLineIsReadOrRefusedAsExpected() {
        return CsvRows.of("/vectors/scales_dims.csv").stream()
                .map(row -> DynamicTest.dynamicTest(
                        CsvRows.cell(row, "id"), () -> check(row, CsvRows.cell(row, "input_hex"))));
    }

    private static void check(Map<String, String> row, String hex) {
        FrameProtocol protocol =
                Drivers.named(CsvRows.cell(row, "protocol")).orElseThrow().protocol(Map.of());
        byte[] bytes = HexFormat.of().parseHex(hex);
        Optional<Fault> fault = Optional.ofNullable(protocol.judge(bytes));
        if (CsvRows.cell(row, "valid").equals("true")) {
            assertThat(fault).isEmpty();
            assertThat(JsonLine.of(protocol.fields(bytes, 0, bytes.length))).isEqualTo(CsvRows.cell(row, "expect"));
        } else {
            assertThat(fault.map(Fault::word)).contains(CsvRows.cell(row, "reason"));
        }
    }
}
