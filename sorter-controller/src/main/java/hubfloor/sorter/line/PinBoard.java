package hubfloor.sorter.line;

import hubfloor.config.model.ChuteConfig;
import hubfloor.config.model.EyeConfig;
import hubfloor.config.model.GateConfig;
import hubfloor.config.model.InputPin;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.OutputPin;
import hubfloor.port.Clock;
import hubfloor.port.DigitalOutput;
import hubfloor.port.PinRefused;
import hubfloor.port.Pins;
import hubfloor.port.PulseCounter;
import hubfloor.sorter.core.Input;
import hubfloor.sorter.core.Input.ChuteLevel.Level;
import hubfloor.sorter.core.LineOrder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A line's board made of a GPIO chip's pins. Eyes and contacts are told with the instant of the edge and the encoder's
 * count at that instant. While the chip is gone no eye is known, and a safety circuit that cannot be seen counts as
 * open: the line stops, and a person re-arms it.
 *
 * <p>Software is all that puts its outputs to rest: {@link GateTimer} for each activation, {@link GateOutputs} for a
 * silent line. A frozen machine needs the relay outside that this module's README draws.
 */
public final class PinBoard implements LineBoard {
    /** Contacts chatter for some milliseconds; nothing a contact says is needed sooner. */
    private static final int CONTACT_DEBOUNCE_MICROS = 5_000;

    private final Pins pins;
    private final Pins.ChipWatch watch;
    private final ResetButton reset;
    private final @Nullable PulseCounter encoder;
    private final GateTimer timer;
    private volatile Consumer<Input> inputs = nobody -> {};

    /**
     * Asks for every pin that the line's config names; outputs are at their safe levels from here on.
     *
     * @param watch hears when the chip goes and comes
     */
    public PinBoard(LineConfig line, Pins pins, ResetButton reset, Pins.ChipWatch watch, Clock clock)
            throws PinRefused {
        this.pins = pins;
        this.watch = watch;
        this.reset = reset;
        timer = new GateTimer(clock);
        for (GateConfig gate : line.gates()) {
            OutputPin pin = gate.output();
            timer.gate(pins.output("gate " + gate.name(), pin), pin.safeHigh());
        }
        if (line.belt().permit().isPresent()) {
            OutputPin pin = line.belt().permit().get();
            DigitalOutput output = pins.output("belt permit", pin);
            timer.permit(output, pin.safeHigh());
        }
        encoder = line.belt().encoder().isPresent()
                ? pins.counter("encoder", line.belt().encoder().get().pin())
                : null;
        for (int i = 0; i < line.eyes().size(); i++) {
            EyeConfig eye = line.eyes().get(i);
            pins.input("eye " + eye.name(), eye.input(), eye.debounceMicros(), new Eye(i));
        }
        for (int i = 0; i < line.chutes().size(); i++) {
            chute(i, line.chutes().get(i));
        }
        contact("emergency stop", line.inputs().emergencyStop(), new Circuit());
        contact("reset button", line.inputs().reset(), new Button());
        if (line.inputs().beltRunning().isPresent()) {
            contact("belt running", line.inputs().beltRunning().get(), new Told(Input.BeltContact::new));
        }
    }

    private void chute(int index, ChuteConfig chute) throws PinRefused {
        if (chute.full().isPresent()) {
            contact("full " + chute.name(), chute.full().get(), new Told(level(index, Level.FULL)));
        }
        if (chute.halfFull().isPresent()) {
            contact("half " + chute.name(), chute.halfFull().get(), new Told(level(index, Level.HALF_FULL)));
        }
    }

    private static Saying level(int chute, Level level) {
        return (at, count, active) -> new Input.ChuteLevel(at, count, chute, level, active);
    }

    private void contact(String name, InputPin pin, Pins.Listener listener) throws PinRefused {
        pins.input(name, pin, CONTACT_DEBOUNCE_MICROS, listener);
    }

    @Override
    public void start(Consumer<Input> listener) {
        inputs = listener;
        timer.start();
        pins.start(watch);
    }

    @Override
    public void tellLevels() {
        pins.tellLevels();
    }

    @Override
    public long countAt(long nanos) {
        PulseCounter counter = encoder;
        return counter == null ? 0 : counter.countAt(nanos);
    }

    @Override
    public void activate(int gate, long untilNanos) {
        timer.activate(gate, untilNanos);
    }

    @Override
    public void rest(int gate) {
        timer.rest(gate);
    }

    @Override
    public void permitBelt(boolean granted) {
        timer.permit(granted);
    }

    @Override
    public void renew(long nowNanos) {
        timer.renew(nowNanos);
    }

    @Override
    public void close() {
        timer.close();
        pins.close();
    }

    /** What an input's level means. */
    private interface Saying {
        Input of(long atNanos, long count, boolean active);
    }

    /** An input whose level is what matters; lost edges and a chip that went away are made good by the next level. */
    private class Told implements Pins.Listener {
        private final Saying saying;

        Told(Saying saying) {
            this.saying = saying;
        }

        void tell(long atNanos, boolean active) {
            inputs.accept(saying.of(atNanos, countAt(atNanos), active));
        }

        @Override
        public void level(long atNanos, boolean active) {
            tell(atNanos, active);
        }

        @Override
        public void edge(long atNanos, int sequence, boolean active) {
            tell(atNanos, active);
        }

        @Override
        public void lost(long atNanos, int edges) {
            pins.tellLevels();
        }

        @Override
        public void gone(long atNanos) {}
    }

    /** A photo-eye: what it saw cannot be made good. */
    private final class Eye extends Told {
        private final int index;

        Eye(int index) {
            super((at, count, blocked) -> new Input.EyeEdge(at, count, index, blocked));
            this.index = index;
        }

        @Override
        public void lost(long atNanos, int edges) {
            gone(atNanos);
            super.lost(atNanos, edges);
        }

        @Override
        public void gone(long atNanos) {
            inputs.accept(new Input.EyeEdgesLost(atNanos, countAt(atNanos), index));
        }
    }

    /** The safety circuit's contact: unknown is open, and so is what may have been missed. */
    private final class Circuit extends Told {
        Circuit() {
            super(Input.EmergencyStop::new);
        }

        @Override
        public void lost(long atNanos, int edges) {
            tell(atNanos, true);
            super.lost(atNanos, edges);
        }

        @Override
        public void gone(long atNanos) {
            tell(atNanos, true);
        }
    }

    /** The reset button: being pressed is what counts; one that is held or stuck says nothing. */
    private final class Button implements Pins.Listener {
        @Override
        public void level(long atNanos, boolean active) {}

        @Override
        public void edge(long atNanos, int sequence, boolean active) {
            if (active) {
                for (LineOrder order : reset.pressed()) {
                    inputs.accept(new Input.Order(atNanos, countAt(atNanos), order));
                }
            }
        }

        @Override
        public void lost(long atNanos, int edges) {}

        @Override
        public void gone(long atNanos) {}
    }
}
