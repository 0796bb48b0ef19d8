package hubfloor.sorter.core;

import hubfloor.config.model.EyeConfig;
import hubfloor.config.model.GateConfig;
import hubfloor.config.model.LineConfig;
import hubfloor.parcel.Candidate;
import hubfloor.parcel.Identification;
import hubfloor.sorter.core.LineOrder.Command;
import hubfloor.sorter.event.LineEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A floor made of millimetres: the belt moves one millimetre a millisecond, parcels block eyes, gates obey after their
 * lag and move what they meet. Tests spoil parts of it.
 */
final class ScriptedLine {
    static final long MILLI = 1_000_000L;

    final LineConfig config;
    final SorterCore core;
    final List<Effect> effects = new ArrayList<>();
    final List<LineEvent> events = new ArrayList<>();
    final List<Box> boxes = new ArrayList<>();
    final boolean[] gateActive;
    final long[] gateUntilAt;
    final long[] gateEffectiveAt;
    final long[] gateFreeAt;
    final boolean[] gateDead;
    final boolean[] gateStuck;
    final boolean[] eyeDead;
    final boolean[] eyeForced;
    private final boolean[] eyeBlocked;
    /** Set false to freeze the program: the world goes on, nobody steps. */
    boolean awake = true;
    /** Pulses per millimetre the encoder really gives. */
    double encoderFactor = 1;

    /** Where all inputs are kept, if anybody wants them. */
    List<Input> recorded = new ArrayList<>();

    boolean beltRuns = true;
    boolean permitted;
    private boolean contactTells;
    long now = 1_000 * MILLI;
    long travelMm;
    private double counted;

    /** One imagined parcel; {@code lead} is its leading edge on the belt. */
    static final class Box {
        final String label;
        double lead;
        final int length;
        /** From the gate to its chute's eye. */
        int slideMs = 600;

        boolean onBelt = true;
        int landed = -1;
        int landing = -1;
        private boolean read;
        private int gripped = -1;
        private long pastGateAt;
        private long landsAt = Long.MAX_VALUE;
        private long landedUntil;

        Box(String label, double lead, int length) {
            this.label = label;
            this.lead = lead;
            this.length = length;
        }

        void slip(int mm) {
            lead += mm;
        }

        void takeAway() {
            onBelt = false;
        }
    }

    ScriptedLine(FloorPlan floor) {
        config = floor.line();
        core = new SorterCore(config, FloorPlan.plan("p1", FloorPlan.MORNING, "a"), now);
        int gates = config.gates().size();
        gateActive = new boolean[gates];
        gateUntilAt = new long[gates];
        gateEffectiveAt = new long[gates];
        gateFreeAt = new long[gates];
        gateDead = new boolean[gates];
        gateStuck = new boolean[gates];
        int eyes = config.eyes().size();
        eyeDead = new boolean[eyes];
        eyeForced = new boolean[eyes];
        eyeBlocked = new boolean[eyes];
    }

    /** A line in Execute whose belt has run past anything that lay on it. */
    static ScriptedLine executing(FloorPlan floor) {
        ScriptedLine line = new ScriptedLine(floor);
        line.give(new Input.WallClock(line.now, 0, FloorPlan.MORNING.plusSeconds(3_600)));
        line.give(new Input.BeltContact(line.now, 0, true));
        line.command(Command.RESET);
        line.command(Command.START);
        line.run(11_000);
        line.events.clear();
        line.effects.clear();
        return line;
    }

    Box box(String label, int behindMm, int length) {
        Box box = new Box(label, -behindMm, length);
        boxes.add(box);
        return box;
    }

    void command(Command command) {
        order(new LineOrder.Change(command));
    }

    void order(LineOrder order) {
        give(new Input.Order(now, count(), order));
    }

    long count() {
        return (long) counted;
    }

    void give(Input input) {
        List<Effect> out = new ArrayList<>();
        recorded.add(input);
        core.step(input, out::add);
        for (Effect effect : out) {
            effects.add(effect);
            switch (effect) {
                case Effect.MoveGate move -> {
                    move(move.gate(), move.active());
                    gateUntilAt[move.gate()] = move.untilAtNanos();
                }
                case Effect.KeepGate keep -> gateUntilAt[keep.gate()] = keep.untilAtNanos();
                case Effect.AllSafe safe -> allSafe();
                case Effect.BeltPermit permit -> {
                    permitted = permit.granted();
                    contactTells = true;
                }
                case Effect.Report report -> events.add(report.event());
                case Effect.Ask ask -> {}
            }
        }
    }

    private void allSafe() {
        for (int gate = 0; gate < gateActive.length; gate++) {
            move(gate, false);
        }
    }

    private void move(int gate, boolean active) {
        long lag = config.gates().get(gate).lagMs() * MILLI;
        if (active && !gateActive[gate]) {
            gateEffectiveAt[gate] = now + lag;
            gateFreeAt[gate] = Long.MAX_VALUE;
        } else if (!active && gateActive[gate]) {
            gateFreeAt[gate] = now + lag;
        }
        gateActive[gate] = active;
    }

    private boolean effective(int gate) {
        boolean works = now >= gateEffectiveAt[gate] && now < gateFreeAt[gate] && gateEffectiveAt[gate] > 0;
        return gateStuck[gate] || (works && !gateDead[gate]);
    }

    /** Lets so many milliseconds pass; the belt moves as many millimetres while it runs. */
    void run(int millis) {
        for (int i = 0; i < millis; i++) {
            now += MILLI;
            for (int gate = 0; gate < gateActive.length; gate++) {
                if (gateActive[gate] && now >= gateUntilAt[gate]) {
                    move(gate, false);
                }
            }
            if (contactTells) {
                contactTells = false;
                give(new Input.BeltContact(now, count(), permitted));
            }
            boolean moves = beltRuns && permitted;
            if (moves) {
                travelMm++;
                counted += encoderFactor;
                boxes.forEach(box -> box.lead += box.onBelt ? 1 : 0);
            }
            boxes.forEach(this::meetGates);
            eyes();
            boxes.forEach(this::readLabel);
            if (awake && (now / MILLI % 10 == 0 || core.nextAtNanos() <= now)) {
                give(new Input.Tick(now, count()));
            }
        }
    }

    /** As {@link #run}, while the boxes lie where the parcel's leading edge comes to a place on the belt. */
    void runUntilAt(Box box, int mm) {
        while (box.onBelt && box.lead < mm) {
            run(1);
        }
    }

    private void readLabel(Box box) {
        if (!box.read && box.onBelt && box.lead >= 450) {
            box.read = true;
            if (!box.label.isEmpty() && awake) {
                read(box.label);
            }
        }
    }

    void read(String... labels) {
        List<Identification> codes = Stream.of(labels).map(ScriptedLine::code).toList();
        give(new Input.Read(now, count(), 0, "top", codes));
    }

    static Identification code(String label) {
        Candidate candidate = new Candidate("s10", label, true, "", 1, "", List.of());
        return new Identification(Identification.Outcome.ONE, List.of(candidate));
    }

    private void meetGates(Box box) {
        for (int gate = 0; gate < gateActive.length && box.onBelt; gate++) {
            GateConfig each = config.gates().get(gate);
            double past = box.lead - each.positionMm();
            if (past < 0 || past > box.length) {
                continue;
            }
            if (past < 1) {
                box.pastGateAt = now;
                box.gripped = effective(gate) ? gate : -1;
            }
            boolean stroke = each.kind() == GateConfig.Kind.PUSHER && effective(gate);
            boolean middle = past >= box.length * 0.2 && past <= box.length * 0.8;
            boolean carried = box.gripped == gate && effective(gate) && past >= box.length * 0.6;
            if ((stroke && middle) || carried) {
                leave(box, chuteOf(gate), box.pastGateAt);
            }
        }
        if (box.onBelt && box.lead >= config.belt().lengthMm() + box.length) {
            boolean round = config.beltEnd().isEmpty();
            leave(box, round ? -1 : FloorPlan.END, now - box.length * MILLI);
        }
    }

    private int chuteOf(int gate) {
        for (int chute = 0; chute < config.chutes().size(); chute++) {
            if (config.chutes()
                    .get(chute)
                    .gate()
                    .orElse("")
                    .equals(config.gates().get(gate).name())) {
                return chute;
            }
        }
        return -1;
    }

    private void leave(Box box, int chute, long passedAt) {
        box.onBelt = false;
        box.landed = chute;
        box.landing = chute;
        box.landsAt = Math.max(passedAt + box.slideMs * MILLI, now + 100 * MILLI);
        box.landedUntil = box.landsAt + 100 * MILLI;
    }

    private void eyes() {
        for (int eye = 0; eye < eyeBlocked.length; eye++) {
            boolean sees = (!eyeDead[eye] && sees(config.eyes().get(eye))) || eyeForced[eye];
            if (sees != eyeBlocked[eye]) {
                eyeBlocked[eye] = sees;
                if (awake) {
                    give(new Input.EyeEdge(now, count(), eye, sees));
                }
            }
        }
    }

    private boolean sees(EyeConfig eye) {
        for (Box box : boxes) {
            boolean here = eye.verify().isEmpty()
                    ? box.onBelt && box.lead >= eye.positionMm() && box.lead - box.length < eye.positionMm()
                    : box.landing >= 0
                            && config.chutes()
                                    .get(box.landing)
                                    .name()
                                    .equals(eye.verify().get().chute())
                            && now >= box.landsAt
                            && now < box.landedUntil;
            if (here) {
                return true;
            }
        }
        return false;
    }

    <E extends LineEvent> List<E> all(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The story's end of the n-th parcel since the line ran; parcels count from 1. */
    LineEvent.Ended end(long parcel) {
        List<LineEvent.Ended> ends = all(LineEvent.Ended.class).stream()
                .filter(each -> each.parcel() == parcel)
                .toList();
        if (ends.size() != 1) {
            throw new AssertionError("parcel " + parcel + " ended " + ends.size() + " times: " + story());
        }
        return ends.getFirst();
    }

    /** Where the parcel was last to go. */
    LineEvent.Decided decided(long parcel) {
        return all(LineEvent.Decided.class).stream()
                .filter(each -> each.parcel() == parcel)
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("parcel " + parcel + " undecided: " + story()));
    }

    String story() {
        StringBuilder words = new StringBuilder();
        events.forEach(event -> words.append('\n').append(event));
        return words.toString();
    }
}
