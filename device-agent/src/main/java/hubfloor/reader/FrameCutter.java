package hubfloor.reader;

import hubfloor.reader.ReaderMessage.Fault;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a byte stream into frames by a {@link FrameRule}, whatever the pieces it arrives in. Where no good frame begins,
 * one byte is dropped and the rest is looked at again, so that noise and false starts never cost a good frame behind
 * them. Dropped bytes are told in one sum before the next frame or at the silence, with the first fault met.
 *
 * <p>Holds at most two frames of the greatest length. One thread.
 */
public final class FrameCutter {
    private final FrameRule rule;
    private final Taker taker;
    private final byte[] buffer;
    private int from;
    private int to;
    private long dropped;
    private @Nullable Fault firstFault;

    /** Who wants frames, and dropped bytes. The buffer may be read only during the call. */
    public interface Taker {
        void frame(byte[] buffer, int from, int length, ReaderOutput out);
    }

    public FrameCutter(FrameRule rule, Taker taker) {
        this.rule = rule;
        this.taker = taker;
        buffer = new byte[2 * rule.lengthMax()];
    }

    /** Takes bytes as they came. */
    public void feed(byte[] bytes, int length, ReaderOutput out) {
        for (int at = 0; at < length; ) {
            if (to == buffer.length) {
                System.arraycopy(buffer, from, buffer, 0, to - from);
                to -= from;
                from = 0;
            }
            int n = Math.min(length - at, buffer.length - to);
            System.arraycopy(bytes, at, buffer, to, n);
            at += n;
            to += n;
            cut(false, out);
        }
    }

    /** The line is quiet: all that is held is looked at for the last time. */
    public void silence(ReaderOutput out) {
        cut(true, out);
        tellDropped(out);
    }

    /** Forgets a frame under way, because the port it came from is gone. */
    public void reset() {
        from = 0;
        to = 0;
        dropped = 0;
        firstFault = null;
    }

    /** Whether bytes are held or dropped bytes are not told yet. */
    public boolean pending() {
        return to > from || dropped > 0;
    }

    private void cut(boolean quiet, ReaderOutput out) {
        while (to > from) {
            int length = rule.measure(buffer, from, to - from, quiet);
            if (length > 0) {
                Fault fault = rule.fault(buffer, from, length);
                if (fault == null) {
                    tellDropped(out);
                    int begin = from;
                    from += length;
                    taker.frame(buffer, begin, length, out);
                } else {
                    drop(fault);
                }
            } else if (length == FrameRule.NO_FRAME) {
                drop(Fault.FRAMING);
            } else if (quiet) {
                drop(Fault.SILENCE);
            } else if (to - from >= rule.lengthMax()) {
                drop(Fault.LENGTH);
            } else {
                return;
            }
        }
        from = 0;
        to = 0;
    }

    private void drop(Fault fault) {
        from++;
        dropped++;
        if (firstFault == null || firstFault == Fault.FRAMING) {
            firstFault = fault;
        }
    }

    private void tellDropped(ReaderOutput out) {
        Fault fault = firstFault;
        if (fault != null) {
            out.message(new ReaderMessage.Broken(fault, dropped));
            dropped = 0;
            firstFault = null;
        }
    }
}
