package hubfloor.sim.model;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What will happen in the imagined hall, in two lists: at an instant, or when the belt has travelled so far. The next
 * of both is computed, never searched for in small steps; so an hour costs what happens in it. Ties go by the order in
 * which they were entered, so that a seed repeats exactly. Bounded by what is on the belt and by the faults under way.
 */
final class Agenda {
    private final PriorityQueue<Entry> times = new PriorityQueue<>(Entry.ORDER);
    private final PriorityQueue<Entry> travels = new PriorityQueue<>(Entry.ORDER);
    private long order;

    private record Entry(long key, long order, Runnable what) {
        static final Comparator<Entry> ORDER =
                (a, b) -> a.key != b.key ? Long.compare(a.key, b.key) : Long.compare(a.order, b.order);
    }

    void at(long nanos, Runnable what) {
        times.add(new Entry(nanos, order++, what));
    }

    void whenTravelled(long micrometres, Runnable what) {
        travels.add(new Entry(micrometres, order++, what));
    }

    /** {@link Long#MAX_VALUE} for nothing. */
    long nextAtNanos() {
        Entry first = times.peek();
        return first == null ? Long.MAX_VALUE : first.key;
    }

    /** {@link Long#MAX_VALUE} for nothing. */
    long nextTravel() {
        Entry first = travels.peek();
        return first == null ? Long.MAX_VALUE : first.key;
    }

    void runNextTime() {
        times.remove().what.run();
    }

    void runNextTravel() {
        travels.remove().what.run();
    }
}
