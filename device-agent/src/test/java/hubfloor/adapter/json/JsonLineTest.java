package hubfloor.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonLineTest {
    @Test
    void nestedValuesBecomeOneLineInTheMapsOrder() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("z", "a\"\n\u0007");
        map.put("a", List.of(1, 2L, true, 0.5));
        map.put("m", Map.of("empty", List.of()));
        assertThat(JsonLine.of(map)).isEqualTo("{\"z\":\"a\\\"\\n\\u0007\",\"a\":[1,2,true,0.5],\"m\":{\"empty\":[]}}");
    }

    @Test
    void whatJsonHasNoWordForIsRefused() {
        assertThatThrownBy(() -> JsonLine.of(Map.of("x", BigDecimal.ONE))).isInstanceOf(IllegalArgumentException.class);
    }
}
