package hubfloor.kernel;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.gpio.KernelPins;
import hubfloor.config.model.OutputPin;
import hubfloor.config.model.OutputPin.Drive;
import hubfloor.config.model.PinRef;
import hubfloor.port.DigitalOutput;
import hubfloor.port.PinRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * How outputs make their levels. A simulated chip has no open drain of its own, like the chips of a Raspberry Pi: the
 * kernel makes one by turning the line into an input where it is to be let go, and its trace shows each turn.
 */
@Timeout(60)
class DrivesGuest {
    private static final String LABEL = "pinctrl-rp1";

    @Test
    void anOpenDrainOutputPullsItsWireLowOrLetsItGoAndNeverDrivesItHigh() throws Exception {
        try (GpioSim chip = GpioSim.plugIn(LABEL);
                KernelPins pins = KernelPins.open(LABEL, new SystemClock())) {
            chip.drive(17, true);
            GpioTrace.start();
            DigitalOutput gate = output(pins, 17, true, Drive.OPEN_DRAIN);
            pins.start((there, words) -> {});
            assertThat(info(chip, 17)).isEqualTo("output open-drain held by \"hubfloor gate g1\"");
            assertThat(chip.high(17)).as("let go: its resistor pulls it up").isTrue();
            gate.set(false);
            assertThat(chip.high(17)).isFalse();
            gate.set(true);
            assertThat(turns()).containsExactly("in", "out", "in");
        }
    }

    @Test
    void anOpenSourceOutputPullsItsWireHighOrLetsItGoAndNeverDrivesItLow() throws Exception {
        try (GpioSim chip = GpioSim.plugIn(LABEL);
                KernelPins pins = KernelPins.open(LABEL, new SystemClock())) {
            GpioTrace.start();
            DigitalOutput gate = output(pins, 17, false, Drive.OPEN_SOURCE);
            pins.start((there, words) -> {});
            assertThat(info(chip, 17)).isEqualTo("output open-source held by \"hubfloor gate g1\"");
            assertThat(chip.high(17)).as("let go: its resistor pulls it down").isFalse();
            gate.set(true);
            assertThat(chip.high(17)).isTrue();
            gate.set(false);
            assertThat(turns()).containsExactly("in", "out", "in");
        }
    }

    @Test
    void aPushPullOutputHasItsLevelWhateverPullsAtTheWire() throws Exception {
        try (GpioSim chip = GpioSim.plugIn(LABEL);
                KernelPins pins = KernelPins.open(LABEL, new SystemClock())) {
            chip.drive(17, true);
            GpioTrace.start();
            DigitalOutput gate = output(pins, 17, false, Drive.PUSH_PULL);
            pins.start((there, words) -> {});
            assertThat(info(chip, 17)).isEqualTo("output held by \"hubfloor gate g1\"");
            assertThat(chip.high(17)).isFalse();
            chip.drive(17, false);
            gate.set(true);
            assertThat(chip.high(17)).isTrue();
            assertThat(turns()).containsExactly("out");
        }
    }

    /** The kernel's driver of a real expander (TPIC2810) whose lines are outputs only; behind it QEMU's own I2C bus. */
    @Test
    void aChipThatCannotLetGoOfALineIsRefusedForOpenDrainWithWhatToDo() throws Exception {
        Path bus = bus();
        Files.writeString(bus.resolve("new_device"), "tpic2810 0x50");
        try (KernelPins pins = KernelPins.open("tpic2810", new SystemClock())) {
            assertThatThrownBy(() -> output(pins, 3, true, Drive.OPEN_DRAIN))
                    .isInstanceOf(PinRefused.class)
                    .hasMessageContaining("gate g1: line 3 of tpic2810")
                    .hasMessageContaining("drive open-drain")
                    .hasMessageContaining("drive: push-pull");
            output(pins, 3, true, Drive.PUSH_PULL);
        } finally {
            Files.writeString(bus.resolve("delete_device"), "0x50");
        }
    }

    private static DigitalOutput output(KernelPins pins, int line, boolean safeHigh, Drive drive) throws PinRefused {
        return pins.output("gate g1", new OutputPin(PinRef.of(line), false, safeHigh, drive));
    }

    private static List<String> turns() throws IOException {
        return GpioTrace.deeds().stream()
                .map(GpioTrace.Deed::what)
                .filter(what -> what.equals("in") || what.equals("out"))
                .toList();
    }

    private static String info(GpioSim chip, int line) throws IOException {
        return Tool.firstLine(Tool.process("pins", "info", chip.device(), Integer.toString(line)));
    }

    private static Path bus() throws IOException {
        try (Stream<Path> buses = Files.list(Path.of("/sys/bus/i2c/devices"))) {
            for (Path bus : buses.toList()) {
                if (Files.readString(bus.resolve("name"), US_ASCII).startsWith("SMBus PIIX4")) {
                    return bus;
                }
            }
        }
        throw new IOException("the board has no SMBus");
    }
}
