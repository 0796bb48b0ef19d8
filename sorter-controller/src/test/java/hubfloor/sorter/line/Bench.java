package hubfloor.sorter.line;

import hubfloor.config.load.DeviceFile;
import hubfloor.config.load.Loaded;
import hubfloor.config.load.PlanFile;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.event.ClockQuality;
import hubfloor.event.Stamp;
import hubfloor.port.Clock;
import hubfloor.port.LifeSign;
import hubfloor.sorter.core.Effect;
import hubfloor.sorter.core.Input;
import hubfloor.sorter.core.LineOrder;
import hubfloor.sorter.core.LineOrder.Command;
import hubfloor.sorter.event.LineEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The shipped demo line on a bench: a clock and a board that do only what a test says, and all that the line did. */
final class Bench implements Clock, LineBoard, LineSink {
    static final long MILLI = 1_000_000L;
    private static final Path SHIPPED = Path.of("../firmware-config/src/main/resources/hubfloor/lines/demo.yaml");

    final LineConfig line = load();
    final boolean[] active = new boolean[line.gates().size()];
    final long[] untilAt = new long[line.gates().size()];
    final List<LineEvent> events = new ArrayList<>();
    final List<Input> causes = new ArrayList<>();
    final List<Boolean> permits = new ArrayList<>();
    final LineInputs inputs = new LineInputs();
    final GateOutputs outputs;
    final SorterLoop loop;
    long now = 1_000 * MILLI;
    int told;
    Keeping keeping = Keeping.ALL;

    Bench() {
        java.util.Arrays.fill(active, true);
        outputs = new GateOutputs(line.gates().size(), this, this, LifeSign.UNWATCHED);
        loop = new SorterLoop(
                line,
                plan(line),
                this,
                outputs,
                inputs,
                this,
                LineTape.NONE,
                this,
                now,
                words -> {},
                LifeSign.UNWATCHED);
        loop.begin();
        loop.turn();
    }

    private static LineConfig load() {
        return accepted(DeviceFile.load(SHIPPED)).line().orElseThrow();
    }

    private static SortPlan plan(LineConfig line) {
        return accepted(PlanFile.load(line.decision().plan(), line));
    }

    private static <T> T accepted(Loaded<T> loaded) {
        return switch (loaded) {
            case Loaded.Accepted<T> accepted -> accepted.value();
            case Loaded.Refused<T> refused ->
                throw new AssertionError(refused.problems().toString());
        };
    }

    void order(Command command) {
        inputs.news(new Input.Order(now, countAt(now), new LineOrder.Change(command)));
        loop.turn();
    }

    void execute() {
        order(Command.RESET);
        order(Command.START);
    }

    /** Time goes on in turns of a tick. */
    void run(long millis) {
        for (long end = now + millis * MILLI; now < end; ) {
            now += 5 * MILLI;
            loop.turn();
        }
    }

    Input.EyeEdge edge(int eye, boolean blocked) {
        return new Input.EyeEdge(now, countAt(now), eye, blocked);
    }

    String state() {
        String state = "";
        for (LineEvent event : events) {
            state = event instanceof LineEvent.StateChanged change ? change.to() : state;
        }
        return state;
    }

    List<String> alarms() {
        return events.stream()
                .filter(LineEvent.Alarm.class::isInstance)
                .map(event -> ((LineEvent.Alarm) event).about() + ": " + ((LineEvent.Alarm) event).detail())
                .toList();
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public Stamp stamp() {
        return new Stamp(
                Instant.parse("2026-11-23T00:00:00Z").plusNanos(now), now / MILLI, "bench", ClockQuality.SYNCED);
    }

    @Override
    public void start(Consumer<Input> listener) {}

    @Override
    public void tellLevels() {
        told++;
    }

    /** A belt at its nominal speed of 2 m/s with a pulse a millimetre. */
    @Override
    public long countAt(long nanos) {
        return nanos / 500_000;
    }

    @Override
    public void activate(int gate, long untilNanos) {
        active[gate] = true;
        untilAt[gate] = untilNanos;
    }

    @Override
    public void rest(int gate) {
        active[gate] = false;
    }

    @Override
    public void permitBelt(boolean granted) {
        permits.add(granted);
    }

    @Override
    public void renew(long nowNanos) {}

    @Override
    public void close() {}

    @Override
    public void said(@Nullable Input cause, LineEvent event) {
        events.add(event);
        if (cause != null) {
            causes.add(cause);
        }
    }

    @Override
    public void asked(Effect.Ask question) {}

    @Override
    public Keeping keeping() {
        return keeping;
    }
}
