package hubfloor.sim.model;

import hubfloor.sorter.core.LineOrder;
import hubfloor.sorter.core.LineOrder.Command;
import hubfloor.sorter.event.LineEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Who minds the line: starts it, re-arms it, clears jams, repairs gates that were taken out of service. */
final class Person {
    private static final long LOOKS_EVERY = 1_000_000_000L;

    private final Hall hall;
    private final Seat seat;
    private final Motor motor;
    private final Lane lane;
    private final Feed feed;
    private String state = "STOPPED";
    private boolean executing;
    private int jams;
    private boolean clearing;

    Person(Hall hall, Seat seat, Motor motor, Lane lane, Feed feed) {
        this.hall = hall;
        this.seat = seat;
        this.motor = motor;
        this.lane = lane;
        this.feed = feed;
        look();
    }

    boolean executing() {
        return executing;
    }

    void controllerRestarted() {
        state = "STOPPED";
        executing = false;
    }

    void hear(LineEvent event) {
        if (event instanceof LineEvent.StateChanged change) {
            state = change.to().toUpperCase(Locale.ROOT);
            executing = state.contains("EXECUTE");
        } else if (event instanceof LineEvent.GateOutOfService out) {
            SimGate gate = lane.gates()[out.gate()];
            hall.after(hall.chance.millis(10_000, 40_000), () -> {
                gate.repair();
                seat.order(new LineOrder.ResetGate(out.gate()));
            });
        }
    }

    private void look() {
        if (!clearing && lane.parcels().stream().anyMatch(p -> p.stuck)) {
            clearing = true;
            long until = executing ? hall.chance.millis(10_000, 30_000) : hall.chance.millis(3_000, 8_000);
            hall.after(until, this::clear);
        }
        if (seat.on() && !executing && !clearing && !motor.circuitOpen()) {
            switch (state) {
                case "STOPPED", "COMPLETE", "COMPLETED" -> order(Command.RESET);
                case "IDLE" -> order(Command.START);
                case "HELD" -> order(Command.UNHOLD);
                case "SUSPENDED" -> order(Command.UNSUSPEND);
                case "ABORTED" -> order(Command.CLEAR);
                default -> {}
            }
        }
        hall.after(LOOKS_EVERY, this::look);
    }

    private void order(Command command) {
        seat.order(new LineOrder.Change(command));
    }

    private void clear() {
        clearing = false;
        jams++;
        if (hall.chance.oneIn(2)) {
            lane.loosen();
            return;
        }
        List<SimParcel> stuck = new ArrayList<>();
        for (SimParcel parcel : lane.parcels()) {
            if (parcel.stuck) {
                stuck.add(parcel);
            }
        }
        for (SimParcel parcel : stuck) {
            hall.story.add(hall.now, parcel, "is pulled out and fed again");
            lane.remove(parcel);
            feed.again(parcel, hall.chance.millis(5_000, 20_000));
        }
    }

    int jams() {
        return jams;
    }
}
