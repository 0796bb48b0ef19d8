package hubfloor.sorter.core;

import hubfloor.config.model.GateConfig;
import hubfloor.sorter.core.PackMl.State;
import hubfloor.sorter.event.Reason;
import java.util.List;

/**
 * Gates moved by a person's hand in Maintenance and Manual, while nothing runs: a gate stays active only as long as the
 * order is repeated, and every move is reported. One thread.
 */
final class HandMoves {
    static final long HELD_FOR = 250_000_000L;

    private final LineState line;
    private final long[] until;
    private int moving;

    HandMoves(LineState line) {
        this.line = line;
        until = new long[line.config.gates().size()];
    }

    /** NONE, or why the gate is not moved. */
    Reason move(int gate, boolean held) {
        if (!held) {
            drop(gate);
            return Reason.NONE;
        }
        State state = line.packMl.state();
        boolean rests = state == State.STOPPED || state == State.IDLE;
        if (line.packMl.mode() == LineOrder.Mode.PRODUCTION || !rests) {
            return Reason.NOT_ALLOWED_NOW;
        }
        for (int other = 0; other < until.length; other++) {
            if (other != gate && until[other] != 0 && locked(gate, other)) {
                return Reason.INTERLOCK;
            }
        }
        long now = line.now();
        long latest = now + HELD_FOR;
        if (until[gate] == 0) {
            moving++;
            line.journal.effect(Effect.MoveGate.on(gate, now, latest, latest));
            line.alarm(Reason.ORDERED, line.config.gates().get(gate).name(), "moved by hand");
        } else {
            line.journal.effect(new Effect.KeepGate(gate, latest));
        }
        until[gate] = latest;
        return Reason.NONE;
    }

    private boolean locked(int gate, int other) {
        List<GateConfig> gates = line.config.gates();
        return gates.get(gate).interlocks().contains(gates.get(other).name())
                || gates.get(other).interlocks().contains(gates.get(gate).name());
    }

    private void drop(int gate) {
        if (until[gate] != 0) {
            until[gate] = 0;
            moving--;
            line.journal.effect(Effect.MoveGate.off(gate, line.now()));
        }
    }

    /** Lets go of what nobody holds any more. */
    void run() {
        for (int gate = 0; moving > 0 && gate < until.length; gate++) {
            if (until[gate] != 0 && line.now() >= until[gate]) {
                drop(gate);
            }
        }
    }

    void release() {
        for (int gate = 0; gate < until.length; gate++) {
            drop(gate);
        }
    }

    long nextAtNanos() {
        long at = Long.MAX_VALUE;
        for (int gate = 0; moving > 0 && gate < until.length; gate++) {
            at = until[gate] == 0 ? at : Math.min(at, until[gate]);
        }
        return at;
    }
}
