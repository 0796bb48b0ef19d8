package hubfloor.sim.model;

import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.parcel.Identification;
import hubfloor.sorter.core.Effect;
import hubfloor.sorter.core.Input;
import hubfloor.sorter.event.LineEvent;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A sorter line that exists only in numbers: belt, parcels, eyes, readers, gates, chutes, people and the faults of all
 * of them, in virtual time. It runs a controller as the floor would and judges it by where the parcels truly went. The
 * same seed gives the same run to the last edge. One thread; memory by what is on the belt, not by how long it runs.
 */
public final class LineSimulation {
    /** A run in which nothing moves any more ends after so many times the time it should need, and an hour. */
    private static final int PATIENCE = 4;
    /** A simulated machine has just booted. */
    private static final long START_NANOS = 1_000_000_000L;

    final Hall hall;
    final Agenda agenda;
    final Seat seat;
    final Motor motor;
    final Lane lane;
    final Feed feed;
    final Judge judge;
    private final Verdicts verdicts = new Verdicts();
    final Person person;
    private final SimEye[] eyes;
    private final Mouths mouths;
    private final Office office;
    private final Order order;
    /** Who else hears of each parcel put on the belt. */
    Consumer<SimParcel> fed = parcel -> {};

    private boolean startedExecuting;

    /**
     * What is to be simulated.
     *
     * @param perHour parcels an hour that the feed tries to give
     * @param identify the same reading of labels as on the floor
     */
    public record Order(
            LineConfig line,
            SortPlan plan,
            LineController.Maker maker,
            Function<String, Identification> identify,
            long parcels,
            int perHour,
            long seed,
            Set<Fault> faults) {}

    public LineSimulation(Order order, Story story) {
        this(order, story, START_NANOS, false);
    }

    /** @param remote the maker's controllers only pass inputs on */
    LineSimulation(Order order, Story story, long startNanos, boolean remote) {
        this.order = order;
        hall = new Hall(order.line(), order.plan(), new Chance(order.seed(), order.faults()), story, startNanos);
        agenda = hall.agenda;
        seat = new Seat(hall, order.maker(), remote);
        eyes = new SimEye[order.line().eyes().size()];
        for (int i = 0; i < eyes.length; i++) {
            eyes[i] = new SimEye(i, order.line().eyes().get(i), hall, seat);
        }
        mouths = new Mouths(hall, seat, eyes);
        judge = new Judge(hall, mouths, verdicts);
        lane = new Lane(hall, judge, mouths, eyes);
        ParcelMaker maker = new ParcelMaker(hall, order.identify());
        motor = new Motor(hall, seat);
        feed = new Feed(hall, lane, maker, order.parcels(), order.perHour());
        person = new Person(hall, seat, motor, lane, feed);
        office = new Office(hall, seat);
        Troubles troubles =
                new Troubles(hall, seat, motor, lane, mouths, eyes, judge, maker, person::controllerRestarted);
        Readers readers = new Readers(hall, seat);
        lane.readersAre(readers::foresee);
        lane.roundIs(parcel -> feed.again(parcel, hall.chance.millis(5_000, 15_000)));
        feed.tells(parcel -> {
            if (parcel.fate.neverPlaced()) {
                judge.added();
            }
            fed.accept(parcel);
            troubles.fed(parcel);
        });
        seat.serve(new Connections());
        motor.settle();
        seat.boot();
        everySecond();
        troubles.start();
    }

    /**
     * Runs to the end: every parcel fed, off the belt and settled, or hope given up.
     *
     * @return what the controller broke with; null when it did not
     */
    public @Nullable RuntimeException run() {
        double expectedSeconds = order.parcels() * 3600.0 / order.perHour();
        long latest = hall.now + (long) ((expectedSeconds * PATIENCE + 3_600) * 1e9);
        RuntimeException broke = null;
        while (broke == null && hall.now < latest && !(startedExecuting && feed.done() && judge.open() == 0)) {
            broke = advance();
        }
        if (judge.open() > 0) {
            judge.giveUp(lane.parcels());
            verdicts.lostInTheEnd(judge.open());
        }
        return broke;
    }

    /** When something happens next; what only belt travel brings about is foreseen by the belt's present speed. */
    long nextAtNanos() {
        long travel = agenda.nextTravel();
        long belt = travel == Long.MAX_VALUE ? Long.MAX_VALUE : hall.belt.whenTravelled(travel, hall.now);
        return Math.min(belt, Math.min(agenda.nextAtNanos(), seat.nextAtNanos()));
    }

    @Nullable
    RuntimeException advance() {
        long time = agenda.nextAtNanos();
        long travel = agenda.nextTravel();
        long belt = travel == Long.MAX_VALUE ? Long.MAX_VALUE : hall.belt.whenTravelled(travel, hall.now);
        long controller = seat.nextAtNanos();
        if (belt <= time && belt <= controller) {
            hall.moveTo(belt, Math.max(travel, hall.travel));
            if (hall.belt.travelAt(belt) >= travel) {
                agenda.runNextTravel();
            }
        } else if (time <= controller) {
            hall.moveTo(time, hall.belt.travelAt(time));
            agenda.runNextTime();
        } else {
            hall.moveTo(controller, hall.belt.travelAt(controller));
            seat.run();
        }
        return seat.broke();
    }

    /** What a controller finds when it is switched on. */
    void tellLevels() {
        motor.tell();
        if (motor.circuitOpen()) {
            seat.post(new Input.EmergencyStop(hall.now, hall.count(), true), null);
        }
        mouths.tellAll();
        for (SimEye eye : eyes) {
            if (eye.blocked()) {
                seat.post(new Input.EyeEdge(hall.now, hall.count(), eye.index, true), null);
            }
        }
    }

    /** Moves nothing while the safety circuit is open: that cuts the gates' air and power. */
    void activate(int gate, long untilNanos) {
        if (!motor.circuitOpen()) {
            lane.gates()[gate].activate(untilNanos);
        }
    }

    private void everySecond() {
        seat.post(new Input.WallClock(hall.now, hall.count(), hall.wall()), null);
        if (!startedExecuting && person.executing()) {
            startedExecuting = true;
            feed.start();
        }
        hall.after(1_000_000_000L, this::everySecond);
    }

    /** What became of the parcels; after the run. */
    public SimulationResult result() {
        double seconds = (hall.now - hall.startNanos) / 1e9;
        return new SimulationResult(
                order.seed(),
                verdicts.parcels,
                verdicts.confirmed,
                verdicts.unconfirmed,
                verdicts.wrongGate,
                verdicts.forced,
                verdicts.lost,
                verdicts.unaccounted,
                verdicts.exceptions,
                verdicts.recirculated,
                verdicts.violations,
                feed.perHour(),
                seconds,
                seat.steps,
                verdicts.wrong);
    }

    private final class Connections implements Seat.Listeners {
        @Override
        public void activate(int gate, long untilNanos) {
            LineSimulation.this.activate(gate, untilNanos);
        }

        @Override
        public void rest(int gate) {
            lane.gates()[gate].rest();
        }

        @Override
        public void permit(boolean granted) {
            hall.story.add(hall.now, null, "belt permit %s", granted ? "granted" : "withdrawn");
            motor.permit(granted);
        }

        @Override
        public void ask(Effect.Ask question) {
            office.answer(question);
        }

        @Override
        public void said(Effect.Report report, @Nullable SimParcel cause) {
            LineEvent event = report.event();
            judge.said(report, cause);
            person.hear(event);
        }

        @Override
        public void tellLevels() {
            LineSimulation.this.tellLevels();
        }
    }
}
