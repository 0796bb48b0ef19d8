package hubfloor.hub;

import hubfloor.advice.Advice;
import hubfloor.advice.CustomsFacts;
import hubfloor.advice.CustomsStanding;
import hubfloor.advice.FloorRelease;
import hubfloor.config.model.FloorRole;
import hubfloor.event.ClockQuality;
import hubfloor.event.EventClass;
import hubfloor.event.EventFamily;
import hubfloor.event.Stamp;
import hubfloor.port.Clock;
import hubfloor.port.HubStore;
import hubfloor.port.HubStore.HubStoreFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A person with a role lets a parcel go that customs has not released, or says that customs' own person has inspected
 * it. First the audit event is stored, then the release is kept on disk, and only then the floor hears of it; a refusal
 * is an event too. Nothing of it comes from the network.
 *
 * <p>{@link #ask} is called by the page's threads, one at a time and {@value #ASKS_MAX} times a minute, so that nobody fills
 * the store with refusals; one more is told to try again. It waits up to {@value #WAIT_S} s; the work is done by the desk's
 * thread.
 */
public final class FloorDesk {
    /** Why somebody lets a parcel go: words, so that central can count them. */
    public static final List<String> REASONS = List.of("papers-seen", "inspected", "told-by-customs", "link-down");

    static final int WAIT_S = 5;
    static final int ASKS_MAX = 60;
    private static final long MINUTE = 60_000_000_000L;

    private static final String RELEASE = "release";
    private static final String WITHDRAW = "withdraw";
    private static final Logger LOG = LoggerFactory.getLogger(FloorDesk.class);

    private final HubStore store;
    private final Clock clock;
    private final Notes notes;
    private final News news;
    private final People people;
    private final Terms terms;
    private final Semaphore one = new Semaphore(1);
    private long minuteAtNanos;
    private int asks;

    /**
     * @param holds how long a release holds
     * @param validMinutes how old customs' own release may be here
     */
    public record Terms(Duration holds, int validMinutes) {}

    /**
     * What somebody wants.
     *
     * @param deed {@code release}, {@code withdraw}, {@code inspection-passed} or {@code inspection-failed}
     * @param subject the parcel's, empty for a text that names none
     * @param reason one of {@link #REASONS}
     */
    public record Wish(String deed, String subject, String reason, String pin) {}

    /**
     * What came of it.
     *
     * @param refusal why it was refused; empty when it was done
     * @param until when a release ends; EPOCH otherwise
     */
    public record Reply(String refusal, Instant until) {
        public static Reply refused(String why) {
            return new Reply(why, Instant.EPOCH);
        }
    }

    public FloorDesk(HubStore store, Clock clock, Notes notes, News news, People people, Terms terms) {
        this.store = store;
        this.clock = clock;
        this.notes = notes;
        this.news = news;
        this.people = people;
        this.terms = terms;
    }

    /** Who may act now, by their badge. */
    public People people() {
        return people;
    }

    /** @param onDesk runs something on the desk's thread */
    public Reply ask(Wish wish, Consumer<Runnable> onDesk) throws InterruptedException {
        if (!one.tryAcquire()) {
            return Reply.refused("busy");
        }
        try {
            if (tooMany(clock.nanos())) {
                return Reply.refused("busy");
            }
            CompletableFuture<Reply> reply = new CompletableFuture<>();
            People.Verdict who = people.judge(wish.pin(), clock.nanos());
            onDesk.accept(() -> decide(wish, who, onDesk, reply));
            return reply.get(WAIT_S, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return Reply.refused("outcome-unknown");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            one.release();
        }
    }

    /** Only by who holds {@link #one}. */
    private boolean tooMany(long now) {
        if (asks == 0 || now - minuteAtNanos >= MINUTE) {
            minuteAtNanos = now;
            asks = 0;
        }
        return ++asks > ASKS_MAX;
    }

    private void decide(Wish wish, People.Verdict who, Consumer<Runnable> onDesk, CompletableFuture<Reply> reply) {
        try {
            CustomsFacts facts = store.find(wish.subject()).map(Advice::customs).orElse(CustomsFacts.UNKNOWN);
            Stamp stamp = clock.stamp();
            Instant wall = stamp.clock() == ClockQuality.SYNCED ? stamp.wall() : Instant.EPOCH;
            CustomsStanding said = facts.said(wall, terms.validMinutes());
            String why = who.refusal().isEmpty() ? refusal(wish, who.role(), facts, said, wall) : who.refusal();
            if (!why.isEmpty()) {
                refuse(wish, who, said, why, reply);
                return;
            }
            boolean releases = wish.deed().equals(RELEASE);
            boolean withdraws = wish.deed().equals(WITHDRAW);
            boolean passed = wish.deed().equals("inspection-passed");
            boolean inspected = passed || (!wish.deed().equals("inspection-failed") && inspected(facts));
            FloorRelease word = new FloorRelease(
                    who.badge(),
                    who.role(),
                    inspected,
                    facts.sequence(),
                    wall,
                    releases ? wall.plus(terms.holds()) : wall);
            Map<String, Object> data = audit(wish, who, said);
            if (facts.status().isPresent()) {
                data.put("customsSequence", facts.sequence());
            }
            if (releases) {
                data.put("until", word.until().toString());
            } else if (!withdraws) {
                data.put("passed", inspected);
            }
            String type = releases
                    ? "customs.released-on-floor.v1"
                    : withdraws ? "customs.floor-release-withdrawn.v1" : "customs.inspected-on-floor.v1";
            notes.say(
                    EventFamily.CUSTOMS,
                    EventClass.CUSTODY,
                    type,
                    wish.subject(),
                    data,
                    refused -> onDesk.accept(() -> {
                        if (refused.isPresent()) {
                            reply.complete(Reply.refused("not-recorded"));
                        } else {
                            keep(wish, who, said, word, reply);
                        }
                    }));
        } catch (HubStoreFailed e) {
            LOG.error("{}", e.getMessage());
            reply.complete(Reply.refused("not-kept"));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            reply.complete(Reply.refused("outcome-unknown"));
        }
    }

    private static boolean inspected(CustomsFacts facts) {
        return facts.floor()
                .filter(word -> word.inspected() && word.sequence() == facts.sequence())
                .isPresent();
    }

    private String refusal(Wish wish, FloorRole role, CustomsFacts facts, CustomsStanding said, Instant wall) {
        if (wish.subject().isEmpty()) {
            return "not-a-parcel";
        }
        if (!wall.isAfter(Instant.EPOCH)) {
            return "clock-not-known"; // nobody could tell when it ends
        }
        if (wish.deed().equals(WITHDRAW)) { // to stop a parcel everybody with a role may
            boolean open = facts.standing(wall, terms.validMinutes()) == CustomsStanding.RELEASED_ON_FLOOR;
            return open ? "" : "not-released-here";
        }
        if (!wish.deed().equals(RELEASE)) {
            return role != FloorRole.CUSTOMS_OFFICER
                    ? "not-for-this-role"
                    : said == CustomsStanding.INSPECT ? "" : "no-inspection-wanted";
        }
        if (!REASONS.contains(wish.reason())) {
            return "no-reason";
        }
        if (FloorRelease.covers(role, inspected(facts), said)) {
            return "";
        }
        return switch (said) {
            case RELEASED -> "released-already";
            case CONFLICT, DO_NOT_LOAD, DETAINED -> "never-on-the-floor";
            case INSPECT -> role == FloorRole.CUSTOMS_OFFICER ? "inspection-not-recorded" : "not-for-this-role";
            case RELEASED_ON_FLOOR, UNKNOWN, STALE, HOLD -> "not-for-this-role";
        };
    }

    private void keep(
            Wish wish, People.Verdict who, CustomsStanding said, FloorRelease word, CompletableFuture<Reply> reply) {
        try {
            CustomsStanding before = news.standing(wish.subject());
            if (!store.keep(wish.subject(), word)) {
                refuse(wish, who, said, "too-many-releases", reply);
                return;
            }
            news.saidOnFloor(wish.subject(), before);
            LOG.info("{} of {} by {}", wish.deed(), wish.subject(), who.badge());
            reply.complete(new Reply("", wish.deed().equals(RELEASE) ? word.until() : Instant.EPOCH));
        } catch (HubStoreFailed e) {
            LOG.error("{}", e.getMessage());
            refuse(wish, who, said, "not-kept", reply);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            reply.complete(Reply.refused("outcome-unknown"));
        }
    }

    private void refuse(
            Wish wish, People.Verdict who, CustomsStanding said, String why, CompletableFuture<Reply> reply) {
        try {
            Map<String, Object> data = audit(wish, who, said);
            data.put("deed", wish.deed());
            data.put("why", why);
            notes.say(
                    EventFamily.CUSTOMS, EventClass.CUSTODY, "customs.floor-release-refused.v1", wish.subject(), data);
            reply.complete(Reply.refused(why));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            reply.complete(Reply.refused(why));
        }
    }

    private static Map<String, Object> audit(Wish wish, People.Verdict who, CustomsStanding said) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("by", who.badge());
        data.put("role", who.known() ? who.role().word() : "");
        data.put("former", said.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        data.put("reason", REASONS.contains(wish.reason()) ? wish.reason() : "");
        return data;
    }

    /** Words a deed may be. */
    public static boolean knows(String deed) {
        return List.of(RELEASE, WITHDRAW, "inspection-passed", "inspection-failed")
                .contains(deed);
    }
}
