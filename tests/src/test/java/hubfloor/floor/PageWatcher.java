package hubfloor.floor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * A person in front of the staff page, who remembers every promise made: each green with its number and parcel, and
 * the highest number said to be stored. What was shown here is what the station has accepted.
 */
public final class PageWatcher implements AutoCloseable {
    private static final int SHOWN_MAX = 20_000;
    private static final Duration SOON = Duration.ofSeconds(30);

    /** One state of the page. */
    public record Shown(
            long atNanos,
            String light,
            String reason,
            String words,
            String text,
            long seq,
            long stored,
            long handed,
            long confirmed,
            boolean linked,
            List<?> faults) {
        public boolean green() {
            return light.equals("green");
        }
    }

    private final String address;
    private final Thread eye;
    private final List<Shown> shown = new ArrayList<>();
    private final Map<Long, String> greens = new TreeMap<>();
    private long stored;
    private volatile boolean closed;

    private PageWatcher(String address) {
        this.address = address;
        eye = Thread.ofPlatform().name("page-watcher").daemon().start(this::look);
    }

    public static PageWatcher at(String address) {
        return new PageWatcher(address);
    }

    /** A label is scanned: what the page shows next for this reason. */
    public Shown scan(ScannerHand hand, String label, String reason) {
        long now = System.nanoTime();
        hand.send((label + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return await(
                label + " " + reason,
                SOON,
                state -> state.atNanos() - now > 0 && state.reason().equals(reason));
    }

    private void look() {
        try {
            HttpURLConnection live =
                    (HttpURLConnection) URI.create(address + "live").toURL().openConnection();
            try (BufferedReader in =
                    new BufferedReader(new InputStreamReader(live.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = in.readLine(); line != null && !closed; line = in.readLine()) {
                    if (line.startsWith("data: ")) {
                        remember(JsonText.object(line.substring(6)));
                    } else if (!line.isEmpty()) {
                        throw new AssertionError("not an event stream: " + line);
                    }
                }
            }
        } catch (IOException stationGone) {
            closed = true;
        }
    }

    private void remember(Map<String, Object> state) {
        Shown now = new Shown(
                System.nanoTime(),
                JsonText.text(state, "light"),
                JsonText.text(state, "reason"),
                JsonText.text(state, "words"),
                JsonText.text(state, "text"),
                JsonText.number(state, "seq"),
                JsonText.number(state, "stored"),
                JsonText.number(state, "handed"),
                JsonText.number(state, "confirmed"),
                JsonText.member(state, "linked", Boolean.class),
                JsonText.member(state, "faults", List.class));
        synchronized (shown) {
            if (shown.size() == SHOWN_MAX) {
                shown.subList(0, SHOWN_MAX / 2).clear();
            }
            shown.add(now);
            stored = Math.max(stored, now.stored);
            if (now.green()) {
                greens.put(now.seq, now.text);
            }
        }
    }

    /** The highest number ever shown as stored: all up to it were promised. */
    public long stored() {
        synchronized (shown) {
            return stored;
        }
    }

    /** Parcel by number, of every green seen. */
    public Map<Long, String> greens() {
        synchronized (shown) {
            return new TreeMap<>(greens);
        }
    }

    /** Every state seen since an instant of {@link System#nanoTime}. */
    public List<Shown> since(long nanos) {
        synchronized (shown) {
            return shown.stream().filter(s -> s.atNanos - nanos >= 0).toList();
        }
    }

    /** Waits until the page shows this; what it showed instead stands in the failure. */
    public Shown await(String what, Duration limit, Predicate<Shown> wanted) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Shown last;
            synchronized (shown) {
                last = shown.isEmpty() ? null : shown.getLast();
            }
            if (last != null && wanted.test(last)) {
                return last;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("the page did not show within " + limit + ": " + what + "; it shows " + last);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** True until the station's side has hung up. */
    public boolean sees() {
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
        eye.interrupt();
    }
}
