package hubfloor.sorter.core;

/** What a person may tell a line to do. An order that the line's state does not allow is refused with the reason. */
public sealed interface LineOrder {
    /** PackML commands. */
    record Change(Command command) implements LineOrder {}

    /** Only in Stopped, Idle or Aborted. */
    record Switch(Mode mode) implements LineOrder {}

    record EnableChute(int chute, boolean enabled) implements LineOrder {}

    /** A new bag hangs in the chute; until {@code closed} is false again nothing is diverted there. */
    record BagChange(int chute, boolean closed) implements LineOrder {}

    /** The gate was looked at; take it back into service. */
    record ResetGate(int gate) implements LineOrder {}

    /** Maintenance and Manual only: moves the gate while {@code held} is repeated at least every 250 ms. */
    record MoveGate(int gate, boolean held) implements LineOrder {}

    /** ISA-TR88.00.02 commands. */
    enum Command {
        RESET,
        START,
        STOP,
        HOLD,
        UNHOLD,
        SUSPEND,
        UNSUSPEND,
        ABORT,
        CLEAR
    }

    /** ISA-TR88.00.02 unit modes. */
    enum Mode {
        PRODUCTION,
        MAINTENANCE,
        MANUAL
    }
}
