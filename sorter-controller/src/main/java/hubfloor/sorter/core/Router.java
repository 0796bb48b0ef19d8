package hubfloor.sorter.core;

import hubfloor.config.model.ChuteConfig.Kind;
import hubfloor.sorter.decision.Chutes;
import hubfloor.sorter.decision.Decision;
import hubfloor.sorter.decision.Facts;
import hubfloor.sorter.decision.SortDecider;
import hubfloor.sorter.divert.GateOrders;
import hubfloor.sorter.divert.Gates;
import hubfloor.sorter.divert.Shot;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.event.Reason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides a parcel's chute and gives its gate the shot: at the parcel's decision point, and again whenever something
 * that the decision rests on changes before the gate is on its way. After that nothing changes it; news that should
 * have is an alarm. One thread.
 */
final class Router implements Chutes, GateOrders, Gates.Allowed {
    private final LineState line;
    private final ChuteBoard chutes;
    private final Gates gates;
    private final SortDecider decider;
    private @Nullable Parcel asking;

    Router(LineState line, ChuteBoard chutes, long bootNanos) {
        this.line = line;
        this.chutes = chutes;
        gates = new Gates(line.config, line.belt, line.layout.eyeBeforeUm, bootNanos);
        decider = new SortDecider(line.config);
    }

    Gates gates() {
        return gates;
    }

    /** Fires and releases what is due. */
    void run() {
        gates.run(this, this);
    }

    @Override
    public Reason availability(int chute) {
        Parcel parcel = asking;
        Reason shut = chutes.shut(chute);
        int gate = line.layout.gateOf[chute];
        if (shut != Reason.NONE || parcel == null) {
            return shut;
        } else if (gate == Layout.NONE) {
            return chute == line.layout.beltEnd ? Reason.NONE : Reason.GATE_OUT_OF_SERVICE;
        } else if (parcel.doubt() != Reason.NONE || parcel.unknown) {
            return Reason.POSITION_UNSURE;
        } else if (!line.packMl.diverts()) {
            return Reason.LINE_NOT_EXECUTING;
        }
        return gates.check(gate, parcel);
    }

    /** Something about the parcel's place is not sure: from now on nothing diverts it. */
    void doubt(Parcel parcel, Reason reason) {
        if (parcel.cast(reason) && parcel.decision != null) {
            decide(parcel);
        }
    }

    /** The parcel reached its decision point, or something changed for it. */
    void decide(Parcel parcel) {
        if (!parcel.open()) {
            return;
        }
        Decision before = parcel.decision;
        asking = parcel;
        Decision next = decider.decide(facts(parcel), parcel.plan.compiled(), parcel.plan.turns(), this);
        asking = null;
        if (next.hostRefused() != Reason.NONE && before == null) {
            line.journal.report(
                    new LineEvent.HostRefused(line.now(), parcel.number(), next.hostRefused(), 0, parcel.hostChute));
        }
        int gate = next.chute() == Decision.ROUND ? Layout.NONE : line.layout.gateOf[next.chute()];
        boolean same = before != null && before.chute() == next.chute() && gate == parcel.gate;
        if (before != null && same && before.reason() == next.reason() && before.step() == next.step()) {
            return;
        }
        if (!same && !withdraw(parcel, next.reason())) {
            line.alarm(next.reason(), parcel.identity.subject(), "parcel " + parcel.number() + " is on its way");
            return;
        }
        parcel.decision = next;
        line.changed = true;
        say(parcel, next);
        if (!same) {
            parcel.plan.turns().take(next);
            if (gate != Layout.NONE) {
                parcel.gate = gate;
                gates.plan(gate, parcel, next.chute());
            }
        }
    }

    private boolean withdraw(Parcel parcel, Reason reason) {
        if (parcel.gate == Layout.NONE) {
            return true;
        }
        int gate = parcel.gate;
        if (gates.planned(gate, parcel)) {
            if (!gates.withdraw(gate, parcel)) {
                return false;
            }
            line.journal.report(new LineEvent.Aborted(line.now(), parcel.number(), gate, parcel.chute(), reason));
        }
        parcel.gate = Layout.NONE;
        return true;
    }

    /** The parcel's story ends: its shot, if it is not on its way, goes with it. */
    void forget(Parcel parcel) {
        if (parcel.gate != Layout.NONE && !parcel.fired) {
            gates.withdraw(parcel.gate, parcel);
        }
    }

    private Facts facts(Parcel parcel) {
        Reason doubt = parcel.unknown && parcel.doubt() == Reason.NONE ? Reason.UNKNOWN_PARCEL : parcel.doubt();
        doubt = doubt == Reason.NONE ? parcel.refused : doubt;
        doubt = doubt == Reason.NONE && !line.packMl.diverts() ? Reason.LINE_NOT_EXECUTING : doubt;
        boolean asks = line.config.decision().askHost();
        return new Facts(
                doubt,
                parcel.identity,
                Optional.ofNullable(parcel.advice),
                parcel.customs,
                parcel.measured(),
                new Facts.Host(parcel.hostChute, asks && parcel.asked && parcel.hostChute.isEmpty()),
                line.wall(),
                line.rounds.of(parcel.identity.subject()),
                parcel.chute());
    }

    private void say(Parcel parcel, Decision decision) {
        line.journal.report(new LineEvent.Decided(
                line.now(),
                parcel.number(),
                parcel.identity.subject(),
                decision.chute(),
                decision.step(),
                decision.reason(),
                parcel.plan.plan().version(),
                parcel.plan.plan().validFrom(),
                decision.ruleName(),
                decision.customs(),
                decision.timeLeft(),
                decision.inputs()));
    }

    /** Two measurements of one parcel's length must agree; called when either is there. */
    void compareLength(Parcel parcel) {
        if (parcel.lengthMm > 0 && parcel.sized()) {
            long off = Math.abs(Layout.um(parcel.lengthMm) - parcel.lengthUm());
            if (off > Layout.um(line.config.tracking().lengthToleranceMm())) {
                doubt(parcel, Reason.LENGTH_MISMATCH);
            }
        }
    }

    /** A chute or gate can no longer be used, or can again: every parcel that is still open is looked at. */
    void reconsider(int chute) {
        for (int i = 0; i < line.parcels().size(); i++) {
            Parcel parcel = line.parcels().at(i);
            if (parcel.decision != null && parcel.open() && parcel.chute() == chute) {
                decide(parcel);
            }
        }
    }

    /** News about a parcel's identifier: honoured while its gate is not on its way, an alarm after. */
    void news(Parcel parcel) {
        if (parcel.decision == null) {
            return;
        }
        if (parcel.open()) {
            decide(parcel);
            return;
        }
        Reason hold = Reason.of(
                parcel.customs.standing(line.wall(), line.config.decision().customsValidMinutes()));
        int chute = parcel.chute();
        if (line.config.decision().customs()
                && hold != Reason.NONE
                && chute >= 0
                && line.layout.kind(chute) == Kind.NORMAL) {
            line.alarm(hold, parcel.identity.subject(), "came too late for chute " + line.layout.chuteName(chute));
        }
    }

    @Override
    public Reason allows(Shot shot) {
        return line.packMl.diverts() ? Reason.NONE : Reason.LINE_NOT_EXECUTING;
    }

    @Override
    public void activate(int gate, long dueAtNanos, long latestAtNanos, long untilAtNanos) {
        line.journal.effect(Effect.MoveGate.on(gate, dueAtNanos, latestAtNanos, untilAtNanos));
    }

    @Override
    public void keep(int gate, long untilAtNanos) {
        line.journal.effect(new Effect.KeepGate(gate, untilAtNanos));
    }

    @Override
    public void rest(int gate, long dueAtNanos) {
        line.journal.effect(Effect.MoveGate.off(gate, dueAtNanos));
    }

    @Override
    public void fired(Shot shot, long dueUm, long offsetUm) {
        Parcel parcel = (Parcel) shot.track();
        parcel.fired = true;
        line.changed = true;
        line.journal.report(new LineEvent.Fired(
                line.now(),
                parcel.number(),
                shot.gate(),
                shot.chute(),
                line.belt.odometer().toPulses(dueUm),
                line.belt.odometer().toPulses(dueUm + offsetUm)
                        - line.belt.odometer().toPulses(dueUm)));
    }

    @Override
    public void refused(Shot shot, Reason reason) {
        Parcel parcel = (Parcel) shot.track();
        parcel.gate = Layout.NONE;
        parcel.refused = reason;
        line.journal.report(new LineEvent.Aborted(line.now(), parcel.number(), shot.gate(), shot.chute(), reason));
        decide(parcel);
    }

    /** Takes a gate out of use: its output goes to rest, what was planned for it is decided again. */
    void takeOut(int gate, Reason reason) {
        if (gates.health(gate).out() != Reason.NONE) {
            return;
        }
        gates.health(gate).takeOut(reason);
        gates.dropped(gate);
        rest(gate, line.now());
        line.journal.report(new LineEvent.GateOutOfService(line.now(), gate, reason));
        reconsider(line.layout.chuteOfGate[gate]);
    }
}
