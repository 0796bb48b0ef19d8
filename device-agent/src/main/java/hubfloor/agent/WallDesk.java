package hubfloor.agent;

import hubfloor.advice.Advice;
import hubfloor.config.model.SlotConfig;
import hubfloor.config.model.WallConfig;
import hubfloor.container.ContainerLabel;
import hubfloor.event.Stamp;
import hubfloor.port.Clock;
import hubfloor.port.ContainerLog.ContainerLogFailed;
import hubfloor.port.LifeSign;
import hubfloor.wall.Wall;
import hubfloor.wall.WallEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A put-to-light wall at work: scans, buttons, labels and news in, light and words out, on its own thread {@code wall}.
 * At most {@value #WAITING_MAX} things wait; a scan waits for room, a button that finds none is lost and a fault says so:
 * its person presses again, because the light stays on.
 */
public final class WallDesk implements AfterScan {
    static final int WAITING_MAX = 256;
    private static final long LOOK_MS = 50;
    private static final Logger LOG = LoggerFactory.getLogger(WallDesk.class);

    private final List<SlotConfig> slots;
    private final Wall wall;
    private final WallFlow flow;
    private final WallMemory memory;
    private final SlotLights lights;
    private final Faults faults;
    private final LifeSign alive;
    private final BlockingQueue<Word> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Thread thread;
    private volatile WallView view;
    private volatile boolean closing;

    /** Something to be done on this thread. */
    private interface Word {
        void take() throws InterruptedException;
    }

    /** Takes up what was there before; to be made before anybody else reads the store. */
    public WallDesk(
            WallConfig config,
            WallMemory memory,
            WallFlow.Parts parts,
            SlotLights lights,
            Clock clock,
            Faults faults,
            LifeSign alive)
            throws ContainerLogFailed {
        slots = config.slots();
        wall = new Wall(config);
        flow = new WallFlow(slots, wall, memory, parts, clock);
        this.memory = memory;
        this.lights = lights;
        this.faults = faults;
        this.alive = alive;
        memory.restore(wall, clock.nanos());
        view = picture();
        thread = Thread.ofPlatform().name("wall").daemon().unstarted(this::work);
    }

    /** What was in hand when the program ended is not taken for put: it is told first of all. */
    public void start() {
        offer(flow::restarted);
        thread.start();
    }

    @Override
    public void scanned(ScanRecord scan, Stamp stamp, long seq) throws InterruptedException {
        waiting.put(() -> flow.scanned(scan, stamp, seq));
    }

    /** A slot's button is pressed (true) or let go; gpio thread, does not wait. */
    void button(int slot, boolean down) {
        offer(() -> flow.button(slot, down));
    }

    /** Nothing is known of a button any more. */
    void unsure(int slot) {
        offer(() -> wall.unsure(slot));
    }

    /** The person says on the page that this parcel is in; nothing happens when another one is in hand by now. */
    public void confirmOnPage(String parcel) {
        offer(() -> flow.confirmed(parcel));
    }

    /** The hub told something of a parcel; when it is the one in hand, its slot may be another one now. */
    void advised(String subject, Advice advice) {
        offer(() -> flow.advised(subject, advice));
    }

    /** Central takes a slot out of use or back. */
    void order(int slot, boolean use, Consumer<String> answer) {
        if (!offer(() -> answer.accept(flow.ordered(slot, use)))) {
            answer.accept("too-much-waits");
        }
    }

    /** Central says which container hangs at a slot. */
    void bind(int slot, ContainerLabel label, Consumer<String> answer) {
        if (!offer(() -> answer.accept(flow.bind(slot, label)))) {
            answer.accept("too-much-waits");
        }
    }

    private boolean offer(Word word) {
        boolean taken = waiting.offer(word);
        if (!taken) {
            faults.raise("wall-behind");
            LOG.error("too much waits for the wall; a button or a word from the hub was lost");
        }
        return taken;
    }

    private void work() {
        try {
            while (!closing || !waiting.isEmpty()) {
                alive.give();
                Word word = waiting.poll(LOOK_MS, TimeUnit.MILLISECONDS);
                if (word != null) {
                    word.take();
                }
                flow.tick();
                refresh();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Light, page and fault after what was done. */
    private void refresh() {
        lights.show(wall.litSlot(), wall.late());
        faults.set("put-overdue", wall.late());
        if (waiting.isEmpty()) {
            faults.clear("wall-behind");
        }
        view = picture();
    }

    private WallView picture() {
        WallEvent.Lit lit = wall.lit();
        List<WallView.Slot> shown = new ArrayList<>();
        for (int slot = 0; slot < slots.size(); slot++) {
            String shut = wall.shut(slot);
            shown.add(new WallView.Slot(slots.get(slot).name(), shut.isEmpty() ? "open" : shut));
        }
        return lit == null
                ? new WallView("", "", false, shown)
                : new WallView(lit.slot(), lit.parcel(), wall.late(), shown);
    }

    /** Any thread. */
    public WallView view() {
        return view;
    }

    /** Any thread. */
    public WallFlow.Counts counts() {
        return flow.counts();
    }

    /** Takes what waits, at most for two seconds; the store must be open still. */
    public void stop() throws InterruptedException {
        closing = true;
        thread.join(2_000);
    }

    /** After the store has closed. */
    public void close() {
        memory.close();
    }
}
