package hubfloor.sim.model;

import hubfloor.advice.Advice;
import hubfloor.sorter.core.Effect;
import hubfloor.sorter.core.Input;
import hubfloor.sorter.event.LineEvent;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The imagined hall run beside a real controller: it keeps to instants that somebody else gives, hands out what the
 * hall's sensors tell, and is told what the controller does and says. Judged as every simulation, by where the parcels
 * truly went. One thread; what is told it must come in the order of its instants.
 */
public final class LiveHall {
    /** After this everything that could still be said of a parcel has been said. */
    private static final long LAST_WORDS_NANOS = 1_300_000_000_000L;

    private final LineSimulation simulation;
    private final Consumer<Input> sensors;
    private boolean deaf;

    /**
     * @param order its maker is not used: the controller is elsewhere
     * @param sensors hears every input at about the instant it carries, and orders of the people in the hall
     */
    public LiveHall(LineSimulation.Order order, Consumer<Input> sensors, long startNanos) {
        this.sensors = sensors;
        simulation = new LineSimulation(
                new LineSimulation.Order(
                        order.line(),
                        order.plan(),
                        (line, plan, boot) -> new Absent(),
                        order.identify(),
                        order.parcels(),
                        order.perHour(),
                        order.seed(),
                        order.faults()),
                new Story(false),
                startNanos,
                true);
    }

    /**
     * Central tells of the hall's parcels from now on.
     *
     * @param wall what central's clock says
     * @param central hears each word, by the parcel's subject; must not wait
     */
    public void announce(Supplier<Instant> wall, BiConsumer<String, Advice> central) {
        simulation.fed = new Announcer(simulation.hall, wall, central)::fed;
    }

    /** On to this instant, with everything that happens until then. */
    public void runUntil(long nanos) {
        while (simulation.nextAtNanos() <= nanos) {
            simulation.advance();
        }
        Hall hall = simulation.hall;
        if (nanos > hall.now) {
            hall.moveTo(nanos, hall.belt.travelAt(nanos));
        }
    }

    public long nowNanos() {
        return simulation.hall.now;
    }

    /** When something happens next, if nobody interferes. */
    public long nextAtNanos() {
        return simulation.nextAtNanos();
    }

    /** The gate's output was made active now, and drops by itself at that instant. */
    public void activate(int gate, long untilNanos) {
        simulation.activate(gate, untilNanos);
    }

    public void rest(int gate) {
        simulation.lane.gates()[gate].rest();
    }

    public boolean gateOutput(int gate) {
        return simulation.lane.gates()[gate].wanted();
    }

    public void permitBelt(boolean granted) {
        simulation.motor.permit(granted);
    }

    /** The controller said so, as an effect of this input. */
    public void said(@Nullable Input cause, LineEvent event) {
        simulation.judge.said(new Effect.Report(event), simulation.seat.causeOf(cause));
        simulation.person.hear(event);
    }

    /** Somebody presses e-stop, or releases it. */
    public void emergencyStop(boolean open) {
        simulation.motor.circuit(open);
    }

    /** Says every level as it is, as to a controller that was just switched on. */
    public void tellLevels() {
        Hall hall = simulation.hall;
        if (!simulation.motor.circuitOpen()) {
            simulation.seat.post(new Input.EmergencyStop(hall.now, hall.count(), false), null);
        }
        simulation.tellLevels();
    }

    /** Nothing more is fed. */
    public void endFeed() {
        simulation.feed.end();
    }

    public boolean beltEmpty() {
        return simulation.feed.done() && simulation.lane.parcels().isEmpty();
    }

    public long fed() {
        return simulation.feed.fed();
    }

    public BeltPulses pulses() {
        Hall hall = simulation.hall;
        return new BeltPulses(hall.belt.copy(), hall.encoder.copy());
    }

    /** The controller is gone for good and has said everything: what came of all parcels. */
    public SimulationResult judgeAll() {
        deaf = true;
        runUntil(simulation.hall.now + LAST_WORDS_NANOS);
        simulation.judge.giveUp(List.copyOf(simulation.lane.parcels()));
        return simulation.result();
    }

    private final class Absent implements LineController {
        @Override
        public void step(Input input, Consumer<Effect> effects) {
            boolean own = input instanceof Input.Tick || input instanceof Input.WallClock;
            if (!deaf && !own) {
                sensors.accept(input);
            }
        }

        @Override
        public long nextAtNanos() {
            return Long.MAX_VALUE;
        }
    }
}
