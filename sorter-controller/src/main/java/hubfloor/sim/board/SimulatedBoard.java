package hubfloor.sim.board;

import hubfloor.advice.Advice;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.ReadingAreaConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.parcel.Candidate;
import hubfloor.parcel.Identification;
import hubfloor.port.Clock;
import hubfloor.sim.model.BeltPulses;
import hubfloor.sim.model.Fault;
import hubfloor.sim.model.LineSimulation;
import hubfloor.sim.model.LiveHall;
import hubfloor.sim.model.SimulationResult;
import hubfloor.sorter.core.Input;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.line.LineBoard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The imagined hall in real time, on its own thread {@code sim-line}, as the board of a real line. The hall keeps 1 ms
 * behind the clock, so that what the line does reaches it at the instant at which it was done, though its own thread
 * may be late; and what it tells carries the instant at which it truly happened.
 *
 * <p>Its outputs have a watchdog, as a board for such machines should: not renewed for 250 ms, they drop at that instant
 * even if the whole process slept; and so does each gate at the instant it was last activated until. Its scanners see labels and send their bytes through {@code cables}.
 */
public final class SimulatedBoard implements LineBoard {
    private static final long BEHIND_NANOS = 1_000_000L;
    private static final long LOOK_NANOS = 500_000L;
    private static final int DEEDS_MAX = 65_536;
    private static final int LABELS_MAX = 4_096;
    /** Of the time a reader may take, the part that the imagined one takes; the rest is left to real cables. */
    private static final int READER_SHARE = 3;

    private final LineConfig line;
    private final Clock clock;
    private final BiConsumer<String, List<String>> cables;
    private final LiveHall hall;
    private final PriorityBlockingQueue<Deed> deeds = new PriorityBlockingQueue<>(256, Deed.ORDER);
    private final AtomicLong deedNumbers = new AtomicLong();
    private final Map<Identification, String> labels = new LinkedHashMap<>();
    private final Thread thread;
    private volatile Consumer<Input> inputs = nobody -> {};
    private volatile BeltPulses pulses;
    private volatile long leaseUntil = Long.MAX_VALUE;
    private volatile boolean stopping;
    private volatile BoardRecord recorded = new BoardRecord(0, 0, false, false);
    private final AtomicLong lapses = new AtomicLong();

    /** Something done to the hall from outside, at an instant. */
    private record Deed(long atNanos, long number, Consumer<LiveHall> what) {
        static final Comparator<Deed> ORDER =
                Comparator.comparingLong(Deed::atNanos).thenComparingLong(Deed::number);
    }

    /**
     * What the board itself saw.
     *
     * @param lapses how often its watchdog dropped the outputs
     * @param fed parcels put on the belt
     * @param anyActive any gate's output is active
     * @param beltEmpty nothing lies on the belt and nothing more comes
     */
    public record BoardRecord(long lapses, long fed, boolean anyActive, boolean beltEmpty) {}

    /**
     * @param identify reads a label as the floor does
     * @param cables takes the labels that the scanner of that name sees at once, to be sent as bytes; none = it saw
     *     that there was none
     */
    public SimulatedBoard(
            LineConfig line,
            SortPlan plan,
            int perHour,
            long seed,
            Function<String, Identification> identify,
            BiConsumer<String, List<String>> cables,
            Clock clock) {
        this.line = line;
        this.clock = clock;
        this.cables = cables;
        hall = new LiveHall(
                new LineSimulation.Order(
                        quickReaders(line),
                        plan,
                        (config, sorted, boot) -> {
                            throw new IllegalStateException("the controller is elsewhere");
                        },
                        text -> label(text, identify),
                        Long.MAX_VALUE,
                        perHour,
                        seed,
                        EnumSet.noneOf(Fault.class)),
                this::senses,
                clock.nanos());
        pulses = hall.pulses();
        thread = Thread.ofPlatform().name("sim-line").daemon().unstarted(this::run);
    }

    /** The same line with readers that leave most of their time to the cable. */
    private static LineConfig quickReaders(LineConfig line) {
        List<ReadingAreaConfig> areas = new ArrayList<>();
        for (ReadingAreaConfig area : line.readingAreas()) {
            areas.add(new ReadingAreaConfig(
                    area.name(),
                    area.fromMm(),
                    area.toMm(),
                    area.scanners(),
                    area.maxDelayMs() / READER_SHARE,
                    area.expectRead(),
                    area.trigger()));
        }
        return new LineConfig(
                line.board(),
                line.belt(),
                line.tracking(),
                line.eyes(),
                areas,
                line.gates(),
                line.chutes(),
                line.beltEnd(),
                line.recirculation(),
                line.inputs(),
                line.decision());
    }

    private Identification label(String text, Function<String, Identification> identify) {
        Identification read = identify.apply(text);
        if (labels.size() >= LABELS_MAX) {
            labels.remove(labels.keySet().iterator().next());
        }
        labels.put(read, text);
        return read;
    }

    /** The text on the label that reads so; its number when the label was long ago. */
    private String text(Identification code) {
        String text = labels.get(code);
        return text != null
                ? text
                : code.candidates().stream().map(Candidate::value).findFirst().orElse("");
    }

    @Override
    public void start(Consumer<Input> listener) {
        inputs = listener;
        thread.start();
        tellLevels();
    }

    private void senses(Input input) {
        if (input instanceof Input.Read read) {
            // A hall whose thread is late would make its readers slower than the line was told they are.
            long spare = (long) line.readingAreas().get(read.area()).maxDelayMs() * 1_000_000L / READER_SHARE;
            if (clock.nanos() - read.atNanos() < spare) {
                cables.accept(
                        read.scanner(), read.codes().stream().map(this::text).toList());
            }
        } else {
            inputs.accept(input);
        }
    }

    private void run() {
        while (!stopping) {
            advance(clock.nanos() - BEHIND_NANOS);
            LockSupport.parkNanos(this, LOOK_NANOS);
        }
    }

    private void advance(long horizon) {
        long lease = leaseUntil;
        for (Deed deed = deeds.peek(); deed != null && deed.atNanos <= horizon; deed = deeds.peek()) {
            if (lease < deed.atNanos) {
                drop(lease);
                lease = Long.MAX_VALUE;
            }
            deeds.remove(deed);
            hall.runUntil(deed.atNanos);
            deed.what.accept(hall);
        }
        if (lease < horizon) {
            drop(lease);
        }
        hall.runUntil(horizon);
        pulses = hall.pulses();
        boolean active = false;
        for (int gate = 0; gate < line.gates().size(); gate++) {
            active |= hall.gateOutput(gate);
        }
        recorded = new BoardRecord(lapses.get(), hall.fed(), active, hall.beltEmpty());
    }

    /** The watchdog: outputs fall to rest at the instant at which the lease ran out. */
    private void drop(long at) {
        hall.runUntil(at);
        rest(hall);
    }

    private void rest(LiveHall live) {
        for (int gate = 0; gate < line.gates().size(); gate++) {
            live.rest(gate);
        }
    }

    private void does(long at, Consumer<LiveHall> what) {
        if (deeds.size() >= DEEDS_MAX) {
            throw new IllegalStateException("the simulated hall does not keep up with its line");
        }
        deeds.add(new Deed(at, deedNumbers.incrementAndGet(), what));
    }

    @Override
    public void tellLevels() {
        does(clock.nanos(), LiveHall::tellLevels);
    }

    @Override
    public long countAt(long nanos) {
        return pulses.countAt(nanos);
    }

    @Override
    public void activate(int gate, long untilNanos) {
        does(clock.nanos(), live -> live.activate(gate, untilNanos));
    }

    @Override
    public void rest(int gate) {
        does(clock.nanos(), live -> live.rest(gate));
    }

    @Override
    public void permitBelt(boolean granted) {
        does(clock.nanos(), live -> live.permitBelt(granted));
    }

    @Override
    public void renew(long nowNanos) {
        long until = leaseUntil;
        if (until != Long.MAX_VALUE && nowNanos > until) {
            lapses.incrementAndGet();
            does(until, this::rest);
        }
        leaseUntil = nowNanos + LEASE_NANOS;
    }

    /** Hears what the line says, to judge it by where the parcels truly go. */
    public void said(@Nullable Input cause, LineEvent event) {
        does(clock.nanos(), live -> live.said(cause, event));
    }

    /** Central tells of the hall's parcels; called on the hall's thread, and must not wait. */
    public void announce(BiConsumer<String, Advice> central) {
        does(clock.nanos(), live -> live.announce(() -> clock.stamp().wall(), central));
    }

    /** Somebody presses e-stop, or releases it. */
    public void emergencyStop(boolean pressed) {
        does(clock.nanos(), live -> live.emergencyStop(pressed));
    }

    /** Nothing more is fed. */
    public void endFeed() {
        does(clock.nanos(), LiveHall::endFeed);
    }

    public BoardRecord recorded() {
        return recorded;
    }

    /** After {@link #close}: what truly came of every parcel. */
    public SimulationResult judge() {
        advance(clock.nanos());
        return hall.judgeAll();
    }

    @Override
    public void close() {
        stopping = true;
        LockSupport.unpark(thread);
        try {
            thread.join(2_000);
        } catch (InterruptedException cutShort) {
            Thread.currentThread().interrupt();
        }
    }
}
