package hubfloor.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hubfloor.config.model.ReaderProtocols;
import hubfloor.main.MimicScript.Send;
import hubfloor.main.MimicScript.Step;
import hubfloor.reader.FrameProtocol;
import hubfloor.reader.driver.Drivers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MimicScriptTest {
    /** A mimicked reader that its own driver does not understand would be of no use. */
    @Test
    void everyProtocolHasAScriptThatItsDriverUnderstands() throws IOException {
        for (String name : ReaderProtocols.names()) {
            List<Step> steps;
            try (InputStream in = MimicScriptTest.class.getResourceAsStream("/hubfloor/mimic/" + name + ".txt")) {
                assertThat(in).as(name).isNotNull();
                steps = MimicScript.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList());
            }
            if (!name.equals(ReaderProtocols.LINES)) {
                FrameProtocol protocol = Drivers.named(name).orElseThrow().protocol(Map.of());
                for (Step step : steps) {
                    if (step instanceof Send send) {
                        assertThat(protocol.judge(HexFormat.of().parseHex(send.hex())))
                                .as("%s: %s", name, send.hex())
                                .isNull();
                    }
                }
            }
        }
    }

    @Test
    void wrongLineIsRefusedWithItsNumber() {
        assertThatThrownBy(() -> MimicScript.parse(List.of("# fine", "sned 01")))
                .hasMessage("line 2: found sned, allowed send, text, wait, expect or loop");
        assertThatThrownBy(() -> MimicScript.parse(List.of("wait long"))).hasMessageContaining("milliseconds");
        assertThatThrownBy(() -> MimicScript.parse(List.of("send"))).hasMessageContaining("line 1");
        assertThatThrownBy(() -> MimicScript.parse(List.of("send 01", "loop"))).hasMessageContaining("never rest");
    }
}
