package hubfloor.sim.model;

import hubfloor.config.model.ChuteConfig;
import hubfloor.config.model.EyeConfig;
import hubfloor.sorter.core.Input;
import hubfloor.sorter.core.Input.ChuteLevel.Level;

/** The chutes: what falls through their mouths, which eye sees it, when they are full or closed. */
final class Mouths {
    private final Hall hall;
    private final Seat seat;
    private final SimEye[] eyeOf;
    private final double[] slideShare;
    private final long[] busyUntil;
    final boolean[] full;
    /** Since when a controller should have known that nothing may land there; {@link Long#MAX_VALUE} for open. */
    final long[] shutSince;
    /** The same in time for which the belt ran: what lies half in a gate when the belt stops is not taken back. */
    private final long[] shutSinceRan;

    @SuppressWarnings("NullAway") // a chute without an eye has none
    Mouths(Hall hall, Seat seat, SimEye[] eyes) {
        this.hall = hall;
        this.seat = seat;
        int chutes = hall.line.chutes().size();
        eyeOf = new SimEye[chutes];
        slideShare = new double[chutes];
        busyUntil = new long[chutes];
        full = new boolean[chutes];
        shutSince = new long[chutes];
        shutSinceRan = new long[chutes];
        for (int i = 0; i < chutes; i++) {
            slideShare[i] = hall.chance.between(0.25, 0.75);
            shutSince[i] = Long.MAX_VALUE;
            for (SimEye eye : eyes) {
                String name = hall.line.chutes().get(i).name();
                if (eye.config.verify().filter(v -> v.chute().equals(name)).isPresent()) {
                    eyeOf[i] = eye;
                }
            }
        }
    }

    int ofGate(String gate) {
        for (int i = 0; i < full.length; i++) {
            if (hall.line.chutes().get(i).gate().filter(gate::equals).isPresent()) {
                return i;
            }
        }
        throw new IllegalArgumentException("gate " + gate + " leads to no chute");
    }

    /** The gate that leads there; -1 at the belt's end. */
    int gateOf(int chute) {
        String name = config(chute).gate().orElse("");
        for (int gate = 0; gate < hall.line.gates().size(); gate++) {
            if (hall.line.gates().get(gate).name().equals(name)) {
                return gate;
            }
        }
        return -1;
    }

    int beltEnd() {
        String name = hall.line.beltEnd().orElseThrow();
        for (int i = 0; i < full.length; i++) {
            if (hall.line.chutes().get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no chute " + name);
    }

    ChuteConfig config(int chute) {
        return hall.line.chutes().get(chute);
    }

    boolean hasEye(int chute) {
        return eyeOf[chute] != null;
    }

    boolean watchedBy(int chute, int eye) {
        return eyeOf[chute] != null && eyeOf[chute].index == eye;
    }

    /** How long a parcel may take from the gate to the chute's eye. */
    long longestSlideNanos(int chute) {
        SimEye eye = eyeOf[chute];
        return eye == null ? 0 : eye.config.verify().orElseThrow().maxMs() * 1_000_000L;
    }

    /** It has an eye, and that works. */
    boolean eyeGood(int chute, long at) {
        return hasEye(chute) && !eyeFaulty(chute, at);
    }

    boolean eyeFaulty(int chute, long at) {
        return eyeOf[chute] != null && eyeOf[chute].faultyUntil >= at;
    }

    /** @param ranSinceLead how long the belt ran since its leading edge was at the gate */
    void fallsInto(int chute, SimParcel parcel, long ranSinceLead) {
        SimEye eye = eyeOf[chute];
        if (eye == null) {
            return;
        }
        EyeConfig.Verify window = eye.config.verify().orElseThrow();
        double share = slideShare[chute] + hall.chance.between(-0.1, 0.1);
        long due = (long) ((window.minMs() + (window.maxMs() - window.minMs()) * share) * 1e6);
        long at = Math.max(hall.now + Math.max(due - ranSinceLead, 5_000_000L), busyUntil[chute]);
        long nanos = hall.chance.millis(40, 60) + parcel.length / 5;
        busyUntil[chute] = at + nanos + 20_000_000L;
        hall.agenda.at(at, () -> eye.passesChute(parcel, nanos));
    }

    /** A parcel lies across the mouth until somebody pulls it down. */
    void block(int chute, long nanos) {
        SimEye eye = eyeOf[chute];
        if (eye != null) {
            eye.phantom(nanos);
        }
    }

    void fill(int chute, long nanos) {
        ChuteConfig config = config(chute);
        if (config.full().isEmpty() || full[chute]) {
            return;
        }
        full[chute] = true;
        hall.after(config.fullAfterMs() * 1_000_000L, () -> {
            if (full[chute]) {
                shut(chute);
            }
        });
        level(chute, Level.HALF_FULL, true);
        level(chute, Level.FULL, true);
        hall.after(nanos, () -> {
            full[chute] = false;
            open(chute);
            level(chute, Level.FULL, false);
            level(chute, Level.HALF_FULL, false);
        });
    }

    void shut(int chute) {
        if (shutSince[chute] == Long.MAX_VALUE) {
            shutSince[chute] = hall.now;
            shutSinceRan[chute] = hall.ranNanos;
        }
    }

    void open(int chute) {
        shutSince[chute] = Long.MAX_VALUE;
    }

    /** The belt has run for so long since the chute was shut. */
    boolean shutForLonger(int chute, long ranNanos) {
        return shutSince[chute] != Long.MAX_VALUE && hall.ranNanos - shutSinceRan[chute] > ranNanos;
    }

    private void level(int chute, Level level, boolean active) {
        hall.story.add(hall.now, null, "chute %s: %s %s", config(chute).name(), level, active ? "on" : "off");
        boolean wired = level == Level.FULL
                ? config(chute).full().isPresent()
                : config(chute).halfFull().isPresent();
        if (wired) {
            seat.post(new Input.ChuteLevel(hall.now, hall.count(), chute, level, active), null);
        }
    }

    /** What a controller finds when it is switched on. */
    void tellAll() {
        for (int i = 0; i < full.length; i++) {
            if (full[i]) {
                level(i, Level.HALF_FULL, true);
                level(i, Level.FULL, true);
            }
        }
    }
}
