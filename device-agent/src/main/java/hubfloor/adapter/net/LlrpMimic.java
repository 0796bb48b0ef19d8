package hubfloor.adapter.net;

import hubfloor.port.Clock;
import hubfloor.port.SerialLine;
import hubfloor.reader.ReaderMessage;
import hubfloor.reader.ReaderOutput;
import hubfloor.reader.llrp.LlrpReaderSide;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Plays an LLRP reader on a TCP port of this machine: one client at a time, as real readers have it. It can be killed and
 * put up again on the same port, and remembers what it saw in between, as real readers do. Thread {@code mimic}.
 */
public final class LlrpMimic {
    private static final Logger LOG = Logger.getLogger(LlrpMimic.class.getName());
    private static final int TICK_MS = 5;
    private static final int SEEN_MAX = 10_000;

    private final Clock clock;
    private final LlrpReaderSide reader = new LlrpReaderSide();
    private final BlockingQueue<Seen> seen = new ArrayBlockingQueue<>(SEEN_MAX);
    private int port;
    private @Nullable ServerSocket server;
    private @Nullable Thread thread;
    private volatile @Nullable SerialLine client;
    private volatile boolean reading;

    private record Seen(String epc, OptionalInt antenna, OptionalInt rssiDbm) {}

    /** @param port 0 for any free one */
    public LlrpMimic(int port, Clock clock) {
        this.port = port;
        this.clock = clock;
    }

    /**
     * Listens, on the loopback address.
     *
     * @return the port
     * @throws IOException when the port is taken
     */
    public synchronized int up() throws IOException {
        ServerSocket open = new ServerSocket();
        open.setReuseAddress(true);
        open.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
        port = open.getLocalPort();
        server = open;
        thread = Thread.ofPlatform().name("mimic").daemon().start(() -> serve(open));
        return port;
    }

    /** Dies as a reader without power does: no goodbye, the port closed. */
    public synchronized void kill() throws InterruptedException {
        ServerSocket open = server;
        Thread running = thread;
        if (open != null && running != null) {
            close(open);
            SerialLine line = client;
            if (line != null) {
                line.close();
            }
            running.join();
        }
        server = null;
        thread = null;
    }

    /** A tag comes into the field; it is told as soon as the mimic's thread gets to it. Any thread. */
    public void sees(String epc, OptionalInt antenna, OptionalInt rssiDbm) {
        if (!seen.offer(new Seen(epc, antenna, rssiDbm))) {
            LOG.warning("more than " + SEEN_MAX + " tags are waiting to be told; one was forgotten");
        }
    }

    /** Lets what is still waiting be seen while nobody is connected, so that the reader keeps it. */
    public synchronized void seesAlone(String epc) {
        reader.sees(epc, OptionalInt.empty(), OptionalInt.empty(), micros(), message -> {});
    }

    /** Whether a client's order runs. */
    public boolean reading() {
        return reading;
    }

    private void serve(ServerSocket open) {
        while (!open.isClosed()) {
            Optional<SerialLine> line = accept(open);
            if (line.isPresent()) {
                client = line.get();
                talk(line.get(), open);
                line.get().close();
            }
        }
    }

    private static Optional<SerialLine> accept(ServerSocket open) {
        try {
            Socket socket = open.accept();
            socket.setTcpNoDelay(true);
            return Optional.of(new TcpLine(socket));
        } catch (SocketException closed) {
            LOG.log(Level.FINE, "the port was closed", closed);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a client did not get through", e);
        }
        return Optional.empty();
    }

    private void talk(SerialLine line, ServerSocket open) {
        boolean[] alive = {true};
        ReaderOutput out = new ReaderOutput() {
            @Override
            public void message(ReaderMessage message) {
                LOG.fine(() -> "client: " + message);
            }

            @Override
            public void send(byte[] bytes) {
                alive[0] &= line.write(bytes);
            }
        };
        byte[] bytes = new byte[4096];
        reader.connected(clock.nanos(), micros(), out);
        while (alive[0] && !reader.goodbye() && !open.isClosed()) {
            int n = line.read(bytes, TICK_MS);
            if (n > 0) {
                reader.feed(bytes, n, clock.nanos(), out);
            }
            alive[0] &= n >= 0;
            reader.tick(clock.nanos(), out);
            reading = reader.reading();
            for (Seen tag = seen.poll(); alive[0] && tag != null; tag = seen.poll()) {
                reader.sees(tag.epc, tag.antenna, tag.rssiDbm, micros(), out);
            }
        }
        reading = false;
        reader.lost();
    }

    private long micros() {
        java.time.Instant now = clock.stamp().wall();
        return now.getEpochSecond() * 1_000_000L + now.getNano() / 1_000;
    }

    private static void close(ServerSocket open) {
        try {
            open.close();
        } catch (IOException already) {
            LOG.log(Level.FINE, "close", already);
        }
    }
}
