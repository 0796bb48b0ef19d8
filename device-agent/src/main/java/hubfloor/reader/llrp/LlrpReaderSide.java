package hubfloor.reader.llrp;

import hubfloor.reader.FrameCutter;
import hubfloor.reader.ReaderOutput;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The reader's side of the conversation, as far as one client needs it: to play a reader without hardware. It keeps the
 * unpleasant habit of real ones: what it sees while its client is gone is kept, and told to whoever connects next, under
 * the order it was seen for. One thread; time comes in.
 */
public final class LlrpReaderSide {
    private static final long MS = 1_000_000L;
    private static final int KEPT_MAX = 1_000;
    private static final List<Integer> POWERS_CENTI_DBM = List.of(1_000, 1_500, 2_000, 2_500, 3_000);
    /** M_FieldError: the request names an order that was never given. */
    private static final int NO_SUCH_ORDER = 101;

    private final FrameCutter cutter = new FrameCutter(new LlrpProtocol(), this::frame);
    private final Deque<LlrpTag> kept = new ArrayDeque<>();
    private OptionalLong order = OptionalLong.empty();
    private boolean started;
    private boolean connected;
    private boolean goodbye;
    private long messageId;
    private long keepAliveNanos;
    private long saidAt;
    private long now;

    /** A client has come; it is greeted, and gets what was kept. */
    public void connected(long nowNanos, long utcMicros, ReaderOutput out) {
        cutter.reset();
        connected = true;
        goodbye = false;
        keepAliveNanos = 0;
        now = nowNanos;
        out.send(LlrpReplies.connectionAttempt(0, utcMicros, 0));
        if (!kept.isEmpty()) {
            out.send(LlrpReplies.report(++messageId, List.copyOf(kept)));
            kept.clear();
        }
    }

    /** The client is gone, with or without a word; the order goes on. */
    public void lost() {
        connected = false;
    }

    /** Takes what the client sent. */
    public void feed(byte[] bytes, int length, long nowNanos, ReaderOutput out) {
        now = nowNanos;
        cutter.feed(bytes, length, out);
    }

    /** Says that it is there, as often as it was told to. */
    public void tick(long nowNanos, ReaderOutput out) {
        now = nowNanos;
        if (connected && keepAliveNanos > 0 && nowNanos - saidAt >= keepAliveNanos) {
            saidAt = nowNanos;
            out.send(LlrpReplies.keepAlive(++messageId));
        }
    }

    /** A tag is in the field; it is told, kept, or not noticed because nobody gave an order. */
    public void sees(String epc, OptionalInt antenna, OptionalInt rssiDbm, long utcMicros, ReaderOutput out) {
        if (!started) {
            return;
        }
        LlrpTag tag = LlrpTag.seenOnce(epc, antenna, rssiDbm, utcMicros, order);
        if (connected) {
            out.send(LlrpReplies.report(++messageId, List.of(tag)));
        } else {
            if (kept.size() == KEPT_MAX) {
                kept.removeFirst();
            }
            kept.addLast(tag);
        }
    }

    /** Whether the client's order runs. */
    public boolean reading() {
        return connected && started;
    }

    /** Whether the client has taken its leave, so that the reader hangs up. */
    public boolean goodbye() {
        return goodbye;
    }

    private void frame(byte[] buffer, int from, int length, ReaderOutput out) {
        LlrpMessage request = LlrpProtocol.message(buffer, from, length);
        boolean known = request.roSpec().isPresent() && request.roSpec().equals(order);
        switch (request.type()) {
            case GET_READER_CAPABILITIES -> out.send(LlrpReplies.capabilities(request.id(), POWERS_CENTI_DBM));
            case SET_READER_CONFIG -> {
                keepAliveNanos = keepAliveMs(buffer, from, length) * MS;
                saidAt = now;
                out.send(LlrpReplies.answer(request, 0, ""));
            }
            case DELETE_ROSPEC -> {
                started = false;
                order = OptionalLong.empty();
                out.send(LlrpReplies.answer(request, 0, ""));
            }
            case ADD_ROSPEC -> {
                order = request.roSpec();
                out.send(LlrpReplies.answer(request, 0, ""));
            }
            case ENABLE_ROSPEC, STOP_ROSPEC, DISABLE_ROSPEC, START_ROSPEC -> {
                started = known && request.type() == LlrpType.START_ROSPEC;
                out.send(LlrpReplies.answer(request, known ? 0 : NO_SUCH_ORDER, known ? "" : "no such ROSpec"));
            }
            case CLOSE_CONNECTION -> {
                goodbye = true;
                out.send(LlrpReplies.answer(request, 0, ""));
            }
            case KEEPALIVE_ACK, ENABLE_EVENTS_AND_REPORTS, GET_REPORT -> {
                // nothing is held back here
            }
            default -> out.send(LlrpReplies.answer(request, 109, "this mimic does not know " + request.type()));
        }
    }

    private static long keepAliveMs(byte[] in, int from, int length) {
        Param params = new Param(in, from + LlrpProtocol.HEADER + 1, from + length);
        while (params.step()) {
            if (params.type() == Param.KEEPALIVE_SPEC) {
                return Bytes.u8(in, params.from()) == 1 ? Bytes.u32(in, params.from() + 1) : 0;
            }
        }
        return 0;
    }
}
