package hubfloor.parcel;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.config.load.Loaded;
import hubfloor.config.load.PlanFile;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PlanSchemesTest {
    @Test
    void planMayNameEverySchemeThatCanNameAParcel() {
        Set<String> schemes = new TreeSet<>(Set.of("s10", "sscc", "gs1"));
        for (int length = 1; length <= 64; length++) {
            for (CarrierFormat format : CarrierFormats.ofLength(length)) {
                schemes.add(format.scheme);
            }
        }
        CarrierFormats.telling().forEach(telling -> schemes.add(telling.scheme()));
        assertThat(schemes).hasSizeGreaterThan(20);
        for (String scheme : schemes) {
            assertThat(PlanFile.loadText("p.yaml", plan(scheme), null))
                    .as(scheme)
                    .isInstanceOf(Loaded.Accepted.class);
        }
    }

    private static byte[] plan(String scheme) {
        return """
                format: 1
                plan: {version: p, valid-from: 2026-01-01T00:00:00Z, zone: UTC}
                rules: [{name: one, schemes: [%s], chutes: [c]}, {name: rest, chutes: [c]}]
                """.formatted(scheme).getBytes(StandardCharsets.UTF_8);
    }
}
