package hubfloor.adapter.gpio;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A pulse input; Pi4J has no type for one. Only rising edges are asked for, so the line's sequence number is the count
 * itself: pulses that overflow the kernel's buffer are counted all the same, only their instants are lost.
 */
final class HeldCounter {
    private static final int BATCH = 256;

    final LineRequest.Terms terms;
    private final PulseTrack track = new PulseTrack();
    private final MemorySegment events = Arena.ofAuto().allocate(Uapi.EVENT_BYTES * BATCH, 8);
    private volatile @Nullable LineRequest request;
    private int lastSequence;

    HeldCounter(LineRequest.Terms terms) {
        this.terms = terms;
    }

    PulseTrack track() {
        return track;
    }

    void held(LineRequest taken) {
        request = taken;
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

    /** Counts everything that waits. */
    void take() {
        LineRequest held = request;
        int bytes;
        do {
            bytes = held == null ? 0 : held.read(events);
            for (int at = 0; at < bytes; at += (int) Uapi.EVENT_BYTES) {
                int sequence = events.get(JAVA_INT, at + Uapi.EVENT_LINE_SEQNO);
                track.add(events.get(JAVA_LONG, at + Uapi.EVENT_TIMESTAMP), sequence - lastSequence);
                lastSequence = sequence;
            }
        } while (bytes == events.byteSize());
    }
}
