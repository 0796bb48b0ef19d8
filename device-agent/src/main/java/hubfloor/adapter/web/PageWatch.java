package hubfloor.adapter.web;

import hubfloor.port.LifeSign;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks the page as a screen would, once a second, on its own thread {@code web}, and gives a sign of life for each
 * answer: the library's own threads cannot give one. Any answer counts, a refusal included.
 */
final class PageWatch implements Runnable {
    private static final int ANSWER_MS = 1_000;
    private static final long PAUSE_NANOS = LifeSign.WAIT_MAX_NANOS / 2;

    private final InetSocketAddress page;
    private final LifeSign alive;
    private final Thread thread;
    private volatile boolean stopping;

    PageWatch(InetSocketAddress page, LifeSign alive) {
        this.page = page.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), page.getPort())
                : page;
        this.alive = alive;
        thread = Thread.ofPlatform().name("web").daemon().unstarted(this);
    }

    void start() {
        thread.start();
    }

    @Override
    public void run() {
        while (!stopping) {
            if (answers()) {
                alive.give();
            }
            LockSupport.parkNanos(this, PAUSE_NANOS);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(page, ANSWER_MS);
            socket.setSoTimeout(ANSWER_MS);
            socket.getOutputStream()
                    .write("GET /alive HTTP/1.0\r\nHost: alive\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() >= 0;
        } catch (IOException silent) {
            return false;
        }
    }

    void stop() {
        stopping = true;
        LockSupport.unpark(thread);
    }
}
