package hubfloor.sorter.line;

import hubfloor.sorter.core.Input;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be taken by the line's thread. Bounds: {@value #EDGES_MAX} edges and contacts, {@value #READS_MAX}
 * reads and measurements, {@value #NEWS_MAX} orders, answers and plans; nobody who adds ever waits.
 *
 * <p>At the bound nothing is forgotten in silence: a lost edge makes the line unsure of what its eyes saw, a lost read
 * leaves its parcel unread and is counted, news is refused to who brings it. Any thread adds; one thread drains.
 */
public final class LineInputs {
    static final int EDGES_MAX = 4_096;
    static final int READS_MAX = 256;
    static final int NEWS_MAX = 1_024;

    private final BlockingQueue<Input> edges = new ArrayBlockingQueue<>(EDGES_MAX);
    private final BlockingQueue<Input> reads = new ArrayBlockingQueue<>(READS_MAX);
    private final BlockingQueue<Input> news = new ArrayBlockingQueue<>(NEWS_MAX);
    private final AtomicLong lostReads = new AtomicLong();
    private volatile boolean edgesLost;
    private volatile boolean stopLost;
    private volatile @Nullable Thread taker;

    /** Whom to wake when something has come. */
    void takenBy(Thread thread) {
        taker = thread;
    }

    /** An eye's edge or a contact, from the board. */
    public void edge(Input input) {
        if (!edges.offer(input)) {
            if (input instanceof Input.EmergencyStop stop && stop.open()) {
                stopLost = true;
            }
            edgesLost = true;
        }
        LockSupport.unpark(taker);
    }

    /** A reader's telegram or a scale's result. */
    public void read(Input input) {
        if (!reads.offer(input)) {
            lostReads.incrementAndGet();
        }
        LockSupport.unpark(taker);
    }

    /** @return false when so much waits already that this was not taken */
    public boolean news(Input input) {
        boolean taken = news.offer(input);
        LockSupport.unpark(taker);
        return taken;
    }

    /** Everything a board tells, to where it belongs. */
    public void fromBoard(Input input) {
        if (input instanceof Input.Order) {
            news(input);
        } else if (input instanceof Input.Measured) {
            read(input);
        } else {
            edge(input);
        }
    }

    boolean waiting() {
        return !edges.isEmpty() || !reads.isEmpty() || !news.isEmpty() || edgesLost;
    }

    void drainTo(List<Input> batch) {
        edges.drainTo(batch);
        reads.drainTo(batch);
        news.drainTo(batch);
    }

    /** Whether edges were lost since the last call. */
    boolean takeEdgesLost() {
        boolean was = edgesLost;
        if (was) {
            edgesLost = false;
        }
        return was;
    }

    /** Whether one of the lost ones was somebody pressing e-stop. */
    boolean takeStopLost() {
        boolean was = stopLost;
        if (was) {
            stopLost = false;
        }
        return was;
    }

    long takeLostReads() {
        return lostReads.getAndSet(0);
    }
}
