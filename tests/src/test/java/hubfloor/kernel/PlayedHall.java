package hubfloor.kernel;

import static java.nio.charset.StandardCharsets.US_ASCII;

import hubfloor.config.model.EyeConfig;
import hubfloor.config.model.InputPin;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.ScannerConfig;
import hubfloor.config.model.ScannerProfile;
import hubfloor.config.model.SortPlan;
import hubfloor.parcel.Barcode;
import hubfloor.parcel.Candidate;
import hubfloor.parcel.Identification;
import hubfloor.parcel.Identifier;
import hubfloor.sim.model.Fault;
import hubfloor.sim.model.LineSimulation;
import hubfloor.sim.model.LiveHall;
import hubfloor.sim.model.SimulationResult;
import hubfloor.sorter.core.Input;
import hubfloor.sorter.core.LineOrder;
import hubfloor.sorter.event.LineEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The imagined hall, played from outside the program: its eyes, contacts and encoder drive a chip's wires, its scanners
 * send bytes down cables, and it sees the gates by the levels on their wires. One thread of its own plays it, in steps of at
 * most 2 ms: while the emulator's host lets it wait, the hall stands still, belt and all, and never runs to catch up.
 */
final class PlayedHall implements AutoCloseable {
    private static final long LONGEST_STEP = 2_000_000L;
    private static final long PRESS = 60_000_000L;
    /**
     * A debounced edge is stamped when the kernel's timer for it ran, which counts whole ticks: less the debounce time it
     * may lie ticks before the edge, more where the host held them up. Two parcels are never so near each other.
     */
    private static final long STAMP_SLACK = 50_000_000L;

    private static final int KEPT_EDGES = 256;

    private final LineConfig line;
    private final GpioSim chip;
    private final Map<String, Cable> cables;
    private final Map<String, ScannerProfile> profiles = new HashMap<>();
    private final Map<Identification, String> labels = new HashMap<>();
    private final Deque<Played> played = new ArrayDeque<>();
    private final Queue<Runnable> said = new ConcurrentLinkedQueue<>();
    private final boolean[] active;
    private final LiveHall hall;
    private final Thread thread;
    private long pulses;
    private long releaseAt = Long.MAX_VALUE;
    private volatile boolean permitted;
    private volatile boolean stopping;
    private volatile boolean empty;
    private final AtomicInteger followed = new AtomicInteger();
    private final AtomicLong stoodStill = new AtomicLong();
    private final AtomicLong ownTime = new AtomicLong();

    /** An eye's edge that the hall made, and when it was put on the wire. */
    private record Played(long atNanos, Input.EyeEdge edge) {}

    PlayedHall(
            LineConfig line,
            SortPlan plan,
            List<ScannerConfig> scanners,
            int perHour,
            long seed,
            Identifier identifier,
            GpioSim chip,
            Map<String, Cable> cables) {
        this.line = line;
        this.chip = chip;
        this.cables = cables;
        scanners.forEach(scanner -> profiles.put(scanner.name(), scanner.profile()));
        active = new boolean[line.gates().size()];
        hall = new LiveHall(
                new LineSimulation.Order(
                        line,
                        plan,
                        (config, sorted, boot) -> {
                            throw new IllegalStateException("the controller is elsewhere");
                        },
                        text -> {
                            Identification read = identifier.identify(new Barcode("", text));
                            labels.put(read, text);
                            return read;
                        },
                        Long.MAX_VALUE,
                        perHour,
                        seed,
                        EnumSet.noneOf(Fault.class)),
                this::senses,
                System.nanoTime());
        pulses = hall.pulses().countAt(System.nanoTime());
        hall.tellLevels();
        thread = Thread.ofPlatform().name("hall").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** What the line says, with the input of its own that made it say so. Any thread. */
    void hears(@Nullable Input cause, LineEvent event) {
        said.add(() -> hall.said(madeBy(cause), event));
        if (event instanceof LineEvent.Inducted) {
            followed.incrementAndGet();
        } else if (event instanceof LineEvent.Ended) {
            followed.decrementAndGet();
        }
    }

    /** The line lets the belt run. Any thread. */
    boolean permitted() {
        return permitted;
    }

    private @Nullable Input madeBy(@Nullable Input cause) {
        if (!(cause instanceof Input.EyeEdge edge)) {
            return cause;
        }
        Input.EyeEdge latest = null;
        for (Played each : played) {
            if (each.edge.eye() == edge.eye()
                    && each.edge.blocked() == edge.blocked()
                    && each.atNanos <= edge.atNanos() + STAMP_SLACK) {
                latest = each.edge;
            }
        }
        return latest;
    }

    private void run() {
        try {
            long last = System.nanoTime();
            while (!stopping) {
                long clock = System.nanoTime();
                stoodStill.addAndGet(Math.max(0, clock - last - LONGEST_STEP));
                long step = Math.min(clock - last, LONGEST_STEP);
                ownTime.addAndGet(step);
                long now = hall.nowNanos() + step;
                last = clock;
                outputs();
                hall.runUntil(now);
                encoder(now);
                for (Runnable word = said.poll(); word != null; word = said.poll()) {
                    word.run();
                }
                if (now > releaseAt) {
                    releaseAt = Long.MAX_VALUE;
                    drive(line.inputs().reset(), false);
                }
                empty = hall.beltEmpty();
                LockSupport.parkNanos(this, 500_000L);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void outputs() throws IOException {
        for (int gate = 0; gate < active.length; gate++) {
            boolean high = chip.high(line.gates().get(gate).output().pin().number());
            boolean wanted = high != line.gates().get(gate).output().safeHigh();
            if (wanted != active[gate]) {
                active[gate] = wanted;
                if (wanted) {
                    hall.activate(gate, Long.MAX_VALUE);
                } else {
                    hall.rest(gate);
                }
            }
        }
        boolean may = chip.high(line.belt().permit().orElseThrow().pin().number());
        if (may != permitted) {
            permitted = may;
            hall.permitBelt(may);
        }
    }

    private void encoder(long now) throws IOException {
        int pin = line.belt().encoder().orElseThrow().pin().number();
        for (long due = hall.pulses().countAt(now); pulses < due; pulses++) {
            chip.drive(pin, true);
            Edges.until(System.nanoTime() + 300_000L);
            chip.drive(pin, false);
        }
    }

    private void senses(Input input) {
        try {
            play(input);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void play(Input input) throws IOException {
        switch (input) {
            case Input.EyeEdge edge -> {
                EyeConfig eye = line.eyes().get(edge.eye());
                played.addLast(new Played(System.nanoTime(), edge));
                if (played.size() > KEPT_EDGES) {
                    played.removeFirst();
                }
                drive(eye.input(), edge.blocked());
            }
            case Input.ChuteLevel level -> {
                var chute = line.chutes().get(level.chute());
                var pin = level.level() == Input.ChuteLevel.Level.FULL ? chute.full() : chute.halfFull();
                if (pin.isPresent()) {
                    drive(pin.get(), level.active());
                }
            }
            case Input.BeltContact contact -> drive(line.inputs().beltRunning().orElseThrow(), contact.running());
            case Input.EmergencyStop stop -> drive(line.inputs().emergencyStop(), stop.open());
            case Input.Read read -> send(read);
            case Input.Order order -> {
                if (order.order() instanceof LineOrder.Change && releaseAt == Long.MAX_VALUE) {
                    drive(line.inputs().reset(), true);
                    releaseAt = hall.nowNanos() + PRESS;
                }
            }
            default -> {}
        }
    }

    private void drive(InputPin pin, boolean isActive) throws IOException {
        chip.drive(pin.pin().number(), isActive != pin.activeLow());
    }

    private void send(Input.Read read) throws IOException {
        ScannerProfile profile = profiles.get(read.scanner());
        Cable cable = cables.get(read.scanner());
        if (profile == null || cable == null) {
            return;
        }
        for (Identification code : read.codes()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(64);
            out.writeBytes(HexFormat.of().parseHex(profile.prefix()));
            out.writeBytes(labels.getOrDefault(
                            code,
                            code.candidates().stream()
                                    .map(Candidate::value)
                                    .findFirst()
                                    .orElse(""))
                    .getBytes(US_ASCII));
            out.writeBytes(HexFormat.of().parseHex(profile.suffix()));
            cable.send(out.toByteArray());
        }
    }

    /** Nothing more is fed from about now on. */
    void endFeed() {
        said.add(hall::endFeed);
    }

    /** The belt is empty and the line has said its last word of every parcel it took up. */
    boolean allTold() {
        return empty && followed.get() == 0;
    }

    /** How long it was played, in seconds of its own: what it stood still does not count. */
    long playedSeconds() {
        return ownTime.get() / 1_000_000_000L;
    }

    /** How long the hall stood still altogether, in milliseconds. */
    long stoodStillMs() {
        return stoodStill.get() / 1_000_000;
    }

    /** After {@link #stop}: what truly came of every parcel. */
    SimulationResult judge() {
        for (Runnable word = said.poll(); word != null; word = said.poll()) {
            word.run();
        }
        return hall.judgeAll();
    }

    @Override
    public void close() {
        stop();
    }

    /** The hall stands still for good. */
    void stop() {
        stopping = true;
        try {
            thread.join(5_000);
        } catch (InterruptedException cutShort) {
            Thread.currentThread().interrupt();
        }
    }
}
