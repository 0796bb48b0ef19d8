package hubfloor.reader.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hubfloor.config.model.ReaderProtocols;
import hubfloor.config.model.ScannerConfig;
import hubfloor.reader.Profiles;
import hubfloor.reader.ScannerFramer;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DriverShelfTest {
    private final DriverShelf shelf = new DriverShelf(List.of());

    private static ScannerConfig reader(String protocol, Map<String, String> options) {
        return new ScannerConfig("r", "/dev/null", 9600, Profiles.plain(), protocol, options);
    }

    /** The device file's table of protocols and the drivers must not drift apart: what passes check must run. */
    @Test
    void everyProtocolOfTheDeviceFileHasADriverThatTakesItsOptions() throws DriverRefused {
        assertThat(shelf.codec(reader(ReaderProtocols.LINES, Map.of()))).isInstanceOf(ScannerFramer.class);
        Set<Drivers> serial = EnumSet.complementOf(EnumSet.of(Drivers.LLRP));
        for (Drivers driver : serial) {
            assertThat(ReaderProtocols.names()).contains(driver.protocol());
            Map<String, String> options = new HashMap<>();
            for (String name : ReaderProtocols.options(driver.protocol())) {
                options.put(name, name.equals("unit") ? "lb" : "1");
            }
            assertThat(shelf.codec(reader(driver.protocol(), options)))
                    .as(driver.protocol())
                    .isNotNull();
            options.put("strange", "1");
            assertThatThrownBy(() -> shelf.codec(reader(driver.protocol(), options)))
                    .isInstanceOf(DriverRefused.class)
                    .hasMessageContaining("strange");
        }
        assertThat(ReaderProtocols.names()).hasSize(serial.size() + 1);
    }

    @Test
    void networkReaderOnASerialPortIsSentToItsOwnSection() {
        assertThatThrownBy(() -> shelf.codec(reader("llrp", Map.of())))
                .isInstanceOf(DriverRefused.class)
                .hasMessageContaining("under llrp-readers");
    }

    @Test
    void protocolNobodySpeaksIsRefusedInWords() {
        assertThatThrownBy(() -> shelf.codec(reader("acme-9", Map.of())))
                .isInstanceOf(DriverRefused.class)
                .hasMessageContaining("no driver speaks acme-9");
    }
}
