package hubfloor.agent.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PutWindowTest {
    private final List<String> in = new ArrayList<>();
    private final PutWindow window = new PutWindow(in::add);

    @Test
    void theParcelNamedIsSaidToBeIn() {
        assertThat(asked("{\"parcel\":\"s10/RR473124829GB\"}")).isEqualTo("{\"result\":\"done\"}");
        assertThat(in).containsExactly("s10/RR473124829GB");
    }

    @Test
    void whatNamesNoParcelIsRefusedInWords() {
        assertThat(asked("{\"parcel\":\"\"}")).contains("refused", "which parcel");
        assertThat(asked("{\"parcel\":7}")).contains("refused");
        assertThat(asked("{}")).contains("refused");
        assertThat(asked("{\"parcel\":\"" + "x".repeat(257) + "\"}")).contains("refused");
        assertThat(asked("parcel")).contains("refused", "malformed");
        assertThat(in).isEmpty();
    }

    private String asked(String body) {
        return new String(window.apply(body.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
