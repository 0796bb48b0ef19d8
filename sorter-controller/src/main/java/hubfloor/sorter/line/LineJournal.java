package hubfloor.sorter.line;

import hubfloor.event.Event;
import hubfloor.event.EventClass;
import hubfloor.event.EventFamily;
import hubfloor.event.StoredEvent;
import hubfloor.port.Clock;
import hubfloor.port.EventStore;
import hubfloor.port.EventStore.Outcome;
import hubfloor.port.EventStore.Refusal;
import hubfloor.port.LifeSign;
import hubfloor.sorter.core.Effect;
import hubfloor.sorter.core.Input;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.story.LineEventRecord;
import hubfloor.sorter.story.LineStory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a line's words to the event store, in order, on its own thread {@code line-journal}, so that the line never
 * waits for the disk. {@value #WAITING_MAX} may wait, at 10,000 parcels an hour some three minutes of a stalled disk;
 * from half of that on, or when the store is full, the line is told to sort nothing more.
 *
 * <p>What could not be kept is counted, and the count is the first thing stored when there is room again. A failed disk
 * ends the line.
 */
public final class LineJournal implements LineSink {
    static final int WAITING_MAX = 8_192;
    private static final Logger LOG = LoggerFactory.getLogger(LineJournal.class);
    private static final long PROBE_MS = 1_000;

    private final EventStore store;
    private final LineStory story;
    private final String run;
    private final Clock clock;
    private final Function<Map<String, ?>, byte[]> json;
    private final BiConsumer<String, Boolean> fault;
    private final LifeSign alive;
    private final BlockingQueue<Object> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final AtomicLong unkept = new AtomicLong();
    private final AtomicLong allUnkept = new AtomicLong();
    private final Thread thread;
    private volatile boolean refused;
    private volatile boolean failed;
    private volatile boolean closing;

    /**
     * @param json renders an event's data
     * @param fault raises (true) or clears a fault by its word
     */
    public LineJournal(
            EventStore store,
            LineStory story,
            String run,
            Clock clock,
            Function<Map<String, ?>, byte[]> json,
            BiConsumer<String, Boolean> fault,
            LifeSign alive) {
        this.store = store;
        this.story = story;
        this.run = run;
        this.clock = clock;
        this.json = json;
        this.fault = fault;
        this.alive = alive;
        thread = Thread.ofPlatform().name("line-journal").daemon().unstarted(this::write);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void said(@Nullable Input cause, LineEvent event) {
        offer(event);
    }

    @Override
    public void asked(Effect.Ask question) {
        offer(question);
    }

    private void offer(Object word) {
        if (!waiting.offer(word)) {
            notKept();
        }
    }

    private void notKept() {
        unkept.incrementAndGet();
        allUnkept.incrementAndGet();
        refused = true;
    }

    @Override
    public Keeping keeping() {
        if (failed) {
            return Keeping.FAILED;
        }
        return refused || waiting.size() > WAITING_MAX / 2 ? Keeping.SHORT : Keeping.ALL;
    }

    /** How many events this line has said that were not kept. */
    public long unkept() {
        return allUnkept.get();
    }

    /** The store has failed: nothing is kept any more. */
    public void storeFailed() {
        failed = true;
    }

    private void write() {
        try {
            while (!closing || !waiting.isEmpty()) {
                alive.give();
                Object word = waiting.poll(PROBE_MS, TimeUnit.MILLISECONDS);
                if (refused && !failed) {
                    probe();
                }
                if (word != null) {
                    append(record(word));
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void append(Event event) throws InterruptedException {
        store.append(event, new Kept());
    }

    private Event record(Object word) {
        long now = clock.nanos();
        if (word instanceof LineEvent event) {
            LineEventRecord record = story.tell(event);
            return record.event(LineEventRecord.at(event.atNanos(), clock.stamp(), now), json.apply(record.data()));
        }
        Effect.Ask question = (Effect.Ask) word;
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("parcel", LineStory.key(run, question.parcel()));
        data.put("subjects", LineStory.subjects(question.codes()));
        data.put("answerWithinMs", Math.max(0, (question.deadlineAtNanos() - now) / 1_000_000));
        return new Event(EventFamily.SORT, EventClass.TELEMETRY, "sort.asked.v1", "", clock.stamp(), json.apply(data));
    }

    /** Tries whether there is room again, by the event that says how much is missing. */
    private void probe() throws InterruptedException {
        fault.accept("line-not-recorded", true);
        long missing = unkept.get();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("events", missing);
        Event gap = new Event(
                EventFamily.SORT, EventClass.CUSTODY, "sort.not-recorded.v1", "", clock.stamp(), json.apply(data));
        store.append(gap, new Outcome() {
            @Override
            public void stored(StoredEvent event) {
                unkept.addAndGet(-missing);
                if (unkept.get() == 0) {
                    refused = false;
                    fault.accept("line-not-recorded", false);
                }
            }

            @Override
            public void refused(Refusal why) {
                if (why == Refusal.FAILED) {
                    failed = true;
                }
            }
        });
    }

    /** Hands over what waits, at most for two seconds. */
    public void stop() throws InterruptedException {
        closing = true;
        thread.join(2_000);
    }

    private final class Kept implements Outcome {
        @Override
        public void stored(StoredEvent event) {}

        @Override
        public void refused(Refusal why) {
            switch (why) {
                case SHED -> LOG.debug("the store sheds telemetry");
                case FULL, CLOSED -> notKept();
                case FAILED -> {
                    failed = true;
                    notKept();
                }
            }
        }
    }
}
