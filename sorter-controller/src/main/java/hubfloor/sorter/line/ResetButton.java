package hubfloor.sorter.line;

import hubfloor.sorter.core.LineOrder;
import hubfloor.sorter.core.LineOrder.Command;
import hubfloor.sorter.event.LineEvent;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a person means who presses the reset button: on from the state the line is in to sorting. Hears the line's
 * events to know that state; any thread.
 */
public final class ResetButton {
    private volatile String state = "stopped";

    public void heard(LineEvent event) {
        if (event instanceof LineEvent.StateChanged change) {
            state = change.to();
        }
    }

    /** The orders that lead to Execute after ISA-TR88.00.02, none when the line is there or on its way. */
    public List<LineOrder> pressed() {
        Stream<Command> way = switch (state) {
            case "aborted" -> Stream.of(Command.CLEAR, Command.RESET, Command.START);
            case "stopped" -> Stream.of(Command.RESET, Command.START);
            case "idle" -> Stream.of(Command.START);
            case "held" -> Stream.of(Command.UNHOLD);
            case "suspended" -> Stream.of(Command.UNSUSPEND);
            default -> Stream.empty();
        };
        return way.<LineOrder>map(LineOrder.Change::new).toList();
    }
}
