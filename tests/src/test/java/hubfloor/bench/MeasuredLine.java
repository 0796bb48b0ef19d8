package hubfloor.bench;

import hubfloor.adapter.gs1.Gs1Files;
import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.sqlite.SqliteEventStore;
import hubfloor.agent.TagIdentifier;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.config.model.StoreConfig;
import hubfloor.line.Lines;
import hubfloor.parcel.Barcode;
import hubfloor.parcel.Identifier;
import hubfloor.port.Clock;
import hubfloor.port.EventStore;
import hubfloor.port.LifeSign;
import hubfloor.reader.ReaderMessage.Code;
import hubfloor.reader.ReaderMessage.Codes;
import hubfloor.reader.ReaderMessage.Symbol;
import hubfloor.sim.board.SimulatedBoard;
import hubfloor.sorter.core.Effect;
import hubfloor.sorter.core.Input;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.line.GateOutputs;
import hubfloor.sorter.line.LineInputs;
import hubfloor.sorter.line.LineJournal;
import hubfloor.sorter.line.LineSink;
import hubfloor.sorter.line.LineTape;
import hubfloor.sorter.line.ReadDesk;
import hubfloor.sorter.line.SorterLoop;
import hubfloor.sorter.main.Rehearsal;
import hubfloor.sorter.story.LineStory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shipped demo line on the simulated board, with its journal and store, and with what it did held against the
 * clock. Only cables and broker are missing. {@link #said} and {@link #moved} are the line's thread; the samples may be
 * looked at after {@link #stop}.
 */
final class MeasuredLine implements LineSink {
    /** A parcel's reads are forgotten with its end; more than this were never on a belt. */
    private static final int PARCELS_MAX = 4_096;

    private final LineConfig line = Lines.demo();
    private final SortPlan plan = Lines.planOf(line);
    private final Clock clock;
    private final EventStore store;
    private final LineJournal journal;
    private final SimulatedBoard board;
    private final GateOutputs outputs;
    private final SorterLoop loop;
    private final Map<Long, Long> lastReadAt = new HashMap<>();
    private volatile boolean measuring;

    /** Every movement against the instant at which it was to be looked at; a pusher's release against its own. */
    final Samples shots = new Samples("sorter line, output written");

    final Samples on = new Samples("gates on, against the due place of the belt");
    final Samples off = new Samples("pushers off, against on + hold");
    final Samples taken = new Samples("read to joined to its parcel");
    final Samples decided = new Samples("decision point (or late read) to scheduled");
    final Samples waited = new Samples("last read to scheduled, way on the belt incl.");

    MeasuredLine(int perHour, long seed, Path dir, Clock clock) throws Exception {
        this.clock = clock;
        Identifier identifier = new Identifier(Gs1Files.shipped());
        store = SqliteEventStore.open(
                new StoreConfig(dir.resolve("line.db"), 64, 1, Duration.ofHours(1), Duration.ZERO),
                List.of(),
                clock,
                words -> System.err.println("the store failed: " + words),
                LifeSign.UNWATCHED);
        String run = LineStory.run(clock.stamp().bootId(), clock.stamp().monoMs());
        journal = new LineJournal(
                store,
                new LineStory(line, run),
                run,
                clock,
                new JsonWireFormat()::flat,
                (fault, raised) -> {},
                LifeSign.UNWATCHED);
        LineInputs inputs = new LineInputs();
        ReadDesk[] desk = new ReadDesk[1];
        board = new SimulatedBoard(
                line,
                plan,
                perHour,
                seed,
                Lines.IDENTIFY,
                (scanner, labels) -> desk[0].read(scanner, codes(labels)),
                clock);
        desk[0] = new ReadDesk(line, identifier, new TagIdentifier(identifier), board, inputs, clock);
        outputs = new GateOutputs(line.gates().size(), board, clock, LifeSign.UNWATCHED);
        loop = new SorterLoop(
                line,
                plan,
                board,
                outputs,
                inputs,
                this,
                LineTape.NONE,
                clock,
                clock.nanos(),
                words -> System.err.println("the line broke: " + words),
                LifeSign.UNWATCHED);
    }

    private static Codes codes(List<String> labels) {
        List<Code> codes = new ArrayList<>();
        labels.forEach(text -> codes.add(new Symbol(new Barcode("", text))));
        return new Codes(codes);
    }

    void start() {
        Rehearsal.run(line, plan, Lines.IDENTIFY);
        journal.start();
        outputs.start();
        loop.start();
    }

    /** From now on what happens counts. */
    void measure() {
        measuring = true;
    }

    void stop() throws InterruptedException {
        measuring = false;
        loop.stop();
        board.close();
        journal.stop();
        store.close();
    }

    List<Samples> samples() {
        return List.of(shots, on, off, taken, decided, waited);
    }

    @Override
    public void moved(Effect.MoveGate move, long lookDueAtNanos, long writtenAtNanos) {
        long late = writtenAtNanos - move.dueAtNanos();
        count(shots, writtenAtNanos - lookDueAtNanos);
        if (move.active()) {
            count(on, late);
        } else if (!line.gates().get(move.gate()).kind().heldForLength()) {
            count(off, late);
        }
    }

    @Override
    public void said(@Nullable Input cause, LineEvent event) {
        long now = clock.nanos();
        journal.said(cause, event);
        board.said(cause, event);
        switch (event) {
            case LineEvent.Joined joined -> {
                if (cause != null && lastReadAt.size() < PARCELS_MAX) {
                    lastReadAt.put(joined.parcel(), cause.atNanos());
                    count(taken, now - cause.atNanos());
                }
            }
            case LineEvent.Decided decision -> {
                if (cause != null) {
                    count(decided, now - cause.atNanos());
                }
                Long read = lastReadAt.remove(decision.parcel());
                if (read != null) {
                    count(waited, now - read);
                }
            }
            case LineEvent.Ended ended -> lastReadAt.remove(ended.parcel());
            default -> {}
        }
    }

    private void count(Samples kind, long nanos) {
        if (measuring) {
            kind.add(nanos);
        }
    }

    @Override
    public void asked(Effect.Ask question) {
        journal.asked(question);
    }

    @Override
    public Keeping keeping() {
        return journal.keeping();
    }
}
