package hubfloor.doctor;

import hubfloor.doctor.PinCheck.PinUnavailable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Moves a device's outputs one by one in front of a person who looks: is the lamp on the line the file says, does the
 * gate move and come back. Nothing moves before the person has said so, each output only for its trial time, and all
 * others stay untouched. Must not run beside the device itself.
 */
public final class PinWalk {
    private final List<Pin> outputs;
    private final Outputs pins;
    private final BufferedReader answers;
    private final PrintWriter out;

    /** Takes outputs, each at its safe level. */
    public interface Outputs {
        /** @throws PinUnavailable when it cannot be had; the words say why and what to do */
        Held take(Pin pin) throws PinUnavailable;
    }

    /** One output while it is tried. */
    public interface Held extends AutoCloseable {
        /** @param high the pin's level, not its meaning */
        void set(boolean high);

        /** Safe level, then given back. */
        @Override
        void close();
    }

    /** @param pins all pins of the device; inputs and simulated ones are left out */
    public PinWalk(List<Pin> pins, Outputs outputs, BufferedReader answers, PrintWriter out) {
        this.outputs = pins.stream()
                .filter(pin -> pin.output() && !pin.chip().equals(Pin.SIMULATED))
                .toList();
        this.pins = outputs;
        this.answers = answers;
        this.out = out;
    }

    /** Ends at the last output, at q, or when nobody answers any more. */
    public List<Finding> walk() throws IOException {
        List<Finding> found = new ArrayList<>();
        if (outputs.isEmpty()) {
            found.add(Finding.warning(
                    "pins", "there is no real output to try", "Name a chip under signals.backend or line.board."));
        }
        for (Pin pin : outputs) {
            char answer = ask(pin.name() + ", line " + pin.line() + " of " + pin.chip() + ": on for " + pin.trialMs()
                    + " ms. Hands off? [y = go, s = skip, q = stop] ");
            if (answer == 'q') {
                break;
            }
            if (answer == 'y') {
                found.add(tried(pin));
            }
        }
        return found;
    }

    private Finding tried(Pin pin) throws IOException {
        String subject = "pin " + pin.name();
        try (Held held = pins.take(pin)) {
            held.set(!pin.safeHigh());
            LockSupport.parkNanos(this, pin.trialMs() * 1_000_000L);
        } catch (PinUnavailable refused) {
            return Finding.failed(subject, String.valueOf(refused.getMessage()), "Correct the pin, or free its line.");
        }
        return ask("  Did the " + pin.name() + " act, and stop? [y/n] ") == 'y'
                ? Finding.ok(subject, "a person saw it act and stop, on line " + pin.line())
                : Finding.failed(
                        subject,
                        "a person did not see it act and stop, on line " + pin.line(),
                        "Check its wire, its supply and its driver board; then the pin, active-low and safe-level.");
    }

    /** The first letter of the answer, asked again until it is one; q when there is no more answer. */
    private char ask(String question) throws IOException {
        while (true) {
            out.print(question);
            out.flush();
            String line = answers.readLine();
            if (line == null) {
                out.println();
                return 'q';
            }
            String word = line.strip().toLowerCase(Locale.ROOT);
            if (word.matches("[ysnq].*")) {
                return word.charAt(0);
            }
        }
    }
}
