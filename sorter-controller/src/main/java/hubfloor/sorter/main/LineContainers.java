package hubfloor.sorter.main;

import hubfloor.agent.ContainerDesk;
import hubfloor.agent.ContainerDesk.Settled;
import hubfloor.agent.PackedParcels;
import hubfloor.config.model.ChuteConfig;
import hubfloor.config.model.LineConfig;
import hubfloor.container.Answer;
import hubfloor.container.Answer.Result;
import hubfloor.container.ContainerLabel;
import hubfloor.container.Containers;
import hubfloor.container.Purpose;
import hubfloor.event.Stamp;
import hubfloor.hub.Packed;
import hubfloor.port.Clock;
import hubfloor.port.LifeSign;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.event.LineEvent.Outcome;
import hubfloor.sorter.story.LineEventRecord;
import hubfloor.sorter.story.LineStory;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The containers at a line's chutes: what an eye saw land as decided goes into the one that is bound there, what landed
 * elsewhere is wrong at once. On its own thread {@code line-containers}, because each waits for its commit, and the line
 * and its journal must not. {@value #WAITING_MAX} words may wait; what comes then is in no container, which a fault says.
 *
 * <p>Parcels that wait here when the power goes are known as landed, but not as in the container.
 */
final class LineContainers {
    static final int WAITING_MAX = 4_096;
    private static final Logger LOG = LoggerFactory.getLogger(LineContainers.class);
    private static final long WAIT_MS = 500;

    private final ContainerDesk desk;
    private final LineStory story;
    private final Clock clock;
    private final BiConsumer<String, Boolean> fault;
    private final LifeSign alive;
    private final BlockingQueue<Word> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Thread thread;
    private volatile boolean closing;

    /** Something to be done on this thread. */
    private interface Word {
        void take() throws InterruptedException;
    }

    /**
     * @param story one of its own: parcels get their names from their reads
     * @param fault raises (true) or clears a fault by its word
     */
    LineContainers(
            ContainerDesk desk, LineStory story, Clock clock, BiConsumer<String, Boolean> fault, LifeSign alive) {
        this.desk = desk;
        this.story = story;
        this.clock = clock;
        this.fault = fault;
        this.alive = alive;
        thread = Thread.ofPlatform().name("line-containers").daemon().unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    /** What of it leaves the hub: what lies at the chutes for parcels that customs lets go. */
    Packed packed(LineConfig line) {
        return new PackedParcels(
                desk,
                line.chutes().stream()
                        .filter(chute -> chute.kind() != ChuteConfig.Kind.NORMAL)
                        .map(ChuteConfig::name)
                        .collect(Collectors.toSet()),
                clock);
    }

    /** Line thread; does not wait. Only what names a parcel or ends its way is of interest. */
    void said(LineEvent event) {
        if (event instanceof LineEvent.Joined
                || event instanceof LineEvent.Decided
                || event instanceof LineEvent.Ended) {
            offer(() -> heard(event));
        }
    }

    /** What lands in this chute from now on goes into that container; any thread, does not wait. */
    void bind(String chute, ContainerLabel label, Consumer<String> answer) {
        Purpose purpose = new Purpose(chute, "", "");
        boolean taken = offer(() -> {
            Settled settled = settle(clock.stamp(), containers -> containers.bind(chute, label, purpose));
            Result result = settled.answer().result();
            boolean bound = result == Result.OPENED || result == Result.OPEN_ALREADY;
            answer.accept(
                    settled.refused() != null
                            ? "not-stored"
                            : bound
                                    ? ""
                                    : result.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        });
        if (!taken) {
            answer.accept("too-much-waits");
        }
    }

    /** The bag at this chute is changed; what was in it is told. Any thread, does not wait. */
    void close(String chute) {
        offer(() -> settle(clock.stamp(), containers -> containers.close(chute)));
    }

    private boolean offer(Word word) {
        boolean taken = waiting.offer(word);
        if (!taken) {
            fault.accept("containers-behind", true);
        }
        return taken;
    }

    private void heard(LineEvent event) throws InterruptedException {
        LineEventRecord told = story.tell(event);
        if (!(event instanceof LineEvent.Ended ended)) {
            return;
        }
        Stamp stamp = LineEventRecord.at(ended.atNanos(), clock.stamp(), clock.nanos());
        String chute = String.valueOf(told.data().getOrDefault("chute", ""));
        String parcel = told.subject().isEmpty() ? "line/" + told.data().get("parcel") : told.subject();
        if (ended.outcome() == Outcome.CONFIRMED) {
            settle(stamp, containers -> containers.parcel(chute, parcel, new Purpose(chute, "", "")));
        } else if (ended.outcome() == Outcome.WRONG_CHUTE) {
            settle(stamp, containers -> containers.landedWrong(chute, parcel, "other_chute"));
        }
    }

    private Settled settle(Stamp stamp, Function<Containers, Answer> ask) throws InterruptedException {
        Settled settled = desk.settle(stamp, ask);
        Result result = settled.answer().result();
        if (settled.refused() != null
                || Set.of(Result.FULL, Result.TOO_MANY_OPEN).contains(result)) {
            fault.accept("containers-behind", true);
            LOG.error("what a container holds was not recorded: {} {}", result, settled.refused());
        }
        return settled;
    }

    private void work() {
        try {
            while (!closing || !waiting.isEmpty()) {
                alive.give();
                Word word = waiting.poll(WAIT_MS, TimeUnit.MILLISECONDS);
                if (word != null) {
                    word.take();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes what waits, at most for two seconds; the store must be open still. */
    void stop() throws InterruptedException {
        closing = true;
        thread.join(2_000);
    }

    /** After the store has closed. */
    void close() {
        desk.close();
    }
}
