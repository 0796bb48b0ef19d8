package hubfloor.delivery;

/**
 * When to dial again. It counts MQTT sessions, not closed ports: waiting for a port to open costs the broker nothing
 * and is the connector's business. Sessions that end within a minute, or are refused, double the span (full jitter);
 * a stable minute resets it. The cap is ten seconds: a flapping broker is protected by the spacing, and central should
 * not wait a minute for what the floor already holds. Two connections never start less than a second apart, and after the client id was taken
 * over by another never less than ten: two devices with one name must not fight. One thread; nanoseconds.
 */
public final class BackOff {
    static final long MS = 1_000_000L;
    static final long SECOND = 1_000 * MS;
    static final long BASE = 100 * MS;
    static final long CAP = 10 * SECOND;
    static final long STABLE = 60 * SECOND;
    static final long SPACING = SECOND;
    static final long TAKEN_OVER_REST = 10 * SECOND;

    /** MQTT 5, 3.14.2.1: session taken over. */
    public static final int TAKEN_OVER = 0x8E;

    private int shortSessions;
    private boolean reached;
    private boolean connected;
    private long reachedAt;
    private long connectedAt;

    public void reached(long now) {
        reached = true;
        reachedAt = now;
    }

    public void connected(long now) {
        connected = true;
        connectedAt = now;
        if (!reached) {
            reached(now);
        }
    }

    /**
     * The attempt or the session is over.
     *
     * @param random any number, evenly distributed
     * @return when to dial again
     */
    public long lost(int reasonCode, long now, long random) {
        long span;
        if (connected && now - connectedAt >= STABLE) {
            shortSessions = 0;
            span = BASE;
        } else if (reached) {
            shortSessions = Math.min(shortSessions + 1, 16);
            span = Math.min(CAP, BASE << shortSessions);
        } else {
            span = SECOND;
        }
        long at = now + Long.remainderUnsigned(random, span + 1);
        if (reached) {
            at = Math.max(at, reachedAt + SPACING);
        }
        if (reasonCode == TAKEN_OVER) {
            at = Math.max(at, now + TAKEN_OVER_REST + Long.remainderUnsigned(random, TAKEN_OVER_REST));
        }
        reached = false;
        connected = false;
        return at;
    }
}
