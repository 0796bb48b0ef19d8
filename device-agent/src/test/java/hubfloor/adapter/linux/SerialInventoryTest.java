package hubfloor.adapter.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernel's tree as a Pi shows it: a USB scanner, a built-in UART, a reserved name, a console. */
class SerialInventoryTest {
    @TempDir
    Path root;

    private Path directory(String path) throws IOException {
        return Files.createDirectories(root.resolve(path));
    }

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text + "\n");
    }

    @Test
    void portsAreToldWithTheirUsbDeviceAndTheNamesThatStay() throws IOException {
        String usb = "sys/devices/usb1/1-1";
        for (List<String> fact : List.of(
                List.of("idVendor", "05f9"),
                List.of("idProduct", "4204"),
                List.of("manufacturer", "Datalogic ADC"),
                List.of("product", "Gryphon\u001b[31m"),
                List.of("serial", "S12345"))) {
            file(usb + "/" + fact.get(0), fact.get(1));
        }
        Path tty = directory("sys/class/tty");
        Files.createSymbolicLink(directory("sys/class/tty/ttyACM0").resolve("device"), directory(usb + "/1-1:1.0"));
        Files.createSymbolicLink(directory("sys/class/tty/ttyAMA0").resolve("device"), directory("sys/devices/uart0"));
        Files.createSymbolicLink(
                directory("sys/class/tty/ttyS3").resolve("device"), directory("sys/devices/serial8250"));
        Files.writeString(tty.resolve("ttyS3/type"), "0\n");
        directory("sys/class/tty/console");
        Path device = Files.createFile(directory("dev").resolve("ttyACM0"));
        Path byId = directory("dev/serial/by-id").resolve("usb-Datalogic_Gryphon_S12345-if00");
        Files.createSymbolicLink(byId, device);
        Path own = directory("dev/hubfloor").resolve("hand");
        Files.createSymbolicLink(own, device);

        List<FoundPort> ports = new SerialInventory(root).ports();
        assertThat(ports)
                .extracting(port -> port.path().getFileName().toString())
                .containsExactly("ttyACM0", "ttyAMA0");
        assertThat(ports.getFirst().usb()).isEqualTo("05f9:4204");
        assertThat(ports.getFirst().description()).isEqualTo("Datalogic ADC, Gryphon?[31m, S12345");
        assertThat(ports.getFirst().stable())
                .as("a person's own name before the kernel's")
                .containsExactly(own, byId);
        assertThat(ports.getLast().usb()).isEmpty();
    }
}
