package hubfloor.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What becomes of this device's outputs when the program is killed, as far as the kernel tells: a Raspberry Pi's drivers
 * have the parameter {@code persist_gpio_outputs}, which keeps a gate out that was out.
 */
public final class KeptLevelCheck implements Check {
    private static final String SUBJECT = "outputs";
    private static final Map<String, String> DRIVERS = Map.of(
            "pinctrl-rp1", "pinctrl_rp1", "pinctrl-bcm2711", "pinctrl_bcm2835", "pinctrl-bcm2835", "pinctrl_bcm2835");
    private static final String LET_GO = "Add dtparam=strict_gpiod to /boot/firmware/config.txt and boot again; then a"
            + " resistor at each output must pull it to its safe level.";

    private final List<Pin> pins;
    private final Path root;

    /**
     * @param pins at least one that {@link Pin#isRealOutput}
     * @param root {@code /}
     */
    public KeptLevelCheck(List<Pin> pins, Path root) {
        this.pins = List.copyOf(pins);
        this.root = root;
    }

    @Override
    public List<Finding> run() {
        return pins.stream()
                .filter(Pin::isRealOutput)
                .map(Pin::chip)
                .distinct()
                .map(this::look)
                .toList();
    }

    private Finding look(String label) {
        String driver = DRIVERS.get(label);
        if (driver == null) {
            return Finding.warning(
                    SUBJECT,
                    "nothing tells whether " + label + " keeps an output's last level when the program is killed",
                    "Try it: kill -9 the program while an output is active, and look at the pin.");
        }
        Path parameter = root.resolve("sys/module/" + driver + "/parameters/persist_gpio_outputs");
        try {
            if (Files.notExists(parameter)) {
                return Finding.warning(
                        SUBJECT,
                        "this kernel does not tell whether " + label + " keeps an output's last level when the program"
                                + " is killed; Raspberry Pi's own kernels before May 2024 do",
                        "Update the kernel. " + LET_GO);
            }
            return Files.readString(parameter).strip().equals("N")
                    ? Finding.ok(
                            SUBJECT,
                            "the kernel lets go of " + label + "'s outputs when the program is killed;"
                                    + " their resistors must pull to the safe level")
                    : Finding.warning(
                            SUBJECT,
                            "the kernel keeps the last level of " + label + "'s outputs when the program is killed:"
                                    + " a gate that is out stays out, and the belt's permit given",
                            LET_GO);
        } catch (IOException e) {
            return Finding.warning(SUBJECT, parameter + " cannot be read: " + e.getMessage(), "Check who may read it.");
        }
    }
}
