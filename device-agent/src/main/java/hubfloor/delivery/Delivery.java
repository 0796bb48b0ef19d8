package hubfloor.delivery;

import hubfloor.delivery.Effect.Trouble;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides what the link sends next. It keeps one promise: whatever is stored goes on being sent until it is receipted
 * (or, where no consumer is named, until the broker acknowledged it), whatever becomes of connections and brokers.
 *
 * <p>Deterministic: every method takes the time ({@code now}, monotonic nanoseconds) and returns what is to be done, in
 * order. One thread. In memory: at most a window of numbers in flight, as many acknowledged out of turn,
 * {@value Refusals#KEPT_MAX} parked and {@value ReplayLane#RANGES_MAX} replay ranges; never an event.
 */
public final class Delivery {
    /** A broker that leaves everything unanswered this long is hung up on. */
    static final long ACK_PATIENCE = 30 * BackOff.SECOND;

    /** A port that answers must finish the MQTT handshake within this time. */
    static final long HANDSHAKE_PATIENCE = 35 * BackOff.SECOND;

    /**
     * Each lost connection may leave one range acknowledged ahead of its turn. Past this many more, such an
     * acknowledgement is not remembered, and the event is sent once more after the next connection.
     */
    static final int DONE_RANGES_SPARE = 4096;

    /**
     * While consumers receipt, first transmissions stay this close behind them: a stock mosquitto queues 1,000 messages
     * for a subscriber and drops the rest, and every one dropped costs a request to replay it. When receipts stay away,
     * nothing waits for them: the broker and other subscribers get their events.
     */
    static final int AHEAD_MAX = 900;

    /** MQTT 5, 3.4.2.1: the broker took it, and nobody subscribes to it. */
    static final int NOBODY = 0x10;

    private final int ownWindow;
    private final BackOff backOff = new BackOff();
    private final Receipts receipts;
    private final Refusals refusals;
    private final ReplayLane replays = new ReplayLane();
    private final LiveLane live = new LiveLane();
    private final Set<Long> inFlight = new HashSet<>();
    /** Acknowledged or parked, above the handed prefix. */
    private final SeqRanges done = new SeqRanges();

    /** In flight because somebody asked for them again. */
    private final Set<Long> extra = new HashSet<>();

    private boolean up;
    private boolean paused;
    private boolean paced;
    /** Consumers are named, and the broker says that nobody listens: one event at a time asks whether that is still so. */
    private boolean unheard;

    private boolean shaking;
    private int window;
    private long stored;
    private long handed;
    private long next;
    private int slot;
    private long quietSince;
    private long strays;
    private long sent;

    /**
     * @param ownWindow most unanswered publishes; the broker's receive maximum can only lower it
     * @param receiptsFrom consumers whose receipts are waited for; may be empty
     */
    public record Settings(String epoch, int ownWindow, List<String> receiptsFrom) {
        public Settings {
            receiptsFrom = List.copyOf(receiptsFrom);
        }
    }

    /** What the store knew at the start. */
    public record Before(long stored, long handed, long receipted, Collection<Long> parked) {}

    public Delivery(Settings settings, Before before) {
        this.ownWindow = settings.ownWindow();
        this.receipts = new Receipts(settings.epoch(), settings.receiptsFrom(), before.receipted());
        this.refusals = new Refusals(before.parked());
        this.stored = before.stored();
        this.handed = Math.min(before.handed(), stored);
        this.next = lowestWanted();
    }

    public List<Effect> start(long now) {
        return List.of(new Effect.DialAt(now));
    }

    /** Everything up to here is committed. */
    public List<Effect> committed(long through, long now) {
        stored = Math.max(stored, through);
        return up && !unheard ? fill(new ArrayList<>(2), now) : List.of(); // the tick asks whether somebody listens
    }

    public void reached(long now) {
        backOff.reached(now);
        shaking = true;
        quietSince = now;
    }

    /** @param receiveMax the broker's limit on unanswered publishes */
    public List<Effect> connected(int receiveMax, long now) {
        backOff.connected(now);
        up = true;
        shaking = false;
        quietSince = now;
        window = Math.max(1, Math.min(ownWindow, receiveMax) - 1);
        inFlight.clear();
        extra.clear();
        paused = false;
        unheard = false;
        live.connected(now);
        receipts.connected(now);
        next = lowestWanted();
        replays.retry(refusals.below(next));
        List<Effect> effects = new ArrayList<>(window + 2);
        effects.add(new Effect.Subscribe());
        effects.add(new Effect.Birth());
        return fill(effects, now);
    }

    /**
     * The broker answered a publish.
     *
     * @param aboutAlarm the event is an alarm: its refusal raises none
     */
    public List<Effect> acknowledged(long seq, int reasonCode, boolean aboutAlarm, long now) {
        if (!inFlight.remove(seq)) {
            strays++;
            return List.of();
        }
        extra.remove(seq);
        quietSince = now;
        if (reasonCode == NOBODY && receipts.expected() && !receipts.said(now)) {
            unheard = true;
            next = lowestWanted();
            return List.of();
        }
        if (unheard && reasonCode < 0x80) {
            unheard = false;
            receipts.connected(now);
        }
        List<Effect> effects = new ArrayList<>(2);
        if (reasonCode < 0x80) {
            live.acknowledged(now);
            if (refusals.accepted(seq)) {
                effects.add(new Effect.Unpark(seq));
            }
        } else {
            effects.addAll(refusals.refused(seq, reasonCode, aboutAlarm, now));
        }
        settle(seq, seq, effects);
        return fill(effects, now);
    }

    /** The store no longer holds these numbers (published retention): nothing can be sent, nothing waits for them. */
    public List<Effect> gone(long from, long through, long now) {
        inFlight.remove(from);
        extra.remove(from);
        refusals.accepted(from);
        replays.skip(from + 1, through);
        if (next > from && next <= through) {
            next = through + 1;
        }
        List<Effect> effects = new ArrayList<>(2);
        settle(from, Math.min(through, stored), effects);
        return up ? fill(effects, now) : effects;
    }

    /**
     * The store cannot give this event just now, which says nothing about whether it holds it: nothing is skipped,
     * and sending rests until the next {@link #tick}. What was only asked for again is left to be asked for again.
     */
    public void unreadable(long seq) {
        inFlight.remove(seq);
        if (!extra.remove(seq)) {
            next = Math.min(next, seq);
        }
        paused = true;
    }

    public List<Effect> receipt(String epoch, String consumer, long through, long now) {
        List<Effect> effects = new ArrayList<>(2);
        switch (receipts.take(epoch, consumer, through, stored, now)) {
            case TAKEN -> {
                effects.add(new Effect.PersistReceipted(consumer, through));
                refusals.receipted(receipts.least());
                next = Math.max(next, receipts.least() + 1);
                settle(1, receipts.least(), effects);
            }
            case STORE_OLDER -> {
                effects.add(new Effect.StoreOlder(consumer, through));
                effects.addAll(refusals.alarm(Trouble.STORE_OLDER, 0, 0, now));
            }
            case IGNORED -> {
                return effects;
            }
            case NOTHING_NEW -> {}
        }
        unheard = false;
        return up ? fill(effects, now) : effects; // it may have made room to go further ahead
    }

    /** What becomes of a request to send stored events again. */
    public enum ReplayVerdict {
        TAKEN,
        NOT_STORED,
        TOO_MANY
    }

    /**
     * Sends a range again, in between. What the drain has not come to yet is left to the drain; what is not stored is
     * left out. Call {@link #tick} next.
     */
    public ReplayVerdict replay(long from, long to) {
        long first = Math.max(1, from);
        if (first > Math.min(to, stored)) {
            return ReplayVerdict.NOT_STORED;
        }
        long last = Math.min(to, next - 1);
        if (first > last || replays.ask(first, last)) {
            return ReplayVerdict.TAKEN;
        }
        return ReplayVerdict.TOO_MANY;
    }

    /** The attempt or the connection is over; {@code random} is any evenly distributed number. */
    public List<Effect> lost(int reasonCode, long now, long random) {
        up = false;
        shaking = false;
        inFlight.clear();
        List<Effect> effects = new ArrayList<>(2);
        if (reasonCode == BackOff.TAKEN_OVER) {
            effects.addAll(refusals.alarm(Trouble.TAKEN_OVER, reasonCode, 0, now));
        }
        effects.add(new Effect.DialAt(backOff.lost(reasonCode, now, random)));
        return effects;
    }

    /** Looks at what has not happened; to be called about once a second. */
    public List<Effect> tick(long now) {
        List<Effect> effects = new ArrayList<>(2);
        if (shaking && now - quietSince > HANDSHAKE_PATIENCE) {
            shaking = false;
            effects.add(new Effect.HangUp("no MQTT answer within 35 s"));
        }
        if (!up) {
            return effects;
        }
        if (!inFlight.isEmpty() && now - quietSince > ACK_PATIENCE) {
            effects.addAll(refusals.alarm(Trouble.ACKS_MISSING, 0, 0, now));
            effects.add(new Effect.HangUp("no acknowledgement within 30 s"));
            return effects;
        }
        if (receipts.missing(unheard ? stored : handed, now)) {
            effects.add(new Effect.Alarm(Trouble.RECEIPTS_MISSING, 0, 0));
        }
        paused = false;
        return fill(effects, now);
    }

    /** Where delivery stands, for the page and for metrics. */
    public record Standing(
            boolean up,
            int window,
            int inFlight,
            long stored,
            long handed,
            long receipted,
            int parked,
            long sent,
            long strayAcknowledgements,
            long ignoredReceipts,
            boolean receiptsMissing,
            boolean liveLane) {}

    public Standing standing() {
        return new Standing(
                up,
                up ? window : 0,
                inFlight.size(),
                stored,
                handed,
                receipts.least(),
                refusals.parked(),
                sent,
                strays,
                receipts.ignored(),
                receipts.areMissing(),
                live.isOpen());
    }

    /** Acknowledgements are still to come. */
    public boolean isAwaiting() {
        return !inFlight.isEmpty();
    }

    /**
     * How many acknowledgements make it worth to look: while the window is full something may be waiting for a place,
     * otherwise all that could be sent was sent, and acknowledgements may gather.
     */
    public int acknowledgementsWorthWaking() {
        if (inFlight.isEmpty()) {
            return 1;
        }
        return inFlight.size() >= window ? Math.max(1, inFlight.size() / 4) : Integer.MAX_VALUE;
    }

    /** Nothing in flight, and nothing left to send for the first time to anybody who listens. */
    public boolean isDrained() {
        return inFlight.isEmpty() && (unheard || next > stored);
    }

    private long lowestWanted() {
        return (receipts.expected() ? receipts.least() : handed) + 1;
    }

    private List<Effect> fill(List<Effect> effects, long now) {
        paced = receipts.come(now);
        long replayThrough = receipts.said(now) ? receipts.saidLeast() + AHEAD_MAX : Long.MAX_VALUE;
        while (inFlight.size() < (unheard ? 1 : window) && !paused) {
            if (inFlight.isEmpty()) {
                quietSince = now;
            }
            long seq = unheard ? nextInOrder() : pick(replayThrough);
            if (seq == 0) {
                break;
            }
            if (inFlight.add(seq)) {
                sent++;
                effects.add(new Effect.Publish(seq));
            }
        }
        return effects;
    }

    private long pick(long replayThrough) {
        live.consider(stored - next + 1 - live.waitingAhead(), stored);
        int turn = slot++ & 7;
        long seq = turn == 3 || turn == 7 ? nextExtra(replayThrough) : turn == 5 ? live.next(stored) : 0;
        if (seq == 0) {
            seq = nextInOrder();
        }
        if (seq == 0) {
            seq = live.next(stored);
        }
        return seq == 0 ? nextExtra(replayThrough) : seq;
    }

    private long nextExtra(long through) {
        long seq = replays.next(receipts.least(), through);
        if (seq != 0 && !inFlight.contains(seq)) {
            extra.add(seq);
        }
        return seq;
    }

    private long nextInOrder() {
        while (next <= stored && !(paced && next > receipts.least() + AHEAD_MAX)) {
            long passed = live.passedOver(next);
            if (passed == 0 && !receipts.expected()) {
                passed = done.endOf(next);
            }
            if (passed == 0) {
                return next++;
            }
            next = passed + 1;
            live.drained(passed);
        }
        return 0;
    }

    private void settle(long from, long through, List<Effect> effects) {
        long before = handed;
        if (from <= handed + 1) {
            handed = Math.max(handed, through);
        } else if (done.ranges() < ownWindow + DONE_RANGES_SPARE) {
            done.add(from, through);
        }
        for (long end = done.takeFirstIfFrom(handed + 1); end != 0; end = done.takeFirstIfFrom(handed + 1)) {
            handed = Math.max(handed, end);
        }
        if (handed > before) {
            effects.add(new Effect.PersistHanded(handed));
        }
    }
}
