package hubfloor.adapter.mqtt;

import hubfloor.adapter.tls.DialFailure;
import hubfloor.adapter.tls.Peer;
import hubfloor.adapter.tls.PeerTls;
import hubfloor.adapter.tls.TlsWords;
import hubfloor.config.model.BrokerConfig;
import hubfloor.port.Clock;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * A socket that claims to be connected at once and dials when the first byte is written to it, again and again until
 * the broker answers.
 *
 * <pre>
 *   library   | start receiver 100 ms | sender 100 ms | callback 100 ms | write CONNECT ........... | CONNACK
 *   socket    | nothing                                                 | try, try, try, answered  |
 *   broker    | down ................................................................. up           |
 * </pre>
 *
 * So the client library's three fixed start-up sleeps are spent while the broker is still away, and a broker that comes
 * back is found within about {@value #RETRY_MAX_MS} ms. Reads wait for the first write, which the library makes only
 * when all its threads run: a broker that drops connections at once cannot kill the receiver during start-up, which
 * would leave a thread asleep for ever.
 */
final class DialingSocket extends Socket {
    /** Without an answer for this long the dial is given up, so that it can be reported and begun afresh. */
    static final int NO_ANSWER_MS = 30_000;

    static final int RETRY_MIN_MS = 80;
    static final int RETRY_MAX_MS = 120;
    static final int SEND_BUFFER = 256 * 1024; // asked of the kernel; see PublishLane
    private static final boolean CONFIRMS_AT_ONCE =
            new Socket().supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
    private static final Peer BROKER = new Peer("broker", "broker");
    private static final int CONNECT_MS = 3_000;
    private static final int NAMES_MS = 3_000;
    private static final int FAREWELL_MS = 300;

    /** Told on the library's threads; must only enqueue. */
    interface Observer extends BrokerInput.Ear {
        /** The library has begun to start its threads, on this one. */
        void starting(Thread library);

        void reached();
    }

    private final BrokerConfig config;
    private final AddressBook book;
    private final Clock clock;
    private final IntUnaryOperator below;
    private final Observer observer;
    private final OutputStream lazyOut = new LazyOut();
    private final InputStream lazyIn = new LazyIn();

    private final Object lock = new Object();
    private boolean writing;
    private boolean ended;
    private boolean abandoned;
    private volatile boolean polite;
    private volatile @Nullable Socket raw;
    private volatile @Nullable OutputStream out;
    private volatile @Nullable BrokerInput in;
    private volatile @Nullable String failure;

    /** @param below a random number from 0 to one less than its argument */
    DialingSocket(BrokerConfig config, AddressBook book, Clock clock, IntUnaryOperator below, Observer observer) {
        this.config = config;
        this.book = book;
        this.clock = clock;
        this.below = below;
        this.observer = observer;
    }

    /** Why this socket ended, in words; null while nothing is known. */
    @Nullable
    String failure() {
        return failure;
    }

    /** When the broker was last heard; null before it answered. */
    @Nullable
    Long lastHeardNanos() {
        BrokerInput input = in;
        return input == null ? null : input.lastHeardNanos();
    }

    /** The reason the broker gave when it ended the connection, -1 for none. */
    int goodbyeCode() {
        BrokerInput input = in;
        return input == null ? -1 : input.goodbyeCode();
    }

    /** Ends a dial or a connection at once, from any thread, without waiting for the network. */
    void abandon() {
        Socket open;
        synchronized (lock) {
            abandoned = true;
            open = raw;
            lock.notifyAll();
        }
        if (open != null) {
            closeQuietly(open);
        }
    }

    /** Lets the library close after its goodbye in a way that the broker surely reads it first. */
    void politely() {
        polite = true;
    }

    /** Lets a reader go that waits for a first write which will never come. */
    void release() {
        synchronized (lock) {
            writing = true;
            abandoned = true;
            lock.notifyAll();
        }
    }

    @Override
    public void connect(@Nullable SocketAddress ignored, int timeoutMs) {
        observer.starting(Thread.currentThread()); // the dial itself waits for the first write
    }

    @Override
    public void setSoTimeout(int ms) {
        // reads wait without a limit: the library would wake each second for nothing; the keep-alive finds silence
    }

    @Override
    public InputStream getInputStream() {
        return lazyIn;
    }

    @Override
    public OutputStream getOutputStream() {
        return lazyOut;
    }

    /** Whole packets beside the library's own. */
    void write(byte[] packets, int length) throws IOException {
        lazyOut.write(packets, 0, length);
    }

    /**
     * The kernel shall confirm what it gets at once, this time. A broker that holds small packets together (Nagle) sends
     * one acknowledgement and keeps the others until the first is confirmed, for which the kernel takes 40 ms.
     */
    void confirmAtOnce() throws IOException {
        Socket open = raw;
        if (CONFIRMS_AT_ONCE && open != null) {
            open.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
        }
    }

    /** Called by the library just before it closes; after a goodbye the broker gets time to hang up by itself. */
    @Override
    public void shutdownInput() throws IOException {
        Socket open;
        synchronized (lock) {
            open = raw;
        }
        if (!polite || open == null || out == null) {
            return;
        }
        long deadline = clock.nanos() + TimeUnit.MILLISECONDS.toNanos(FAREWELL_MS);
        open.shutdownOutput();
        synchronized (lock) {
            while (!ended && !abandoned) {
                long left = deadline - clock.nanos();
                if (left <= 0) {
                    return;
                }
                try {
                    TimeUnit.NANOSECONDS.timedWait(lock, left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        abandon();
        super.close();
    }

    private void dial() throws IOException {
        long deadline = clock.nanos() + TimeUnit.MILLISECONDS.toNanos(NO_ANSWER_MS);
        try {
            Socket plain = answered(deadline);
            Socket open = config.tls().isPresent()
                    ? new PeerTls(BROKER, config.tls().get(), config.host(), config.port()).over(plain)
                    : plain;
            BrokerInput input = new BrokerInput(open.getInputStream(), observer, clock::nanos);
            OutputStream output = open.getOutputStream();
            synchronized (lock) {
                throwIfAbandoned();
                in = input;
                out = output;
                lock.notifyAll();
            }
            observer.reached();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(new DialFailure("interrupted while dialing"));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private Socket answered(long deadline) throws IOException, InterruptedException {
        String why = "nothing was tried";
        for (int attempt = 0; clock.nanos() - deadline < 0; attempt++) {
            InetAddress[] addresses = book.addresses(config.host(), NAMES_MS);
            InetAddress address = addresses[attempt % addresses.length];
            Socket plain = new Socket();
            synchronized (lock) {
                if (abandoned) {
                    closeQuietly(plain);
                }
                throwIfAbandoned();
                raw = plain;
            }
            try {
                plain.setTcpNoDelay(true);
                plain.setSendBufferSize(SEND_BUFFER);
                plain.connect(new InetSocketAddress(address, config.port()), CONNECT_MS);
                // an unused local port can connect to itself; that is not the broker
                if (!plain.getLocalSocketAddress().equals(plain.getRemoteSocketAddress())) {
                    book.worked(address);
                    return plain;
                }
                why = "connection refused";
            } catch (IOException e) {
                why = String.valueOf(e.getMessage());
            }
            closeQuietly(plain);
            pause(RETRY_MIN_MS + below.applyAsInt(RETRY_MAX_MS - RETRY_MIN_MS + 1));
        }
        throw new DialFailure("no answer from " + config.host() + ":" + config.port() + " for " + NO_ANSWER_MS / 1_000
                + " s (" + why + "); check that the broker runs and broker.host and broker.port are right");
    }

    private void pause(int ms) throws IOException, InterruptedException {
        long until = clock.nanos() + TimeUnit.MILLISECONDS.toNanos(ms);
        synchronized (lock) {
            for (long left = until - clock.nanos(); left > 0 && !abandoned; left = until - clock.nanos()) {
                TimeUnit.NANOSECONDS.timedWait(lock, left);
            }
            throwIfAbandoned();
        }
    }

    private void throwIfAbandoned() throws DialFailure {
        if (abandoned) {
            throw new DialFailure("closed by this device");
        }
    }

    private IOException failed(IOException cause) {
        synchronized (lock) {
            if (failure == null) {
                failure = words(cause);
            }
            ended = true;
            lock.notifyAll();
        }
        abandon();
        return cause;
    }

    private String words(IOException cause) {
        if (abandoned) {
            return "closed by this device";
        }
        if (cause instanceof javax.net.ssl.SSLException tls && config.tls().isPresent()) {
            return new TlsWords(BROKER, config.tls().get(), config.host()).of(tls);
        }
        BrokerInput input = in;
        if (config.tls().isPresent() && input != null && !input.answered()) {
            return new TlsWords(BROKER, config.tls().get(), config.host()).refusedUs();
        }
        return cause instanceof DialFailure
                ? String.valueOf(cause.getMessage())
                : "the connection broke: " + cause.getMessage();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone either way, and nobody can do anything about it
        }
    }

    private final class LazyOut extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            OutputStream open = out;
            if (open == null) {
                synchronized (lock) {
                    writing = true;
                    lock.notifyAll();
                }
                dial();
                open = java.util.Objects.requireNonNull(out);
            }
            try {
                synchronized (lazyOut) { // whole packets: the library's, and the publish lane's
                    open.write(bytes, offset, length);
                }
            } catch (IOException e) {
                throw failed(e);
            }
        }
    }

    private final class LazyIn extends InputStream {
        @Override
        public int read() throws IOException {
            BrokerInput open = opened();
            try {
                return told(open.read());
            } catch (IOException e) {
                throw failed(e);
            }
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            BrokerInput open = opened();
            try {
                return told(open.read(into, offset, length));
            } catch (IOException e) {
                throw failed(e);
            }
        }

        @Override
        public int available() {
            BrokerInput open = in;
            return open == null ? 0 : open.available();
        }

        private int told(int result) {
            if (result < 0) {
                synchronized (lock) {
                    ended = true;
                    if (failure == null) {
                        failure = words(new DialFailure("the broker closed the connection"));
                    }
                    lock.notifyAll();
                }
            }
            return result;
        }

        private BrokerInput opened() throws IOException {
            BrokerInput open = in;
            if (open != null) {
                return open;
            }
            synchronized (lock) {
                while (in == null && !(writing && (abandoned || ended))) {
                    try {
                        lock.wait();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new IOException("interrupted", e);
                    }
                }
                open = in;
                if (open == null || abandoned) {
                    throw new IOException("the dial came to nothing");
                }
                return open;
            }
        }
    }
}
