package hubfloor.adapter.mqtt;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Cuts the client library's three fixed start-up sleeps short. While connecting, Paho starts three threads and looks
 * only every 100 ms whether each runs, ignoring interrupts as a wake-up; a look each millisecond makes a station's first
 * publish 0.3 s earlier. The thread is woken only while it sleeps with a limit, so that nothing else can be disturbed,
 * and at most {@value #LOOKS} times; after that the library's own pace is kept.
 */
final class StartUpSleeps implements Runnable {
    private static final int LOOKS = 400;

    private final Thread library;
    private final ScheduledExecutorService watch;
    private int looks;

    private StartUpSleeps(Thread library, ScheduledExecutorService watch) {
        this.library = library;
        this.watch = watch;
    }

    /** @param library the thread that connects; it ends when the library's threads run */
    static void shorten(Thread library, ScheduledExecutorService watch) {
        watch.execute(new StartUpSleeps(library, watch));
    }

    @Override
    public void run() {
        if (!library.isAlive() || ++looks > LOOKS) {
            return;
        }
        if (library.getState() == Thread.State.TIMED_WAITING) {
            library.interrupt();
        }
        if (watch.schedule(this, 1, TimeUnit.MILLISECONDS).isCancelled()) {
            looks = LOOKS; // the watch is shutting down; the library keeps its own pace
        }
    }
}
