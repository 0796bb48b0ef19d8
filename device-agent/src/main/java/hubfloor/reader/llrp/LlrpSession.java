package hubfloor.reader.llrp;

import hubfloor.reader.FrameCutter;
import hubfloor.reader.ReaderMessage;
import hubfloor.reader.ReaderMessage.Broken;
import hubfloor.reader.ReaderMessage.Trouble;
import hubfloor.reader.ReaderMessage.TroubleKind;
import hubfloor.reader.ReaderOutput;
import java.util.function.LongFunction;

/**
 * One client's conversation with one reader, connection after connection. Time comes in, bytes go out; whoever owns the
 * socket asks {@link #failure} after every call and hangs up when it says why.
 *
 * <pre>
 *   connected -> ConnectionAttemptEvent 0 -> capabilities -> config with keep-alive -> delete all ROSpecs
 *             -> add, enable, start ours -> READING: reports, keep-alives -> (close)
 * </pre>
 *
 * <p>A reader that says nothing for {@link #SILENT_NANOS} is lost: it was told to speak every second. Every connection
 * has an order (ROSpec) number of its own, which reports repeat, so a report that a reader kept from an earlier
 * connection is known as stale and dropped; so is anything before the start is confirmed. One thread.
 */
public final class LlrpSession {
    private static final long MS = 1_000_000L;
    /** How often the reader is to say that it is there. */
    public static final int KEEPALIVE_MS = 1_000;

    /** Silence after which a connection counts as lost, at any stage. */
    public static final long SILENT_NANOS = 3_500 * MS;

    /** How long an answer may take while other messages keep coming. */
    static final long ANSWER_NANOS = 4_000 * MS;

    private static final long RO_SPEC_MAX = 0x7FFF_FFFFL;

    /** What is awaited. */
    enum Stage {
        DOWN,
        WELCOME,
        CAPABILITIES,
        CONFIG,
        DELETE,
        ADD,
        ENABLE,
        START,
        READING,
        GOODBYE
    }

    private final LlrpSettings settings;
    private final long firstOrder;
    private final FrameCutter cutter;
    private Stage stage = Stage.DOWN;
    private long connection;
    private long messageId;
    private long askedId;
    private long heardAt;
    private long askedAt;
    private long now;
    private long stale;
    private String failure = "";
    private LlrpTransmitter transmitter = LlrpTransmitter.UNCHANGED;

    /** @param firstOrder a number that no earlier run can have used for an order, the second of the day for example */
    public LlrpSession(LlrpSettings settings, long firstOrder) {
        this.settings = settings;
        this.firstOrder = firstOrder;
        cutter = new FrameCutter(new LlrpProtocol(), this::frame);
    }

    /** A new connection is open; whatever was under way on the last one is forgotten. */
    public void connected(long nowNanos) {
        cutter.reset();
        connection++;
        failure = "";
        transmitter = LlrpTransmitter.UNCHANGED;
        now = nowNanos;
        heardAt = nowNanos;
        askedAt = nowNanos;
        stage = Stage.WELCOME;
    }

    /** Takes the first {@code length} bytes as they came. Tags go out only while this connection's own order runs. */
    public void feed(byte[] bytes, int length, long nowNanos, ReaderOutput out) {
        now = nowNanos;
        heardAt = nowNanos;
        cutter.feed(bytes, length, new Suspicious(out));
    }

    /** Looks at the clock; call it at least every 250 ms. */
    public void tick(long nowNanos) {
        if (stage == Stage.DOWN) {
            return;
        }
        if (nowNanos - heardAt > SILENT_NANOS) {
            fail("nothing was heard for " + SILENT_NANOS / MS + " ms");
        } else if (stage != Stage.READING && nowNanos - askedAt > ANSWER_NANOS) {
            fail("no answer at " + stage);
        }
    }

    /** The connection is gone, whatever the reason. */
    public void lost() {
        stage = Stage.DOWN;
        cutter.reset();
    }

    /** Says goodbye; the reader stops and hangs up. */
    public void close(long nowNanos, ReaderOutput out) {
        if (stage != Stage.DOWN && stage != Stage.WELCOME) {
            now = nowNanos;
            ask(Stage.GOODBYE, LlrpRequests::close, out);
        }
    }

    /** Why the connection must be ended now; empty while all is well. */
    public String failure() {
        return failure;
    }

    /** Whether this connection's order runs, so that tags in the field are told. */
    public boolean reading() {
        return stage == Stage.READING;
    }

    /** Counts the connections, from 1: a read belongs to the one it came by. */
    public long connection() {
        return connection;
    }

    /** Tags that were dropped because they belong to an order of an earlier connection, since the start. */
    public long stale() {
        return stale;
    }

    private long roSpec() {
        return Math.floorMod(firstOrder + connection, RO_SPEC_MAX) + 1;
    }

    private void frame(byte[] buffer, int from, int length, ReaderOutput out) {
        out.frame(buffer, from, length);
        LlrpMessage message = LlrpProtocol.message(buffer, from, length);
        switch (message.type()) {
            case KEEPALIVE -> out.send(LlrpRequests.keepAliveAck(message.id()));
            case RO_ACCESS_REPORT -> message.tags().forEach(tag -> tell(tag, out));
            case READER_EVENT_NOTIFICATION -> message.event().ifPresent(event -> event(event, out));
            case ERROR_MESSAGE -> fail("the reader reports an error at " + stage + words(message));
            case GET_READER_CAPABILITIES_RESPONSE -> {
                learn(message, buffer, from, length, out);
                answered(message, Stage.CAPABILITIES, out);
            }
            case SET_READER_CONFIG_RESPONSE -> answered(message, Stage.CONFIG, out);
            case DELETE_ROSPEC_RESPONSE -> answered(message, Stage.DELETE, out);
            case ADD_ROSPEC_RESPONSE -> answered(message, Stage.ADD, out);
            case ENABLE_ROSPEC_RESPONSE -> answered(message, Stage.ENABLE, out);
            case START_ROSPEC_RESPONSE -> answered(message, Stage.START, out);
            case CLOSE_CONNECTION_RESPONSE -> answered(message, Stage.GOODBYE, out);
            default -> {
                // a vendor's own message, or an answer to nothing we asked
            }
        }
        LlrpProtocol.tell(message, out);
    }

    /** Ours are told; without a number only those that came while our order was known to run. */
    private void tell(LlrpTag tag, ReaderOutput out) {
        boolean ours = tag.roSpec().isPresent()
                ? tag.roSpec().getAsLong() == roSpec() && stage.compareTo(Stage.START) >= 0
                : stage == Stage.READING;
        if (ours) {
            out.message(tag.read());
        } else {
            stale++;
        }
    }

    private void event(LlrpEvent event, ReaderOutput out) {
        if (event.connectionClose()) {
            fail("the reader closes the connection");
        }
        if (event.connectionAttempt().isPresent()) {
            int status = event.connectionAttempt().getAsInt();
            if (status != 0) {
                fail("the reader refuses a connection, status " + status
                        + (status <= 2 ? ": another program holds it" : ""));
            } else if (stage == Stage.WELCOME) {
                ask(Stage.CAPABILITIES, LlrpRequests::getCapabilities, out);
            }
        }
    }

    private void learn(LlrpMessage message, byte[] buffer, int from, int length, ReaderOutput out) {
        if (message.succeeded() && settings.powerCentiDbm().isPresent()) {
            int wanted = settings.powerCentiDbm().getAsInt();
            transmitter = LlrpTransmitter.of(buffer, from, length, wanted);
            if (transmitter.powerIndex().isEmpty()) {
                out.message(new Trouble(TroubleKind.COMMAND, "no transmit power of " + wanted + "/100 dBm or below"));
            }
        }
    }

    private void answered(LlrpMessage message, Stage expected, ReaderOutput out) {
        if (stage != expected || message.id() != askedId) {
            return;
        }
        // Nothing to delete is as good as deleted.
        if (!message.succeeded() && stage != Stage.DELETE) {
            fail("the reader refuses " + stage + words(message));
            return;
        }
        switch (stage) {
            case CAPABILITIES -> ask(Stage.CONFIG, id -> LlrpRequests.setConfig(id, KEEPALIVE_MS), out);
            case CONFIG -> ask(Stage.DELETE, id -> LlrpRequests.deleteRoSpec(id, 0), out);
            case DELETE -> ask(Stage.ADD, id -> LlrpRequests.addRoSpec(id, roSpec(), settings, transmitter), out);
            case ADD -> ask(Stage.ENABLE, id -> LlrpRequests.enableRoSpec(id, roSpec()), out);
            case ENABLE -> ask(Stage.START, id -> LlrpRequests.startRoSpec(id, roSpec()), out);
            case START -> {
                stage = Stage.READING;
                out.send(LlrpRequests.enableEventsAndReports(++messageId));
            }
            default -> fail("the reader said goodbye");
        }
    }

    private void ask(Stage next, LongFunction<byte[]> request, ReaderOutput out) {
        stage = next;
        askedAt = now;
        askedId = ++messageId;
        out.send(request.apply(askedId));
    }

    private static String words(LlrpMessage message) {
        String status =
                message.status().isPresent() ? ", status " + message.status().getAsInt() : "";
        return message.words().isEmpty() ? status : status + ": " + message.words();
    }

    /** Passes everything on; bytes that are no LLRP end the connection, because TCP does not garble any. */
    private final class Suspicious implements ReaderOutput {
        private final ReaderOutput out;

        private Suspicious(ReaderOutput out) {
            this.out = out;
        }

        @Override
        public void message(ReaderMessage message) {
            out.message(message);
            if (message instanceof Broken) {
                fail("the reader's bytes are not LLRP: is this its LLRP port?");
            }
        }

        @Override
        public void send(byte[] bytes) {
            out.send(bytes);
        }

        @Override
        public void frame(byte[] buffer, int from, int length) {
            out.frame(buffer, from, length);
        }
    }

    private void fail(String words) {
        if (failure.isEmpty()) {
            failure = words;
        }
    }
}
