package hubfloor.sorter.core;

import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.event.Reason;
import java.util.function.Consumer;

/** Where the effects of the step under way go, in order. One thread; no bound of its own: each step has few. */
final class Journal {
    private Consumer<Effect> out = Journal::nobody;

    void open(Consumer<Effect> to) {
        out = to;
    }

    void close() {
        out = Journal::nobody;
    }

    private static void nobody(Effect effect) {}

    void effect(Effect effect) {
        out.accept(effect);
    }

    void report(LineEvent event) {
        out.accept(new Effect.Report(event));
    }

    void alarm(long atNanos, Reason reason, String about, String detail) {
        report(new LineEvent.Alarm(atNanos, reason, about, detail));
    }
}
