package hubfloor.adapter.gpio;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import com.pi4j.io.gpio.digital.DigitalInputBase;
import com.pi4j.io.gpio.digital.DigitalInputConfig;
import com.pi4j.io.gpio.digital.DigitalInputProvider;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.DigitalStateChangeEvent;
import hubfloor.port.Pins;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * An input line as Pi4J sees it, and as the poll thread reads it. Pi4J's own event has neither time nor number, so the
 * listener of ours gets every edge first; an object is made for an edge only where somebody listens through Pi4J.
 */
final class HeldInput extends DigitalInputBase {
    /** Edges read in one call; what is left is read at the next, before anything waits. */
    private static final int BATCH = 64;

    final LineRequest.Terms terms;
    private final Pins.Listener listener;
    private final long debounceNanos;
    private final MemorySegment events = Arena.ofAuto().allocate(Uapi.EVENT_BYTES * BATCH, 8);
    private volatile @Nullable LineRequest request;
    private int bytes;
    private int lastSequence;

    HeldInput(DigitalInputProvider provider, DigitalInputConfig config, LineRequest.Terms terms, Pins.Listener told) {
        super(provider, config);
        this.terms = terms;
        listener = told;
        debounceNanos = terms.debounceMicros() * 1_000L;
    }

    void held(LineRequest taken) {
        request = taken;
        bytes = 0;
        lastSequence = 0;
    }

    void release() {
        LineRequest held = request;
        request = null;
        if (held != null) {
            held.close();
        }
    }

    int fd() {
        LineRequest held = request;
        return held == null ? -1 : held.fd();
    }

    /** Takes what waits, at most one batch. */
    void read() {
        LineRequest held = request;
        bytes = held == null ? 0 : held.read(events);
    }

    /** @return whether more may wait */
    boolean tell() {
        for (int at = 0; at < bytes; at += (int) Uapi.EVENT_BYTES) {
            long stamp = events.get(JAVA_LONG, at + Uapi.EVENT_TIMESTAMP) - debounceNanos;
            int sequence = events.get(JAVA_INT, at + Uapi.EVENT_LINE_SEQNO);
            boolean active = events.get(JAVA_INT, at + Uapi.EVENT_ID) == Uapi.EVENT_RISING_EDGE;
            int missed = sequence - lastSequence - 1;
            lastSequence = sequence;
            if (missed > 0) {
                listener.lost(stamp, missed);
            }
            listener.edge(stamp, sequence, active);
            if (hasListenersOrBindings()) {
                dispatch(new DigitalStateChangeEvent<>(this, state(active)));
            }
        }
        boolean full = bytes == events.byteSize();
        bytes = 0;
        return full;
    }

    void tellLevel(long nowNanos) {
        LineRequest held = request;
        int level = held == null ? -1 : held.level();
        if (level >= 0) {
            listener.level(nowNanos, level == 1);
        }
    }

    void gone(long nowNanos) {
        release();
        listener.gone(nowNanos);
    }

    @Override
    public DigitalState state() {
        LineRequest held = request;
        int level = held == null ? -1 : held.level();
        return level < 0 ? DigitalState.UNKNOWN : state(level == 1);
    }

    private static DigitalState state(boolean active) {
        return active ? DigitalState.HIGH : DigitalState.LOW;
    }
}
