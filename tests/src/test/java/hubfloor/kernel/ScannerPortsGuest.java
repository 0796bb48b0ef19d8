package hubfloor.kernel;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.serial.SerialPorts;
import hubfloor.port.SerialLine;
import hubfloor.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Scanners on a real 16550 UART, and on a USB adapter that is pulled out and put back. */
@Timeout(120)
class ScannerPortsGuest {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String USB = "/dev/ttyUSB0";

    private final SerialPorts ports = new SerialPorts();

    @Test
    void everyTelegramOfAScannerOnAUartArrives() throws Exception {
        try (Cable cable = Cable.open("/dev/ttyS2");
                SerialLine port = ports.open("/dev/ttyS1", 115_200)) {
            for (int telegram = 0; telegram < 200; telegram++) {
                exchange(cable, port, telegram);
            }
        }
    }

    @Test
    void scannerOnAUsbAdapterIsReadAgainAfterItWasPulledOutAndPutBack() throws Exception {
        try (Cable cable = Cable.open("/dev/ttyS3")) {
            for (int round = 0; round < 3; round++) {
                Path plug;
                Await.until("the adapter is there", SOON, () -> Files.exists(Path.of(USB)));
                try (SerialLine port = ports.open(USB, 115_200)) {
                    for (int telegram = 0; telegram < 20; telegram++) {
                        exchange(cable, port, telegram);
                    }
                    plug = plugOf(USB);
                    Files.writeString(plug, "0");
                    byte[] into = new byte[64];
                    Await.until("the read tells of it", SOON, () -> port.read(into, 100) < 0);
                }
                Await.until("the port is gone", SOON, () -> !Files.exists(Path.of(USB)));
                Files.writeString(plug, "1");
            }
            Await.until("the adapter is back", SOON, () -> Files.exists(Path.of(USB)));
        }
    }

    /** Where the kernel lets go of the whole USB device, and takes it again, as when the plug is pulled. */
    private static Path plugOf(String port) throws IOException {
        Path tty = Path.of("/sys/class/tty", Path.of(port).getFileName().toString(), "device");
        return tty.toRealPath().getParent().getParent().resolve("authorized");
    }

    private static void exchange(Cable cable, SerialLine port, int number) throws Exception {
        String text = String.format(Locale.ROOT, "\u0002%08d-ABCDEFGHIJKLMNOPQRSTUVWXYZ\u0003", number);
        cable.send(text.getBytes(US_ASCII));
        byte[] into = new byte[64];
        StringBuilder came = new StringBuilder();
        Await.until("telegram " + number, SOON, () -> {
            int bytes = port.read(into, 100);
            came.append(new String(into, 0, Math.max(bytes, 0), US_ASCII));
            return came.length() >= text.length();
        });
        assertThat(came.toString()).isEqualTo(text);
    }
}
