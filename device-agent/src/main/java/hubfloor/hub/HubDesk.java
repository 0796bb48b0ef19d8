package hubfloor.hub;

import hubfloor.config.model.DeviceIdentity;
import hubfloor.event.Topics;
import hubfloor.link.HubMail;
import hubfloor.port.BrokerConnector.Message;
import hubfloor.port.Clock;
import hubfloor.port.LifeSign;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes in what the hub tells, on its own thread {@code hub-desk}, and answers what the floor asks of parcels, on its
 * own thread {@code hub-lookup}, so that a question never waits for news being written.
 *
 * <p>Bounds: {@value #LETTERS_MAX} messages of at most 64 KiB wait; one more is dropped, noted as missing, and asked for
 * again. {@value #QUESTIONS_MAX} questions wait; one more is not answered, and its parcel is one of which nothing is
 * known. The last {@value #ASKED_MAX} parcels asked about are told at once when something changes for them.
 */
public final class HubDesk implements HubMail {
    static final int LETTERS_MAX = 128;
    static final int QUESTIONS_MAX = 1_024;
    static final int ASKED_MAX = 4_096;
    private static final long SECOND = 1_000_000_000L;

    private final DeviceIdentity id;
    private final Topics topics;
    private final boolean parcels;
    private final boolean plans;
    private final String planTopic;
    private final Clock clock;
    private final LifeSign aliveDesk;
    private final LifeSign aliveLookup;
    private final News news;
    private final Orders orders;
    private final ClockDesk clocks;
    private final BlockingQueue<Letter> letters = new ArrayBlockingQueue<>(LETTERS_MAX);
    /** What came of commands the floor was given, and plans that came into force: never more than there were of those. */
    private final Queue<Runnable> later = new ConcurrentLinkedQueue<>();

    private final BlockingQueue<Question> questions = new ArrayBlockingQueue<>(QUESTIONS_MAX);
    private final Set<String> dropped = ConcurrentHashMap.newKeySet();
    private final AtomicLong unanswered = new AtomicLong();
    private final Thread desk;
    private final Thread lookup;
    private volatile boolean stopping;

    /** Something for the desk's thread. */
    private sealed interface Letter {
        @SuppressWarnings("ArrayRecordComponent") // bytes on their way in, compared by nobody
        record Parcels(String feed, byte[] payload) implements Letter {}

        @SuppressWarnings("ArrayRecordComponent") // the same
        record Plan(byte[] payload) implements Letter {}

        record Command(String verb, Message message) implements Letter {}

        /** Only wakes the desk: something stands in {@link #later}. */
        record Nudge() implements Letter {}
    }

    private record Question(List<String> subjects) {}

    /**
     * @param parcels whether this device keeps news of parcels
     * @param plans whether it sorts by a plan
     */
    public HubDesk(
            DeviceIdentity id,
            String topicPrefix,
            boolean parcels,
            boolean plans,
            News news,
            Orders orders,
            ClockDesk clocks,
            Clock clock,
            LifeSign aliveDesk,
            LifeSign aliveLookup) {
        this.id = id;
        this.topics = new Topics(topicPrefix);
        this.parcels = parcels;
        this.plans = plans;
        this.planTopic = topics.plan(id.hub(), id.zone());
        this.news = news;
        this.orders = orders;
        this.clocks = clocks;
        this.clock = clock;
        this.aliveDesk = aliveDesk;
        this.aliveLookup = aliveLookup;
        desk = Thread.ofPlatform().name("hub-desk").daemon().unstarted(this::work);
        lookup = Thread.ofPlatform().name("hub-lookup").daemon().unstarted(this::answer);
    }

    /** @param replies where answers to commands go */
    public void start(Orders.Replies replies) {
        orders.start(replies, this::onDesk);
        desk.start();
        lookup.start();
    }

    @Override
    public List<String> filters() {
        List<String> filters = new ArrayList<>();
        if (parcels) {
            filters.add(topics.parcels(id.hub()));
        }
        if (plans) {
            filters.add(planTopic);
        }
        return filters;
    }

    @Override
    public boolean news(Message message) {
        if (plans && message.topic().equals(planTopic)) {
            if (!letters.offer(new Letter.Plan(message.payload()))) {
                drop(planTopic);
            }
            return true;
        }
        return topics.feedOf(id.hub(), message.topic())
                .map(feed -> {
                    if (!letters.offer(new Letter.Parcels(feed, message.payload()))) {
                        drop(feed);
                    }
                    return true;
                })
                .orElse(false);
    }

    private void drop(String feed) {
        if (dropped.size() < News.FEEDS_MAX) {
            dropped.add(feed);
        }
    }

    @Override
    public boolean command(String verb, Message message) {
        return orders.knows(verb) && letters.offer(new Letter.Command(verb, message));
    }

    /** What is known of these is told to the floor, and what becomes known of them from now on as well. */
    public void ask(List<String> subjects) {
        subjects.forEach(news::watch);
        if (!questions.offer(new Question(subjects))) {
            unanswered.incrementAndGet();
        }
    }

    /** The floor sorts by this plan from now on: it is the one to begin with after the next start. Any thread. */
    public void planInForce(String version) {
        onDesk(() -> orders.inForce(version));
    }

    /** Runs something on the desk's thread. A full queue of letters costs it no more than the nudge, and a desk that has letters comes by anyway. */
    public void onDesk(Runnable what) {
        later.add(what);
        letters.offer(new Letter.Nudge());
    }

    /** Questions that nobody answered because too many waited. */
    public long unanswered() {
        return unanswered.get();
    }

    private void work() {
        long tickAt = clock.nanos();
        news.begin();
        try {
            while (!stopping || !letters.isEmpty() || !later.isEmpty()) {
                aliveDesk.give();
                Letter letter = letters.poll(SECOND / 2, TimeUnit.NANOSECONDS);
                for (Runnable what = later.poll(); what != null; what = later.poll()) {
                    what.run();
                }
                if (letter != null) {
                    handle(letter);
                }
                if (clock.nanos() - tickAt >= 0) {
                    tickAt = clock.nanos() + SECOND;
                    news.tick(takeDropped());
                    clocks.tick();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(Letter letter) throws InterruptedException {
        switch (letter) {
            case Letter.Parcels parcels -> news.letter(parcels.feed(), parcels.payload());
            case Letter.Plan plan -> orders.plan(plan.payload());
            case Letter.Command command -> orders.command(command.verb(), command.message());
            case Letter.Nudge nudge -> {}
        }
    }

    private Set<String> takeDropped() {
        Set<String> taken = Set.copyOf(dropped);
        dropped.removeAll(taken);
        return taken;
    }

    private void answer() {
        try {
            while (!stopping) {
                aliveLookup.give();
                Question question = questions.poll(SECOND / 2, TimeUnit.NANOSECONDS);
                if (question != null) {
                    question.subjects().forEach(news::tell);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes in what waits, then ends. */
    public void stop() throws InterruptedException {
        stopping = true;
        desk.join(Duration.ofSeconds(2));
        lookup.join(Duration.ofSeconds(2));
        news.close();
    }
}
