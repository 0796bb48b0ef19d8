package hubfloor.demo;

import hubfloor.adapter.gpio.SimulatedPins;
import hubfloor.adapter.pty.Pty;
import hubfloor.agent.WallFlow;
import hubfloor.config.model.ChuteConfig.Kind;
import hubfloor.config.model.InputPin;
import hubfloor.config.model.ScannerProfile;
import hubfloor.config.model.SlotConfig;
import hubfloor.config.model.WallConfig;
import hubfloor.port.Clock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A person at a put-to-light wall, on its own thread {@code person-sim}: hangs a bag at each outbound slot, then scans a
 * parcel down a real pseudo-terminal, looks for the light on the simulated pins, puts the parcel in and presses the slot's
 * button; one time in {@value #WRONG_ONE_IN} another slot's first.
 */
final class WallPerson {
    private static final int WRONG_ONE_IN = 15;
    /** Parcels of which central tells before they are scanned. */
    private static final int AHEAD = 4;

    private static final long LIGHT_NANOS = 10_000_000_000L;
    private static final long LOOK_NANOS = 2_000_000L;
    private static final long PRESS_NANOS = 30_000_000L;
    private static final long NO_LIGHT_NANOS = 200_000_000L;

    private final Pty cable;
    private final ScannerProfile profile;
    private final List<SlotConfig> slots;
    private final SimulatedPins pins;
    private final WallParcels parcels;
    private final Clock clock;
    private final IntUnaryOperator below;
    private final long periodNanos;
    private final Deque<WallParcels.Labelled> next = new ArrayDeque<>();
    private final LongAdder sent = new LongAdder();
    private final LongAdder lit = new LongAdder();
    private final LongAdder exceptions = new LongAdder();
    private final LongAdder put = new LongAdder();
    private final LongAdder wrong = new LongAdder();
    private final LongAdder neverLit = new LongAdder();
    private final Thread thread;
    private volatile boolean stopping;

    WallPerson(
            Pty cable,
            ScannerProfile profile,
            WallConfig wall,
            SimulatedPins pins,
            WallParcels parcels,
            Clock clock,
            IntUnaryOperator below,
            double perSecond) {
        this.cable = cable;
        this.profile = profile;
        slots = wall.slots();
        this.pins = pins;
        this.parcels = parcels;
        this.clock = clock;
        this.below = below;
        periodNanos = (long) (1e9 / perSecond);
        thread = Thread.ofPlatform().name("person-sim").daemon().unstarted(this::work);
    }

    void start() {
        slots.forEach(slot -> press(slot, false));
        thread.start();
    }

    long sent() {
        return sent.sum();
    }

    WallSummary summary(WallFlow.Counts told) {
        return new WallSummary(
                lit.sum(),
                exceptions.sum(),
                put.sum(),
                told.confirmed(),
                wrong.sum(),
                told.wrong(),
                told.unconfirmed(),
                neverLit.sum());
    }

    private void work() {
        try {
            tellAhead();
            hangBags();
            long due = clock.nanos();
            while (!stopping) {
                tellAhead();
                turn(next.remove());
                due = Math.max(due + periodNanos, clock.nanos() - periodNanos);
                long from = due;
                await(() -> stopping || clock.nanos() >= from, periodNanos);
            }
        } catch (IOException pulled) {
            if (!stopping) {
                throw new IllegalStateException("the simulated cable broke: " + pulled.getMessage(), pulled);
            }
        }
    }

    private void tellAhead() {
        while (next.size() <= AHEAD) {
            next.add(parcels.next());
        }
    }

    /** A label scanned, then the button of the slot: the bag hangs there. */
    private void hangBags() throws IOException {
        for (SlotConfig slot : slots) {
            if (slot.kind() == Kind.NORMAL && slot.button().isPresent() && !stopping) {
                scan(parcels.bag(slot.name()));
                LockSupport.parkNanos(this, NO_LIGHT_NANOS);
                press(slot);
            }
        }
    }

    private void turn(WallParcels.Labelled parcel) throws IOException {
        scan(parcel.text());
        if (!parcel.valid()) {
            LockSupport.parkNanos(this, NO_LIGHT_NANOS);
            return;
        }
        await(() -> shining() != null, LIGHT_NANOS);
        SlotConfig slot = shining();
        if (slot == null) {
            neverLit.increment();
            return;
        }
        lit.increment();
        if (slots.size() > 1 && below.applyAsInt(WRONG_ONE_IN) == 0) {
            SlotConfig other = slots.get((slots.indexOf(slot) + 1 + below.applyAsInt(slots.size() - 1)) % slots.size());
            wrong.increment();
            press(other);
            LockSupport.parkNanos(this, NO_LIGHT_NANOS);
        }
        put(slot);
    }

    /** The light may move to another slot under the hand, when central's word comes late: then the press was a wrong one. */
    private void put(SlotConfig first) {
        SlotConfig slot = first;
        while (slot != null) {
            SlotConfig meant = slot;
            press(meant);
            await(() -> !meant.equals(shining()), LIGHT_NANOS);
            LockSupport.parkNanos(this, 2 * LOOK_NANOS); // from one light to the next all may be dark for an instant
            slot = shining();
            if (slot == null) {
                put.increment();
                if (meant.kind() == Kind.EXCEPTION) {
                    exceptions.increment();
                }
            } else if (slot.equals(meant)) {
                return; // nobody took the press: the sum says so
            } else {
                wrong.increment();
            }
        }
    }

    private @Nullable SlotConfig shining() {
        for (SlotConfig slot : slots) {
            if (pins.level(slot.light().pin()) != slot.light().activeLow()) {
                return slot;
            }
        }
        return null;
    }

    private void press(SlotConfig slot) {
        press(slot, true);
        LockSupport.parkNanos(this, PRESS_NANOS);
        press(slot, false);
    }

    private void press(SlotConfig slot, boolean down) {
        if (slot.button().isPresent()) {
            InputPin pin = slot.button().get();
            pins.drive(pin.pin(), down != pin.activeLow());
        }
    }

    private void await(BooleanSupplier done, long limitNanos) {
        long end = clock.nanos() + limitNanos;
        while (!done.getAsBoolean() && clock.nanos() < end) {
            LockSupport.parkNanos(this, LOOK_NANOS);
        }
    }

    private void scan(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64);
        out.writeBytes(HexFormat.of().parseHex(profile.prefix()));
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(HexFormat.of().parseHex(profile.suffix()));
        cable.write(out.toByteArray());
        sent.increment();
    }

    /** Lets the person put what is in hand, and goes. */
    void stop() throws InterruptedException {
        stopping = true;
        thread.join(LIGHT_NANOS / 1_000_000 * 2);
    }
}
