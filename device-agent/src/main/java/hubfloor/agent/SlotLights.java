package hubfloor.agent;

import hubfloor.config.model.OutputPin;
import hubfloor.port.Clock;
import hubfloor.port.DigitalOutput;
import hubfloor.port.LifeSign;
import hubfloor.wall.Wall;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The lights of a wall's slots: one is lit, or none. On their own thread {@code wall-lights}, which writes every level
 * ten times a second, so that a chip which was gone shows the light again; leased like the lamp, so that all are dark when
 * it falls silent.
 */
public final class SlotLights implements Runnable {
    private static final long RENEW_NANOS = 100_000_000L;
    private static final long BLINK_NANOS = 500_000_000L;

    private final int count;
    private final Clock clock;
    private final LifeSign alive;
    private final SignalLease lease;
    private final Thread thread;
    private volatile Shown shown = new Shown(Wall.NO_SLOT, false);
    private volatile boolean stopping;

    private record Shown(int slot, boolean blinks) {}

    /**
     * @param outputs one for each slot, as the pins gave them
     * @param pins the same slots' pins
     * @param alive given by the thread that lights
     * @param leaseAlive given by the thread that watches it
     */
    public SlotLights(
            List<DigitalOutput> outputs, List<OutputPin> pins, Clock clock, LifeSign alive, LifeSign leaseAlive) {
        count = outputs.size();
        this.clock = clock;
        this.alive = alive;
        List<DigitalOutput> lit = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            DigitalOutput output = outputs.get(i);
            boolean activeLow = pins.get(i).activeLow();
            lit.add(on -> output.set(on != activeLow));
        }
        lease = new SignalLease("wall", lit, clock, leaseAlive);
        thread = Thread.ofPlatform().name("wall-lights").daemon().unstarted(this);
    }

    public void start() {
        lease.start();
        thread.start();
    }

    /**
     * From now on this one is lit and no other; any thread, never blocks.
     *
     * @param slot {@link Wall#NO_SLOT} for none
     */
    void show(int slot, boolean blinks) {
        Shown now = new Shown(slot, blinks);
        if (!now.equals(shown)) {
            shown = now;
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void run() {
        boolean[] levels = new boolean[count];
        while (!stopping) {
            alive.give();
            Shown now = shown;
            for (int i = 0; i < count; i++) {
                levels[i] = i == now.slot && !(now.blinks && clock.nanos() / BLINK_NANOS % 2 == 1);
            }
            lease.set(levels);
            LockSupport.parkNanos(this, RENEW_NANOS);
        }
        lease.set(new boolean[count]);
    }

    public void stop() throws InterruptedException {
        stopping = true;
        LockSupport.unpark(thread);
        thread.join(1000);
        lease.stop();
    }
}
