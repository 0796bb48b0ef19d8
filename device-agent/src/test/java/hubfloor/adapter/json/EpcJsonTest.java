package hubfloor.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.epc.EpcDecoder;
import org.junit.jupiter.api.Test;

/** The shape that programs behind {@code decode --epc} rely on. */
class EpcJsonTest {
    @Test
    void aTagShowsAllItsNames() {
        assertThat(EpcJson.line("x", EpcDecoder.decode("311BA1B300CE0A6A83000000")))
                .isEqualTo(
                        "{\"input\":\"x\",\"hex\":\"311BA1B300CE0A6A83000000\",\"class\":\"gs1\",\"scheme\":\"sscc-96\","
                                + "\"header\":\"31\",\"filter\":0,\"partition\":6,\"company_prefix\":\"952012\","
                                + "\"reference\":\"03456789123\",\"serial\":\"\","
                                + "\"tag_uri\":\"urn:epc:tag:sscc-96:0.952012.03456789123\","
                                + "\"pure_identity_uri\":\"urn:epc:id:sscc:952012.03456789123\","
                                + "\"gs1_element_string\":\"(00)095201234567891235\","
                                + "\"digital_link_path\":\"/00/095201234567891235\",\"valid\":true,\"reason\":\"\"}");
    }

    @Test
    void aForeignTagKeepsItsBits() {
        assertThat(EpcJson.line("E28069454356128061920579", EpcDecoder.decode("E28069454356128061920579")))
                .contains("\"class\":\"non_gs1\"", "\"hex\":\"E28069454356128061920579\"", "\"reason\":\"header\"")
                .doesNotContain("filter", "partition");
    }

    @Test
    void aLineThatIsNotHexSaysSo() {
        assertThat(EpcJson.notHex("zz")).isEqualTo("{\"input\":\"zz\",\"valid\":false,\"reason\":\"charset\"}");
    }
}
