package hubfloor.doctor;

import hubfloor.config.model.PinRef;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The GPIO lines of a device file: chip there and allowed, lines there and free. Requests none of them. */
public final class PinCheck implements Check {
    private final List<Pin> pins;
    private final Chips chips;

    /** Asks about a line of a chip, by the chip's label. */
    public interface Chips {
        /**
         * @return who holds the line, in words; empty when it is free
         * @throws PinUnavailable when chip or line is not there or not allowed, saying what to do
         */
        Optional<String> holder(String chip, PinRef line) throws PinUnavailable;
    }

    /** The chip or line cannot be had on this machine. */
    public static final class PinUnavailable extends Exception {
        private static final long serialVersionUID = 1L;

        public PinUnavailable(String words) {
            super(words);
        }
    }

    public PinCheck(List<Pin> pins, Chips chips) {
        this.pins = List.copyOf(pins);
        this.chips = chips;
    }

    @Override
    public List<Finding> run() {
        List<Finding> found = new ArrayList<>();
        Set<String> labels = pins.stream().map(Pin::chip).collect(Collectors.toCollection(LinkedHashSet::new));
        for (String label : labels) {
            List<Pin> here =
                    pins.stream().filter(pin -> pin.chip().equals(label)).toList();
            if (label.equals(Pin.SIMULATED)) {
                found.add(Finding.warning(
                        "pins",
                        here.size() + " pins are simulated: no lamp lights and no gate moves",
                        "Set the chip's label (signals.backend, line.board) where there is real wiring;"
                                + " \"hubfloor ports\" shows the labels."));
            } else {
                look(label, here, found);
            }
        }
        return found;
    }

    private void look(String label, List<Pin> here, List<Finding> found) {
        int free = 0;
        Set<String> said = new LinkedHashSet<>();
        for (Pin pin : here) {
            String subject = "pin " + pin.name();
            try {
                Optional<String> holder = chips.holder(label, pin.line());
                if (holder.isPresent()) {
                    found.add(Finding.failed(
                            subject,
                            "line " + pin.line() + " of " + label + " is held by " + holder.get(),
                            "End that program or free the line (overlays in config.txt: SPI, I2C, 1-Wire); or choose"
                                    + " another pin."));
                } else {
                    free++;
                }
            } catch (PinUnavailable refused) {
                String words = String.valueOf(refused.getMessage());
                if (said.add(words)) { // a chip that is missing is one failure, not one a pin
                    found.add(split(words.startsWith("line ") ? subject : "pins", words));
                }
            }
        }
        if (free > 0) {
            found.add(Finding.ok("pins", free + " of " + here.size() + " lines of " + label + " are there and free"));
        }
    }

    /** What is wrong up to the first full stop, what to do after it. */
    private static Finding split(String subject, String words) {
        int stop = words.indexOf(". ");
        return stop < 0
                ? Finding.failed(subject, words, "Correct the pin in the device file.")
                : Finding.failed(subject, words.substring(0, stop), words.substring(stop + 2));
    }
}
