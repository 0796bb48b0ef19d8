package hubfloor.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class BrokerTermsTest {
    @Test
    void topicAliasesAreTakenAwayAndTheWindowIsRead() {
        byte[] body = HexFormat.of().parseHex("00000b" + "22000a" + "210014" + "2700001000");
        BrokerTerms terms = BrokerTerms.readAndTame(body, 0, body.length);
        assertThat(terms).isEqualTo(new BrokerTerms(0, 20, 4_096, 2));
        assertThat(HexFormat.of().formatHex(body)).isEqualTo("00000b" + "220000" + "217fff" + "2700001000");
    }

    @Test
    void cutOffPropertiesAreLeftToTheLibrary() {
        byte[] body = HexFormat.of().parseHex("000003" + "2100");
        assertThat(BrokerTerms.readAndTame(body, 0, body.length)).isEqualTo(new BrokerTerms(0, 65_535, 2147483647, 2));
    }
}
