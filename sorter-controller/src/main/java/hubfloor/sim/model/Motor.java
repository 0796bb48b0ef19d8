package hubfloor.sim.model;

import hubfloor.sorter.core.Input;

/** The belt's own control: runs when nobody and nothing forbids it, and tells so by its running contact. */
final class Motor {
    private final Hall hall;
    private final Seat seat;
    private double speed;
    private boolean permitted = true;
    private int stops;
    private boolean circuitOpen;
    private boolean running;

    Motor(Hall hall, Seat seat) {
        this.hall = hall;
        this.seat = seat;
        speed = hall.nominalSpeed();
    }

    boolean circuitOpen() {
        return circuitOpen;
    }

    boolean running() {
        return running;
    }

    void permit(boolean granted) {
        permitted = granted;
        settle();
    }

    void speed(double micrometresPerSecond) {
        speed = micrometresPerSecond;
        running = false;
        settle();
    }

    /** Somebody or something stops it for a while; several may. */
    void stopFor(long nanos) {
        stops++;
        settle();
        hall.after(nanos, () -> {
            stops--;
            settle();
        });
    }

    void circuit(boolean open) {
        circuitOpen = open;
        seat.post(new Input.EmergencyStop(hall.now, hall.count(), open), null);
        settle();
    }

    void settle() {
        boolean run = permitted && stops == 0 && !circuitOpen;
        if (run != running) {
            running = run;
            hall.belt.want(hall.now, run ? speed : 0);
            hall.story.add(hall.now, null, "belt %s", run ? "runs" : "stops");
            tell();
        }
    }

    void tell() {
        boolean now = running;
        if (hall.line.inputs().beltRunning().isPresent()) {
            seat.post(new Input.BeltContact(hall.now, hall.count(), now), null);
        }
    }
}
