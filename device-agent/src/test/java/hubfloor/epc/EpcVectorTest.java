package hubfloor.epc;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.testing.CsvRows;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row of epc.csv, and the printed examples of TDS 1.13 annex E.3 for the schemes that file leaves out. */
class EpcVectorTest {
    @Test
    void noRowIsMissing() {
        assertThat(CsvRows.of("/vectors/epc.csv")).hasSize(92);
    }

    @TestFactory
    Stream<DynamicTest> rowIsDecoded() {
        return CsvRows.of("/vectors/epc.csv").stream()
                .map(row -> DynamicTest.dynamicTest(CsvRows.cell(row, "id"), () -> check(row)));
    }

    private static void check(Map<String, String> row) {
        Epc epc = EpcDecoder.decode(CsvRows.cell(row, "hex"));
        assertThat(epc.reason()).isEqualTo(row.get("reason"));
        assertThat(epc.valid()).isEqualTo(Boolean.parseBoolean(row.get("valid")));
        assertThat(epc.scheme()).isEqualTo(row.get("scheme"));
        assertThat(epc.header()).isEqualTo(row.get("header"));
        assertThat(epc.nonGs1()).isEqualTo(CsvRows.cell(row, "reason").equals("header"));
        assertThat(epc.tagUri()).isEqualTo(row.get("tag_uri"));
        assertThat(epc.pureIdentityUri()).isEqualTo(row.get("pure_identity_uri"));
        assertThat(epc.digitalLinkPath()).isEqualTo(row.get("digital_link_path"));
        if (!epc.tagUri().isEmpty()) {
            assertThat(String.valueOf(epc.filter())).isEqualTo(row.get("filter"));
            assertThat(String.valueOf(epc.partition())).isEqualTo(row.get("partition"));
            assertThat(epc.companyPrefix()).isEqualTo(row.get("company_prefix"));
            assertThat(epc.reference()).isEqualTo(row.get("reference"));
            assertThat(epc.serial()).isEqualTo(row.get("serial"));
            assertThat(epc.elementString()).isEqualTo(row.get("gs1_element_string"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3C74257BF400C0E680003039, cpi-96:3.0614141.98765.12345, (8010)061414198765(8011)12345",
        "3D74257BF75411DEF6B4CC00000003039, cpi-var:3.0614141.5PQ7%2FZ43.12345, (8010)06141415PQ7/Z43(8011)12345",
        "350007AB70425D4000000586, gid-96:31415.271828.1414, ''",
        "2F320434147455900000162E, usdod-96:3.CAGEY.5678, ''",
        "3B0E0CF5E76C9047759AD00373DC7602E7200, adi-var:3.35962.PQ7VZ4.M37GXB92, ''",
        "3E74F4E4E7039B061438997367D0C18B266D1AB66EE0, gdti-174:3.4012345.98765.ABCDefgh012345678,"
                + " (253)4012345987652ABCDefgh012345678",
        "3F74F4E4E612640000019907, sgcn-96:3.4012345.67890.04711, (255)401234567890104711",
        "4014F4E4E40C0E40820000000F54, itip-110:0.4012345.012345.01.02.981, (8006)040123451234560102(21)981",
        "3174257BF4499602D2000000, sscc-96:3.0614141.1234567890, (00)106141412345678908"
    })
    void printedExampleIsDecodedAndEncoded(String hex, String uri, String elements) {
        Epc epc = EpcDecoder.decode(hex);
        assertThat(epc.tagUri()).isEqualTo("urn:epc:tag:" + uri);
        assertThat(epc.elementString()).isEqualTo(elements);
        String encoded = EpcEncoder.encode("urn:epc:tag:" + uri);
        assertThat(encoded).startsWith(hex);
        assertThat(encoded.substring(hex.length()).replace("0", ""))
                .as("filling")
                .isEmpty();
    }

    /** TDS 2.3 prints this with the host {@code example.com}; its own table makes it {@code id.example.com}. */
    @Test
    void hostNameBehindTheKeyIsRead() {
        Epc epc = EpcDecoder.decode("FD3795211411234538566CB0AFC525065F1876F0D996D800");
        assertThat(epc.scheme()).isEqualTo("sgtin++");
        assertThat(epc.digitalLink()).isEqualTo("https://id.example.com/01/79521141123453/21/32a%2Fb");
        Epc dated = EpcDecoder.decode("FC342CDE795211411234538566CB0AFC525065F1876F0D996D80");
        assertThat(dated.digitalLink()).isEqualTo("https://id.example.com/01/79521141123453/21/32a%2Fb?17=220630");
        assertThat(dated.elementString()).isEqualTo("(01)79521141123453(21)32a/b(17)220630");
    }

    @Test
    void hostNameInAnUnsettledFormLeavesTheKeyReadable() {
        Epc epc = EpcDecoder.decode("EF0095201234567891235" + "0000");
        assertThat(epc.valid()).isTrue();
        assertThat(epc.elementString()).isEqualTo("(00)095201234567891235");
        assertThat(epc.digitalLink()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', length",
        "3, length",
        "31, length",
        "3F74F4E4E612640000000007, string",
        "2F210434147455900000162E, string",
        "F900952012345678912, length",
        "F9009520123456789A235, string",
        "F737952114112345300, string",
        "F73795211411234538566CB0A, length",
        "FA3952, length",
        "FA3F, string",
        "FB3C2CDE795211411234538566CB0AFC4, date",
        "2D76451FD4499602D2000001, reserved_bits",
        "4016451FD40C0E40FE0000000F54, reference_range",
        "3B0E0CF5E76C9047759AD00373DC76, length"
    })
    void bitsThatTheTablesForbidHaveAReason(String hex, String reason) {
        assertThat(EpcDecoder.decode(hex).reason()).isEqualTo(reason);
        assertThat(EpcDecoder.decode(hex).hex()).as("the raw bits stay").isEqualTo(hex);
    }

    /** R200 vendor document, clause of the inventory answer: PC 3400, this EPC, CRC 3A76. */
    @Test
    void crcFindsABitTheFrameSumMissed() {
        byte[] air = java.util.HexFormat.of().parseHex("340030751FEB705C5904E3D50D70");
        assertThat(Gen2.words(0x3400)).isEqualTo(6);
        assertThat(Gen2.crc16(air, 0, air.length)).isEqualTo(0x3A76);
        air[5] ^= 1;
        assertThat(Gen2.crc16(air, 0, air.length)).isNotEqualTo(0x3A76);
        assertThat(Gen2.isoApplication(0x3400)).isFalse();
        assertThat(Gen2.isoApplication(0x3520)).isTrue();
    }
}
