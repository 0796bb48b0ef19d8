package hubfloor.sorter.core;

import hubfloor.sorter.core.LineOrder.Command;
import hubfloor.sorter.core.LineOrder.Mode;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The line's states after ISA-TR88.00.02, as a table. Transient states are passed at once and reported. Only
 * {@link State#EXECUTE} in {@link Mode#PRODUCTION} diverts parcels. Starts in STOPPED; nothing but a person's order
 * leads from ABORTED back. One thread.
 */
final class PackMl {
    /** Names as the standard has them. */
    enum State {
        STOPPED,
        RESETTING,
        IDLE,
        STARTING,
        EXECUTE,
        HOLDING,
        HELD,
        UNHOLDING,
        SUSPENDING,
        SUSPENDED,
        UNSUSPENDING,
        STOPPING,
        ABORTING,
        ABORTED,
        CLEARING;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** From a state, through a transient one, to the next. */
    record Way(State through, State to) {}

    private static final Map<State, Map<Command, Way>> TABLE = table();

    private State state = State.STOPPED;
    private Mode mode = Mode.PRODUCTION;

    private static Map<State, Map<Command, Way>> table() {
        Map<State, Map<Command, Way>> table = new EnumMap<>(State.class);
        for (State state : State.values()) {
            table.put(state, new EnumMap<>(Command.class));
        }
        add(table, State.STOPPED, Command.RESET, State.RESETTING, State.IDLE);
        add(table, State.IDLE, Command.START, State.STARTING, State.EXECUTE);
        add(table, State.EXECUTE, Command.HOLD, State.HOLDING, State.HELD);
        add(table, State.HELD, Command.UNHOLD, State.UNHOLDING, State.EXECUTE);
        add(table, State.EXECUTE, Command.SUSPEND, State.SUSPENDING, State.SUSPENDED);
        add(table, State.SUSPENDED, Command.UNSUSPEND, State.UNSUSPENDING, State.EXECUTE);
        add(table, State.SUSPENDED, Command.HOLD, State.HOLDING, State.HELD);
        for (State from : List.of(State.IDLE, State.EXECUTE, State.HELD, State.SUSPENDED)) {
            add(table, from, Command.STOP, State.STOPPING, State.STOPPED);
        }
        for (State from : List.of(State.STOPPED, State.IDLE, State.EXECUTE, State.HELD, State.SUSPENDED)) {
            add(table, from, Command.ABORT, State.ABORTING, State.ABORTED);
        }
        add(table, State.ABORTED, Command.CLEAR, State.CLEARING, State.STOPPED);
        return table;
    }

    private static void add(Map<State, Map<Command, Way>> table, State from, Command by, State through, State to) {
        Map<Command, Way> ways = table.get(from);
        if (ways != null) {
            ways.put(by, new Way(through, to));
        }
    }

    State state() {
        return state;
    }

    Mode mode() {
        return mode;
    }

    boolean diverts() {
        return state == State.EXECUTE && mode == Mode.PRODUCTION;
    }

    /** Whether the conveyor may run in this state. */
    boolean beltMayRun() {
        return state == State.EXECUTE;
    }

    boolean allows(Command command) {
        Map<Command, Way> ways = TABLE.get(state);
        return ways != null && ways.containsKey(command);
    }

    /** Takes the way and says which it was. Asked only for what {@link #allows}. */
    Way take(Command command) {
        Map<Command, Way> ways = TABLE.get(state);
        Way way = ways == null ? null : ways.get(command);
        if (way == null) {
            throw new IllegalStateException(state + " knows no " + command);
        }
        state = way.to();
        return way;
    }

    /** Modes change only where nothing moves. */
    boolean switchTo(Mode to) {
        if (state != State.STOPPED && state != State.IDLE && state != State.ABORTED) {
            return false;
        }
        mode = to;
        return true;
    }
}
