package hubfloor.sorter.core;

import hubfloor.config.model.EyeConfig;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.event.LineEvent.Outcome;
import hubfloor.sorter.event.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the eyes in the chutes' mouths prove. Only a parcel seen in its chute's mouth, in its time, is confirmed; one
 * that was not to land there means that the gate moved it by itself: stuck. One thread.
 */
final class Landings {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;
    /** What kernel, rounding and the parcel's own shape may add to a landing's time. */
    static final long SLACK = 40 * MILLI;
    /** More parcels than this do not wait for each other. */
    private static final int GROUP_MAX = 32;
    /** A torn shadow in a chute's mouth is the same parcel, ... */
    private static final long CHATTER = 15 * MILLI;
    /** ... and so it is, most likely, up to here: it proves nothing of anybody, but it is told. */
    private static final long TORN = 60 * MILLI;

    private final LineState line;
    private final Router router;
    private final ChuteBoard chutes;
    private final EyeState[] eyes;
    private final Holder holder;
    private final Missing missing;
    private final SlideTimes slides;
    /** Per chute: landings that could be several parcels'. */
    private final int[] loose;

    /** Per check eye, and behind the last one: when it last missed a parcel. */
    private final long[] lostAt;

    private final List<Parcel> found = new ArrayList<>();
    private final Passers passers;

    /** Stops the line. */
    interface Holder {
        void hold(Reason reason, String about, String detail);
    }

    Landings(LineState line, Router router, ChuteBoard chutes, EyeState[] eyes, Holder holder, Missing missing) {
        this.line = line;
        this.router = router;
        this.chutes = chutes;
        this.eyes = eyes;
        this.holder = holder;
        this.missing = missing;
        passers = new Passers(line);
        slides = new SlideTimes(line.config.chutes().size());
        loose = new int[line.config.chutes().size()];
        lostAt = new long[line.layout.checks.length + 1];
        Arrays.fill(lostAt, Long.MIN_VALUE / 2);
    }

    void edge(int index, long atNanos, boolean blocked) {
        EyeState eye = eyes[index];
        int chute = line.layout.chuteOfEye[index];
        if (!blocked) {
            eye.clear(line.belt.travelUm(), atNanos);
            chutes.mouth(line.now(), chute, false);
            return;
        }
        boolean torn = eye.blocked || atNanos - eye.clearedAt < CHATTER;
        boolean perhapsTorn = !torn && atNanos - eye.clearedAt < TORN;
        eye.block(line.belt.travelUm(), atNanos, Long.MAX_VALUE);
        EyeConfig.Verify verify = line.config.eyes().get(index).verify().orElse(null);
        if (torn || verify == null) {
            return;
        }
        if (perhapsTorn) {
            line.journal.report(new LineEvent.Stray(line.now(), index));
            return;
        }
        expected(chute, verify, atNanos);
        if (found.isEmpty()) {
            foreign(index, chute, verify);
        } else if (found.size() == 1 && !found.getFirst().maybe) {
            Parcel parcel = found.getFirst();
            long took = took(parcel, atNanos);
            boolean likely = slides.learn(chute, took, (verify.maxMs() - verify.minMs()) * MILLI);
            if (likely || !othersBetter(chute, verify, slides.off(chute, took))) {
                landed(parcel, chute);
            } else {
                foreign(index, chute, verify);
            }
        } else {
            oneOf(chute);
        }
        found.clear();
    }

    /** How long the parcel took to its landing, on the clock of the moving belt. */
    private long took(Parcel parcel, long atNanos) {
        return line.belt.odometer().movingNanos() - parcel.goneMoving - (line.now() - atNanos);
    }

    /** The landing can be that of any of these: nobody is confirmed before as many landings were seen as there are. */
    private void oneOf(int chute) {
        for (int i = 0; i < found.size(); i++) {
            found.get(i).maybe = true;
        }
        loose[chute]++;
        settle(chute);
    }

    private void members(int chute) {
        found.clear();
        for (int i = 0; i < line.parcels().size(); i++) {
            Parcel parcel = line.parcels().at(i);
            if (parcel.maybe && goingTo(parcel) == chute) {
                found.add(parcel);
            }
        }
    }

    /** Confirms all of a group once each of them has a landing. */
    void settle(int chute) {
        members(chute);
        if (!found.isEmpty() && loose[chute] >= found.size()) {
            loose[chute] = 0;
            for (Parcel parcel : List.copyOf(found)) {
                landed(parcel, chute);
            }
        }
        found.clear();
    }

    /** A parcel of a group was seen on the belt: it is none of those that landed. */
    void stayed(Parcel parcel, int chute) {
        if (parcel.maybe) {
            parcel.maybe = false;
            settle(chute);
        }
    }

    /** Fills {@code found} with all that may be the one that lands; where several may, with the likely ones. */
    private void expected(int chute, EyeConfig.Verify verify, long atNanos) {
        found.clear();
        for (int i = 0; i < line.parcels().size(); i++) {
            Parcel parcel = line.parcels().at(i);
            if (!parcel.gone || parcel.unconfirmed || parcel.suspect >= 0 || chute != goingTo(parcel)) {
                continue;
            }
            long moved = line.belt.odometer().movingNanos() - parcel.goneMoving;
            long after = atNanos - parcel.goneAt;
            if (after >= verify.minMs() * MILLI - SLACK && moved <= verify.maxMs() * MILLI + SLACK) {
                found.add(parcel);
            }
        }
        if (found.size() > 1 && slides.known(chute)) {
            int likely = 0;
            for (int i = 0; i < found.size(); i++) {
                likely += slides.likely(chute, took(found.get(i), atNanos)) ? 1 : 0;
            }
            if (likely > 0) {
                found.removeIf(parcel -> !slides.likely(chute, took(parcel, atNanos)));
            }
        }
    }

    private int goingTo(Parcel parcel) {
        return parcel.off ? line.layout.beltEnd : parcel.fired ? parcel.chute() : Layout.NONE;
    }

    private void landed(Parcel parcel, int chute) {
        if (parcel.off) {
            ranOut(parcel, chute, true);
            return;
        }
        int section = line.layout.checkAfter[parcel.gate];
        missing.seen(section);
        // it was sure when its gate fired: a doubt since then says that the line may have mistaken it for another
        Reason doubt = missing.near(section) ? Reason.NOT_SEEN : parcel.doubt();
        if (doubt != Reason.NONE) {
            line.alarm(
                    doubt,
                    line.config.eyes().get(line.layout.eyeOfChute[chute]).name(),
                    "what landed may be another than parcel " + parcel.number());
            line.end(parcel, Outcome.UNCONFIRMED, chute, doubt);
            return;
        }
        router.gates().health(parcel.gate).confirmed();
        line.end(parcel, Outcome.CONFIRMED, chute, reason(parcel));
    }

    /** One that passed the gate at a better time explains an unusual landing better, or one that is missing may. */
    private boolean othersBetter(int chute, EyeConfig.Verify verify, long offNanos) {
        int gate = line.layout.gateOf[chute];
        if (gate == Layout.NONE || missing.lately(line.layout.checkAfter[gate])) {
            return true;
        }
        Parcel other = passers.at(gate, verify);
        return other != null && slides.off(chute, passers.sincePassed(other, gate)) < offNanos;
    }

    private static Reason reason(Parcel parcel) {
        return parcel.decision == null ? Reason.NONE : parcel.decision.reason();
    }

    /** The parcel is off the belt's end. */
    void ranOut(Parcel parcel, int chute, boolean seen) {
        Outcome outcome;
        Reason reason = reason(parcel);
        if (seen) {
            missing.seen(line.layout.checks.length);
        } else if (chute >= 0 && line.layout.eyeOfChute[chute] != Layout.NONE) {
            missing.unseen(line.layout.checks.length, line.layout.eyeOfChute[chute]);
        }
        if (parcel.suspect >= 0 && !seen) {
            line.end(parcel, Outcome.WRONG_CHUTE, parcel.suspect, Reason.GATE_STUCK);
            return;
        }
        if (parcel.fired) {
            outcome = seen ? Outcome.MISSED : Outcome.UNCONFIRMED;
            reason = seen ? Reason.MISSED_DIVERTS : Reason.NOT_SEEN;
        } else if (parcel.missed) {
            outcome = Outcome.MISSED;
        } else if (chute < 0) {
            outcome = Outcome.RECIRCULATED;
        } else if (line.layout.eyeOfChute[chute] == Layout.NONE) {
            outcome = Outcome.RAN_OUT;
        } else {
            // one that is in doubt may be another: that something landed proves nothing of it
            boolean itself = parcel.doubt() == Reason.NONE && parcel.chute() == chute;
            outcome = !seen ? Outcome.UNCONFIRMED : itself ? Outcome.CONFIRMED : Outcome.RAN_OUT;
        }
        router.forget(parcel);
        line.end(parcel, outcome, outcome == Outcome.UNCONFIRMED && parcel.fired ? parcel.chute() : chute, reason);
    }

    /** Its time to be seen in its chute is over. */
    void overdue(Parcel parcel) {
        parcel.wakeMoving = Long.MAX_VALUE;
        int chute = goingTo(parcel);
        if (parcel.maybe && chute >= 0) {
            groupOverdue(parcel, chute);
        } else {
            notSeen(parcel);
        }
    }

    /** Waits for the last of a group; if landings are still missing then, nobody can say whose. */
    private void groupOverdue(Parcel parcel, int chute) {
        members(chute);
        for (int i = 0; i < found.size() && found.size() < GROUP_MAX; i++) {
            long open = found.get(i).wakeMoving;
            if (open != Long.MAX_VALUE && open > line.belt.odometer().movingNanos()) {
                parcel.wakeMoving = open;
                found.clear();
                return;
            }
        }
        loose[chute] = 0;
        for (Parcel each : List.copyOf(found)) {
            each.maybe = false;
            if (each.equals(parcel) || each.wakeMoving == Long.MAX_VALUE) {
                notSeen(each);
            }
        }
        found.clear();
    }

    private void notSeen(Parcel parcel) {
        if (parcel.off) {
            ranOut(parcel, line.layout.beltEnd, false);
            return;
        }
        parcel.unconfirmed = true;
        line.changed = true;
        int gate = parcel.gate;
        missing.astray(line.layout.checkAfter[gate]);
        missing.unseen(line.layout.checkAfter[gate], line.layout.eyeOfChute[parcel.chute()]);
        if (router.gates().health(gate).missed()) {
            router.takeOut(gate, Reason.MISSED_DIVERTS);
            line.alarm(Reason.MISSED_DIVERTS, line.config.gates().get(gate).name(), "diverts were not confirmed");
        }
        if (parcel.left) {
            unconfirmed(parcel);
        }
    }

    void unconfirmed(Parcel parcel) {
        line.end(parcel, Outcome.UNCONFIRMED, parcel.chute(), Reason.NOT_SEEN);
    }

    /** Something landed in a chute that nothing was sent to. */
    private void foreign(int index, int chute, EyeConfig.Verify verify) {
        int gate = line.layout.gateOf[chute];
        line.journal.report(new LineEvent.Stray(line.now(), index));
        if (gate == Layout.NONE) {
            return;
        }
        Parcel taken = passers.at(gate, verify);
        if (taken != null) {
            taken.suspect = chute;
            router.doubt(taken, Reason.GATE_STUCK);
        }
        Parcel late = lateOne(chute);
        if (late != null) {
            late.landedLate = true; // it explains one landing, not a second
            line.alarm(Reason.LATE, line.config.eyes().get(index).name(), "a parcel landed after its time");
            if (taken != null) { // or it was this one, and the gate is stuck: nobody can say
                router.takeOut(gate, Reason.GATE_STUCK);
            }
            return;
        }
        boolean missing = line.now() - lostAt[line.layout.checkAfter[gate]] < verify.maxMs() * MILLI + SECOND;
        if (taken != null
                || missing
                || passers.lostOneAt(gate, verify)
                || router.gates().health(gate).swallowed()) {
            router.takeOut(gate, Reason.GATE_STUCK);
            holder.hold(
                    Reason.GATE_STUCK, line.config.gates().get(gate).name(), "took a parcel it was not told to take");
        }
    }

    /** A check eye missed a parcel: it may be in a chute before that eye, have landed there or land only now. */
    void lost(Parcel parcel, int check) {
        lostAt[check] = line.now();
        passers.lost(parcel);
        for (int gate = 0; gate < line.layout.gateUm.length; gate++) {
            int eye = line.layout.eyeOfChute[line.layout.chuteOfGate[gate]];
            if (line.layout.checkAfter[gate] != check || eye == Layout.NONE) {
                continue;
            }
            EyeConfig.Verify verify = line.config.eyes().get(eye).verify().orElseThrow();
            long took = eyes[eye].blockedAt - (line.now() - passers.sincePassed(parcel, gate));
            if (took >= verify.minMs() * MILLI - SLACK && took <= verify.maxMs() * MILLI + SLACK) {
                String name = line.config.eyes().get(eye).name();
                line.alarm(Reason.NOT_SEEN, name, "what landed may be parcel " + parcel.number() + ", which is lost");
            }
        }
    }

    private @Nullable Parcel lateOne(int chute) {
        for (int i = 0; i < line.parcels().size(); i++) {
            Parcel parcel = line.parcels().at(i);
            if (parcel.fired && parcel.unconfirmed && !parcel.landedLate && parcel.chute() == chute) {
                return parcel;
            }
        }
        return null;
    }

    /** A chute's mouth that stays dark is full or blind: nothing goes there. */
    void watchMouths() {
        for (int index = 0; index < eyes.length; index++) {
            int chute = line.layout.chuteOfEye[index];
            if (chute >= 0
                    && eyes[index].blocked
                    && chutes.shut(chute) == Reason.NONE
                    && line.now() - eyes[index].blockedAt
                            > (line.config.tracking().jamMs() + 1_000) * MILLI) {
                chutes.mouth(line.now(), chute, true);
                line.alarm(Reason.EYE_FAULT, line.config.eyes().get(index).name(), "blocked too long");
                router.reconsider(chute);
            }
        }
    }
}
