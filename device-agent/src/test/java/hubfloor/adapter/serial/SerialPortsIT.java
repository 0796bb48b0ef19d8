package hubfloor.adapter.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hubfloor.adapter.pty.Pty;
import hubfloor.port.SerialLine;
import hubfloor.port.SerialLine.PortUnavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** jSerialComm on a real terminal device of the kernel. */
class SerialPortsIT {
    private final byte[] bytes = new byte[4096];

    @Test
    void everyByteValueComesThroughUnchanged() throws Exception {
        try (Pty cable = Pty.open();
                SerialLine line = new SerialPorts().open(cable.path(), 115200)) {
            byte[] all = new byte[256];
            for (int i = 0; i < 256; i++) {
                all[i] = (byte) i;
            }
            cable.write(all);
            int got = 0;
            while (got < 256) {
                int n = line.read(bytes, 1000);
                assertThat(n).as("bytes after %d", got).isPositive();
                for (int i = 0; i < n; i++) {
                    assertThat(bytes[i]).isEqualTo((byte) (got + i));
                }
                got += n;
            }
        }
    }

    @Test
    void silenceIsZeroAndAPulledCableIsMinusOne() throws Exception {
        Pty cable = Pty.open();
        try (SerialLine line = new SerialPorts().open(cable.path(), 9600)) {
            assertThat(line.read(bytes, 100)).isZero();
            cable.close();
            assertThat(line.read(bytes, 100)).isEqualTo(-1);
        }
    }

    @Test
    void whatTheDeviceWritesReachesTheScanner() throws Exception {
        try (Pty cable = Pty.open();
                SerialLine line = new SerialPorts().open(cable.path(), 115200)) {
            assertThat(line.write("\u0016T\r".getBytes(StandardCharsets.US_ASCII)))
                    .isTrue();
            int n = cable.read(bytes);
            assertThat(new String(bytes, 0, n, StandardCharsets.US_ASCII)).isEqualTo("\u0016T\r");
        }
    }

    @Test
    void closingReleasesAReadThatWaits() throws Exception {
        try (Pty cable = Pty.open()) {
            SerialLine line = new SerialPorts().open(cable.path(), 115200);
            CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> line.read(bytes, 60_000));
            line.close();
            assertThat(read.get(5, TimeUnit.SECONDS)).isEqualTo(-1);
        }
    }

    @Test
    void absentPortSaysWhatToDo() {
        assertThatThrownBy(() -> new SerialPorts().open("/dev/serial/by-id/nothing-here", 9600))
                .isInstanceOf(PortUnavailable.class)
                .hasMessageContaining("plugged in");
    }

    @Test
    void fileThatIsNoPortIsRefused() throws IOException {
        assertThatThrownBy(() -> new SerialPorts().open("/dev/null", 9600)).isInstanceOf(PortUnavailable.class);
    }
}
