package hubfloor.sorter.line;

import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.port.Clock;
import hubfloor.port.LifeSign;
import hubfloor.sorter.core.Effect;
import hubfloor.sorter.core.Input;
import hubfloor.sorter.core.LineOrder;
import hubfloor.sorter.core.LineOrder.Command;
import hubfloor.sorter.core.SorterCore;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.event.Reason;
import hubfloor.sorter.line.LineSink.Keeping;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread {@code sorter-loop}: owns the core and all state of a line. Takes what came in, in the order in which it
 * happened, moves at once what the core wants moved, then tells what it says, and waits until the next thing falls due, at most 10 ms; the last
 * 200 us before a due instant it spins. It never waits for a disk or a network.
 *
 * <p>After a pause longer than 30 ms the core hears first how late it is, then what came meanwhile; and reads that came
 * within 100 ms of it are not used, because nobody knows when their bytes arrived: unread is safe, a wrong name is not.
 * A defect puts all outputs to rest and ends the line.
 */
public final class SorterLoop implements Runnable {
    static final long TICK_NANOS = 10_000_000L;
    static final long SPIN_NANOS = 200_000L;
    static final long OVERSLEPT_NANOS = 30_000_000L;
    static final long READS_DOUBTED_NANOS = 100_000_000L;
    /** A core that wants to be called again at once is called this much later, so that time goes on. */
    private static final long SHORTEST_PAUSE_NANOS = 50_000L;

    /** What nobody waits for is not begun so shortly before something falls due. */
    private static final long CALM_NANOS = 2_000_000L;

    private static final long SECOND = 1_000_000_000L;
    private static final Logger LOG = LoggerFactory.getLogger(SorterLoop.class);

    private final LineConfig line;
    private final LineBoard board;
    private final GateOutputs outputs;
    private final LineInputs inputs;
    private final LineSink sink;
    private final Clock clock;
    private final SorterCore core;
    private final LinePicture picture;
    private final Thread thread;
    private final Consumer<Effect> effects = this::happen;
    private final List<Input> batch = new ArrayList<>(256);
    /** What the step under way did, and what it says; told when all of its outputs are written. */
    private final List<Effect> done = new ArrayList<>();

    private final List<LineEvent> words = new ArrayList<>();
    private final ShotTimes shots = new ShotTimes();
    private final LineTape tape;
    private final Consumer<String> onDefect;
    private final LifeSign alive;

    private long lastTickAt;
    private long nextTickAt;
    private long lookDueAt;
    private long wallAt;
    private long doubtReadsUntil;
    private boolean executing;
    private Keeping keeping = Keeping.ALL;
    private boolean suspended;
    private volatile boolean stopping;

    /**
     * @param bootNanos the instant of this start
     * @param onDefect told, on the line's thread, when the core has broken and all outputs are at rest
     */
    public SorterLoop(
            LineConfig line,
            SortPlan plan,
            LineBoard board,
            GateOutputs outputs,
            LineInputs inputs,
            LineSink sink,
            LineTape tape,
            Clock clock,
            long bootNanos,
            Consumer<String> onDefect,
            LifeSign alive) {
        this.line = line;
        this.board = board;
        this.outputs = outputs;
        this.inputs = inputs;
        this.sink = sink;
        this.clock = clock;
        this.tape = tape;
        this.onDefect = onDefect;
        this.alive = alive;
        core = new SorterCore(line, plan, bootNanos);
        picture = new LinePicture(line);
        lastTickAt = bootNanos;
        thread = Thread.ofPlatform().name("sorter-loop").unstarted(this);
        inputs.takenBy(thread);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void run() {
        try {
            begin();
            while (!stopping) {
                alive.give();
                turn();
                rest();
            }
        } catch (RuntimeException broken) {
            outputs.close();
            LOG.error("the line stops by a defect", broken);
            onDefect.accept(broken.toString());
        } finally {
            outputs.close();
            board.permitBelt(false);
        }
    }

    /** The wall clock first, then every level as it stands. */
    void begin() {
        lastTickAt = clock.nanos();
        outputs.renew(lastTickAt);
        wall(lastTickAt);
        nextTickAt = lastTickAt;
        board.start(inputs::fromBoard);
    }

    /** One turn: everything that has come, and what has fallen due. */
    void turn() {
        long now = clock.nanos();
        outputs.renew(now);
        if (now - lastTickAt > OVERSLEPT_NANOS) {
            doubtReadsUntil = now + READS_DOUBTED_NANOS;
            tick(now);
        } else if (now >= nextTickAt) {
            tick(now); // what is due goes before what has come
        }
        take();
        overflowed();
        journal(sink.keeping());
        now = clock.nanos();
        long wanted = Math.max(core.nextAtNanos(), lastTickAt + SHORTEST_PAUSE_NANOS);
        nextTickAt = Math.min(lastTickAt + TICK_NANOS, wanted);
        boolean calm = nextTickAt - now > CALM_NANOS;
        if (now - wallAt >= (calm ? SECOND : 2 * SECOND)) {
            wall(now);
        }
        if (calm) {
            picture.publish(now, board, outputs);
        }
    }

    private void take() {
        inputs.drainTo(batch);
        if (batch.isEmpty()) {
            return;
        }
        batch.sort(Comparator.comparingLong(Input::atNanos));
        for (Input input : batch) {
            if (input instanceof Input.Read read && read.atNanos() < doubtReadsUntil) {
                alarm(Reason.LATE, read.scanner(), "a read after a pause was not used");
            } else {
                lookDueAt = input.atNanos();
                step(input);
            }
        }
        batch.clear();
    }

    /** Edges were lost on the way here: no eye is to be believed, and all levels are asked again. */
    private void overflowed() {
        if (inputs.takeEdgesLost()) {
            long now = clock.nanos();
            long count = board.countAt(now);
            if (inputs.takeStopLost()) {
                step(new Input.EmergencyStop(now, count, true));
            }
            for (int eye = 0; eye < line.eyes().size(); eye++) {
                step(new Input.EyeEdgesLost(now, count, eye));
            }
            board.tellLevels();
        }
        long lost = inputs.takeLostReads();
        if (lost > 0) {
            alarm(Reason.TABLE_FULL, "readers", lost + " reads came faster than they were taken");
        }
    }

    /** What cannot be written down is not sorted: the line suspends itself, and goes on when there is room again. */
    private void journal(Keeping now) {
        if (now == Keeping.FAILED && keeping != Keeping.FAILED) {
            outputs.allSafe();
            order(Command.ABORT);
        }
        keeping = now;
        if (now == Keeping.SHORT && executing) {
            suspended = true;
            order(Command.SUSPEND);
        } else if (now == Keeping.ALL && suspended) {
            suspended = false;
            order(Command.UNSUSPEND);
        }
    }

    private void order(Command command) {
        long now = clock.nanos();
        step(new Input.Order(now, board.countAt(now), new LineOrder.Change(command)));
    }

    private void wall(long now) {
        wallAt = now;
        tape.flush();
        step(new Input.WallClock(now, board.countAt(now), clock.stamp().wall()));
    }

    private void tick(long now) {
        lastTickAt = now;
        lookDueAt = Math.min(now, nextTickAt);
        step(new Input.Tick(now, board.countAt(now)));
    }

    private void step(Input input) {
        tape.input(input);
        core.step(input, effects);
        for (int i = 0; i < done.size(); i++) {
            Effect effect = done.get(i);
            tape.effect(effect);
            if (effect instanceof Effect.Ask question) {
                sink.asked(question);
            }
        }
        Reason refusal = Reason.NONE;
        for (int i = 0; i < words.size(); i++) {
            say(input, words.get(i));
            refusal = words.get(i) instanceof LineEvent.OrderRefused refused ? refused.reason() : refusal;
        }
        if (input instanceof Input.Order order) {
            sink.obeyed(order, refusal);
        }
        done.clear();
        words.clear();
    }

    private void happen(Effect effect) {
        switch (effect) {
            case Effect.MoveGate move -> move(move);
            case Effect.KeepGate keep -> outputs.activate(keep.gate(), keep.untilAtNanos(), keep.untilAtNanos());
            case Effect.AllSafe safe -> outputs.allSafe();
            case Effect.BeltPermit permit -> board.permitBelt(permit.granted());
            case Effect.Ask question -> {}
            case Effect.Report report -> words.add(report.event());
        }
        done.add(effect);
    }

    private void move(Effect.MoveGate move) {
        boolean moved = true;
        if (move.active()) {
            moved = outputs.activate(move.gate(), move.latestAtNanos(), move.untilAtNanos());
        } else {
            outputs.rest(move.gate());
        }
        long written = clock.nanos();
        shots.add(written - move.dueAtNanos());
        sink.moved(move, lookDueAt, written);
        if (!moved) {
            words.add(new LineEvent.Alarm(
                    written,
                    Reason.TOO_LATE,
                    line.gates().get(move.gate()).name(),
                    "not moved: it was too late for that"));
        }
    }

    private void alarm(Reason reason, String about, String detail) {
        say(null, new LineEvent.Alarm(clock.nanos(), reason, about, detail));
    }

    private void say(@Nullable Input cause, LineEvent event) {
        if (event instanceof LineEvent.StateChanged change) {
            executing = change.to().equals("execute");
        }
        sink.said(cause, event);
        picture.heard(event, board);
    }

    /**
     * Waits for the next due instant or the next input; the last stretch without sleeping. It begins with a look that
     * finds nothing due, because after a sleep the first look is slow: its code and data are out of the caches.
     */
    private void rest() {
        long left = nextTickAt - clock.nanos();
        if (left > SPIN_NANOS && !inputs.waiting() && !stopping) {
            LockSupport.parkNanos(this, left - SPIN_NANOS);
            long now = clock.nanos();
            if (nextTickAt - now > SPIN_NANOS / 4 && nextTickAt - now <= SPIN_NANOS && !inputs.waiting()) {
                step(new Input.Tick(now, board.countAt(now)));
                nextTickAt = Math.min(nextTickAt, Math.max(now, core.nextAtNanos()));
            }
        }
        while (nextTickAt - clock.nanos() > 0
                && nextTickAt - clock.nanos() <= SPIN_NANOS
                && !inputs.waiting()
                && !stopping) {
            Thread.onSpinWait();
        }
    }

    /** The line as it was at most a tenth of a second ago. Any thread. */
    public LineView view() {
        return picture.view();
    }

    public ShotTimes shots() {
        return shots;
    }

    /** Outputs to rest at once, then the thread ends. */
    public void stop() throws InterruptedException {
        stopping = true;
        outputs.close();
        LockSupport.unpark(thread);
        thread.join(2_000);
    }
}
