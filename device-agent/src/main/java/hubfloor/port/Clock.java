package hubfloor.port;

import hubfloor.event.Stamp;

/** The device's clocks. Callable from any thread. */
public interface Clock {
    /** Monotonic nanoseconds; only differences mean anything. */
    long nanos();

    /** Now, on every clock an event carries. */
    Stamp stamp();
}
