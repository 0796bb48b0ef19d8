package hubfloor.sorter.core;

import hubfloor.sorter.core.LineOrder.Command;
import hubfloor.sorter.core.PackMl.State;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.event.Reason;
import java.util.Locale;

/**
 * What persons, the safety circuit and jams do to the line as a whole: its state and mode, the belt's permit, and the
 * orders that are not obeyed. Nothing here starts the line again by itself. One thread.
 */
final class Operations implements Landings.Holder {
    private final LineState line;
    private final Router router;
    private final ChuteBoard chutes;
    private final HandMoves handMoves;
    private final EyeState[] eyes;
    private boolean circuitOpen;
    private boolean permitted;

    Operations(LineState line, Router router, ChuteBoard chutes, EyeState[] eyes) {
        this.line = line;
        this.router = router;
        this.chutes = chutes;
        this.eyes = eyes;
        handMoves = new HandMoves(line);
    }

    HandMoves handMoves() {
        return handMoves;
    }

    void order(LineOrder order) {
        switch (order) {
            case LineOrder.Change change -> change(change.command());
            case LineOrder.Switch mode -> switchTo(mode.mode());
            case LineOrder.EnableChute enable -> {
                if (known(enable.chute(), line.config.chutes().size(), "enable chute")) {
                    chutes.enable(line.now(), enable.chute(), enable.enabled());
                    router.reconsider(enable.chute());
                }
            }
            case LineOrder.BagChange bag -> {
                if (known(bag.chute(), line.config.chutes().size(), "bag change")) {
                    chutes.bagChange(line.now(), bag.chute(), bag.closed());
                    router.reconsider(bag.chute());
                }
            }
            case LineOrder.ResetGate reset -> {
                if (known(reset.gate(), line.config.gates().size(), "reset gate")) {
                    router.gates().health(reset.gate()).reset();
                    line.alarm(
                            Reason.ORDERED,
                            line.config.gates().get(reset.gate()).name(),
                            "gate back in service");
                }
            }
            case LineOrder.MoveGate move -> {
                if (known(move.gate(), line.config.gates().size(), "move gate")) {
                    Reason not = circuitOpen ? Reason.EMERGENCY_STOP : handMoves.move(move.gate(), move.held());
                    if (not != Reason.NONE) {
                        refuse("move gate", not);
                    }
                }
            }
        }
    }

    private boolean known(int index, int count, String words) {
        if (index >= 0 && index < count) {
            return true;
        }
        refuse(words + " " + index, Reason.NOT_ALLOWED_NOW);
        return false;
    }

    private void refuse(String words, Reason reason) {
        line.journal.report(new LineEvent.OrderRefused(line.now(), words, reason));
    }

    private void switchTo(LineOrder.Mode mode) {
        String before = line.packMl.mode().name().toLowerCase(Locale.ROOT);
        if (!line.packMl.switchTo(mode)) {
            refuse("mode " + mode.name().toLowerCase(Locale.ROOT), Reason.NOT_ALLOWED_NOW);
            return;
        }
        handMoves.release();
        String state = line.packMl.state().word();
        line.journal.report(new LineEvent.StateChanged(line.now(), mode(), state, state, Reason.ORDERED));
        if (!before.equals(mode())) {
            permit();
        }
    }

    private String mode() {
        return line.packMl.mode().name().toLowerCase(Locale.ROOT);
    }

    private void change(Command command) {
        String words = command.name().toLowerCase(Locale.ROOT);
        if (!line.packMl.allows(command)) {
            refuse(words, Reason.NOT_ALLOWED_NOW);
        } else if (circuitOpen && command != Command.ABORT && command != Command.STOP) {
            refuse(words, Reason.EMERGENCY_STOP);
        } else {
            enter(command, Reason.ORDERED);
        }
    }

    private void enter(Command command, Reason reason) {
        State from = line.packMl.state();
        PackMl.Way way = line.packMl.take(command);
        line.journal.report(new LineEvent.StateChanged(
                line.now(), mode(), from.word(), way.through().word(), reason));
        line.journal.report(new LineEvent.StateChanged(
                line.now(), mode(), way.through().word(), way.to().word(), reason));
        if (way.to() != State.STOPPED && way.to() != State.IDLE) {
            handMoves.release();
        }
        if (way.to() == State.ABORTED) {
            safe();
        }
        permit();
        if (line.packMl.state() == State.EXECUTE) {
            resumed();
        }
    }

    private void permit() {
        boolean may = line.packMl.beltMayRun();
        if (may != permitted) {
            permitted = may;
            line.journal.effect(new Effect.BeltPermit(may));
        }
    }

    /** Outputs at rest, and every parcel on the belt is one for a person to look at. */
    private void safe() {
        line.journal.effect(new Effect.AllSafe());
        router.gates().dropped();
        doubtAll(circuitOpen ? Reason.EMERGENCY_STOP : Reason.LINE_NOT_EXECUTING);
    }

    private void doubtAll(Reason reason) {
        for (int i = 0; i < line.parcels().size(); i++) {
            router.doubt(line.parcels().at(i), reason);
        }
    }

    /** Sorting goes on: what was decided while it rested is decided again, and a jam gets its time anew. */
    private void resumed() {
        long jam = (long) line.config.tracking().jamMs() * line.config.belt().nominalMmPerS();
        for (EyeState eye : eyes) {
            if (eye.blocked && eye.jamUm != Long.MAX_VALUE) {
                eye.jamUm = line.belt.travelUm() + line.layout.maxLengthUm + jam;
            }
        }
        for (int i = 0; i < line.parcels().size(); i++) {
            Parcel parcel = line.parcels().at(i);
            if (parcel.decision != null && parcel.decision.reason() == Reason.LINE_NOT_EXECUTING) {
                router.decide(parcel);
            }
        }
    }

    void emergencyStop(boolean open) {
        boolean pressed = open && !circuitOpen;
        circuitOpen = open;
        if (pressed) {
            if (line.packMl.allows(Command.ABORT)) {
                enter(Command.ABORT, Reason.EMERGENCY_STOP);
            } else {
                safe();
            }
        }
    }

    @Override
    public void hold(Reason reason, String about, String detail) {
        line.alarm(reason, about, detail);
        if (line.packMl.allows(Command.HOLD)) {
            enter(Command.HOLD, reason);
        }
    }

    /** An eye that stays dark for more belt than any parcel explains stops the line. */
    void watchJams() {
        long travel = line.belt.travelUm();
        for (int i = 0; i < eyes.length; i++) {
            if (travel > eyes[i].jamUm) {
                eyes[i].jamUm = Long.MAX_VALUE - 1;
                hold(Reason.JAM, line.config.eyes().get(i).name(), "blocked for longer than a parcel");
            }
        }
    }

    /** Positions are not to be believed: nothing moves, and everybody on the belt is in doubt. */
    void positionsLost(Reason reason, String about, String detail) {
        line.journal.effect(new Effect.AllSafe());
        router.gates().dropped();
        line.alarm(reason, about, detail);
        doubtAll(reason);
    }

    /** Parcels are stuck somewhere: the line stands, and none is where the line believes. */
    void jammed(Reason reason, String about, String detail) {
        positionsLost(reason, about, detail);
        if (line.packMl.allows(Command.HOLD)) {
            enter(Command.HOLD, reason);
        }
    }

    /** The first thing a line says: outputs at rest, the belt not yet permitted. */
    void boot() {
        line.journal.effect(new Effect.AllSafe());
        line.journal.effect(new Effect.BeltPermit(false));
    }
}
