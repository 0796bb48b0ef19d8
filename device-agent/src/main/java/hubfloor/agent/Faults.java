package hubfloor.agent;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What is wrong with this device right now, in words such as {@code scanner-absent:hand}; central sees the same set in
 * the device's retained state. At most {@value #MAX}; any thread.
 */
public final class Faults {
    static final int MAX = 64;

    private final Set<String> active = new TreeSet<>();
    private volatile Consumer<Set<String>> listener = nobody -> {};

    /** Told the whole set after every change. */
    public void onChange(Consumer<Set<String>> listener) {
        this.listener = listener;
        listener.accept(active());
    }

    /** @return true when it was not raised before */
    public boolean raise(String fault) {
        synchronized (active) {
            if (active.size() >= MAX || !active.add(fault)) {
                return false;
            }
        }
        listener.accept(active());
        return true;
    }

    public void clear(String fault) {
        synchronized (active) {
            if (!active.remove(fault)) {
                return;
            }
        }
        listener.accept(active());
    }

    /** Raises it or clears it. */
    public void set(String fault, boolean raised) {
        if (raised) {
            raise(fault);
        } else {
            clear(fault);
        }
    }

    public Set<String> active() {
        synchronized (active) {
            return Set.copyOf(active);
        }
    }
}
