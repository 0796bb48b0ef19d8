package hubfloor.hub;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.sqlite.SqliteHubStore;
import hubfloor.advice.Advice;
import hubfloor.advice.NewsLetter;
import hubfloor.advice.ParcelNews;
import hubfloor.advice.ParcelNews.CustomsWord;
import hubfloor.config.model.CustomsStatus;
import hubfloor.config.model.DeviceIdentity;
import hubfloor.event.ClockQuality;
import hubfloor.event.Stamp;
import hubfloor.event.StoredEvent;
import hubfloor.event.Topics;
import hubfloor.link.ListStore;
import hubfloor.port.BrokerConnector.Message;
import hubfloor.port.Clock;
import hubfloor.port.HubStore;
import hubfloor.port.LifeSign;
import hubfloor.port.WireFormat.Malformed;
import hubfloor.testing.Await;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desk with its real table; time stands still, moves when a test says so, or runs. */
class HubDeskIT {
    private static final DeviceIdentity ID = new DeviceIdentity("kul", "sorter", "ln-01");
    private static final Topics TOPICS = new Topics("");
    private static final String EPOCH = "0123456789abcdef";
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private final JsonWireFormat wire = new JsonWireFormat();
    private final ListStore events = new ListStore(EPOCH);
    private final TestClock clock = new TestClock();
    private final TestFloor floor = new TestFloor();
    private final ConcurrentLinkedQueue<String> replies = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
    private HubStore store;
    private HubDesk desk;

    /** Stands still until told. */
    private static final class TestClock implements Clock {
        final AtomicLong nanos = new AtomicLong();
        volatile ClockQuality quality = ClockQuality.SYNCED;
        volatile boolean runs;

        @Override
        public long nanos() {
            return runs ? System.nanoTime() : nanos.get();
        }

        @Override
        public Stamp stamp() {
            return new Stamp(NOON.plusNanos(nanos.get()), nanos.get() / 1_000_000, "boot", quality);
        }
    }

    /** Remembers what it was told, and obeys at once. */
    private static final class TestFloor implements Floor, Packed {
        final ConcurrentLinkedQueue<String> turned = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<String> advised = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<String> obeyed = new ConcurrentLinkedQueue<>();
        volatile boolean answers = true;
        volatile @Nullable Consumer<String> waiting;

        @Override
        public void advised(String subject, Advice advice) {
            advised.add(
                    subject + " " + advice.customs().status().map(Enum::name).orElse("none"));
        }

        @Override
        public boolean holds(String subject) {
            return subject.startsWith("s10/IN-A-BAG");
        }

        @Override
        public void customs(String subject, String word) {
            turned.add(subject.substring(4) + " " + word);
        }

        @Override
        public Verdict plan(byte[] text) {
            String plan = new String(text, StandardCharsets.UTF_8);
            return new Verdict(plan, "", plan.startsWith("good") ? List.of() : List.of("a plan without rules"));
        }

        @Override
        public boolean order(String verb, Map<String, Object> members, Consumer<String> answer) {
            obeyed.add(verb + " " + members.get("order"));
            waiting = answer;
            if (answers) {
                answer.accept("refuse me".equals(members.get("order")) ? "not_allowed_now" : "");
            }
            return true;
        }
    }

    @BeforeEach
    void open() throws Exception {
        store = SqliteHubStore.open(folder.resolve("hub"), 10_000, Duration.ofDays(7));
        Notes notes = new Notes(events, clock, wire::flat);
        News news = new News(store, wire, clock, notes, floor, (word, raised) -> {
            if (raised) {
                faults.add(word);
            }
        });
        news.serve(floor);
        Orders orders = new Orders(store, wire, clock, notes, floor, true);
        ClockDesk clocks = new ClockDesk(store, events, wire, clock, notes, false, (word, raised) -> {});
        desk = new HubDesk(ID, "", true, true, news, orders, clocks, clock, LifeSign.UNWATCHED, LifeSign.UNWATCHED);
        desk.start((topic, payload, correlation) ->
                replies.add(topic + " " + new String(payload, StandardCharsets.UTF_8)));
    }

    @AfterEach
    void close() throws Exception {
        desk.stop();
    }

    private void tell(String feed, long seq, ParcelNews... parcels) {
        byte[] letter = wire.news(new NewsLetter(EPOCH, seq, List.of(parcels), 0));
        assertThat(desk.news(message(TOPICS.parcels("kul", feed), letter))).isTrue();
    }

    private static ParcelNews customs(String subject, CustomsStatus status, long sequence) {
        return new ParcelNews(subject, Optional.empty(), Optional.of(new CustomsWord(status, sequence, NOON)));
    }

    private static Message message(String topic, byte[] payload) {
        return new Message(topic, payload, false, "answers/here", new byte[0], "");
    }

    private void command(String verb, String json) {
        assertThat(desk.command(verb, message("", json.getBytes(StandardCharsets.UTF_8))))
                .isTrue();
    }

    private void plan(String text, String hash) {
        byte[] letter = wire.flat(Map.of("plan", text, "sha256", hash));
        desk.news(message(TOPICS.plan("kul", "sorter"), letter));
    }

    private static String sha256(String text) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> said() {
        List<String> said = new ArrayList<>();
        for (StoredEvent event : events.read(1, 1_000)) {
            said.add(event.event().type() + " " + new String(event.event().data(), StandardCharsets.UTF_8));
        }
        return said;
    }

    /** Seconds pass; the desk looks at the clock twice in each real one. */
    private void pass(long seconds) {
        clock.nanos.addAndGet(seconds * 1_000_000_000L);
    }

    @Test
    void whatIsKnownIsToldWhenAskedAndWhatChangesWithoutAsking() {
        tell("customs", 1, customs("s10/A", CustomsStatus.HOLD, 1), customs("s10/B", CustomsStatus.HOLD, 1));
        Await.until("kept", SOON, () -> {
            desk.ask(List.of("s10/A"));
            return floor.advised.contains("s10/A HOLD");
        });
        tell("customs", 2, customs("s10/A", CustomsStatus.RELEASED, 2), customs("s10/B", CustomsStatus.RELEASED, 2));
        Await.until("told", SOON, () -> floor.advised.contains("s10/A RELEASED"));
        assertThat(floor.advised).noneMatch(words -> words.startsWith("s10/B"));
    }

    @Test
    void whatLiesInABagIsToldWhenCustomsTakesItsReleaseBackAndWhenItGivesItAgain() {
        String bagged = "s10/IN-A-BAG";
        tell("customs", 1, customs(bagged, CustomsStatus.RELEASED, 1), customs("s10/A", CustomsStatus.RELEASED, 1));
        tell("customs", 2, customs(bagged, CustomsStatus.HOLD, 2), customs("s10/A", CustomsStatus.HOLD, 2));
        tell("customs", 3, customs(bagged, CustomsStatus.RELEASED, 1));
        tell("customs", 4, customs(bagged, CustomsStatus.INSPECT, 3));
        tell("customs", 5, customs(bagged, CustomsStatus.RELEASED, 4));
        tell("customs", 6, customs(bagged, CustomsStatus.DO_NOT_LOAD, 5));
        Await.until("the last", SOON, () -> floor.turned.contains("IN-A-BAG do_not_load"));
        assertThat(floor.turned)
                .containsExactly("IN-A-BAG released", "IN-A-BAG hold", "IN-A-BAG released", "IN-A-BAG do_not_load");
    }

    @Test
    void whatWasHeldWhenItWasPackedIsNoNewsAndWhatWasNotDecidedIs() {
        tell("customs", 1, customs("s10/IN-A-BAG-1", CustomsStatus.ASSESSING, 1));
        tell("customs", 2, customs("s10/IN-A-BAG-1", CustomsStatus.HOLD, 2));
        tell("customs", 3, customs("s10/IN-A-BAG-1", CustomsStatus.DETAINED, 3));
        tell("customs", 4, customs("s10/IN-A-BAG-2", CustomsStatus.HOLD, 1));
        Await.until("the last", SOON, () -> floor.turned.contains("IN-A-BAG-2 hold"));
        assertThat(floor.turned).containsExactly("IN-A-BAG-1 hold", "IN-A-BAG-2 hold");
    }

    @Test
    void whatIsMissingIsAskedForAndRaisedWhenItStaysAway() {
        tell("customs", 3);
        Await.until("asked for", SOON, () -> {
            pass(1);
            return said().stream().anyMatch(words -> words.contains("parcel-news-missing"));
        });
        assertThat(said().getFirst()).contains("\"feed\":\"customs\"", "\"from\":1,\"to\":2");
        Await.until("fault", SOON, () -> {
            pass(10);
            return faults.contains("parcel-news-missing");
        });
    }

    @Test
    void moreNewsThanCanWaitIsMissedAndNotForgotten() {
        clock.runs = true;
        int all = 3_000;
        for (int seq = 1; seq <= all; seq++) {
            tell("customs", seq, customs("s10/P" + seq, CustomsStatus.HOLD, 1));
        }
        Set<Long> answered = new HashSet<>();
        Await.until("all there, after asking", Duration.ofSeconds(30), () -> {
            for (StoredEvent event : events.read(1, 1_000)) {
                if (answered.add(event.seq())) {
                    Map<String, Object> data = read(event.event().data());
                    for (long seq = Math.min(all, number(data, "from"));
                            seq <= Math.min(all, number(data, "to"));
                            seq++) {
                        tell("customs", seq, customs("s10/P" + seq, CustomsStatus.HOLD, 1));
                    }
                }
            }
            return store.parcels() == all;
        });
        assertThat(answered).isNotEmpty();
    }

    private Map<String, Object> read(byte[] data) {
        try {
            return wire.readFlat(data);
        } catch (Malformed e) {
            throw new IllegalStateException(e);
        }
    }

    private static long number(Map<String, Object> data, String name) {
        return (Long) Objects.requireNonNull(data.get(name));
    }

    @Test
    void aGoodPlanIsKeptAndABadOneRefusedOnceWithItsReasons() throws Exception {
        plan("good 1", sha256("good 1"));
        plan("bad", sha256("bad"));
        plan("good 2", sha256("something else"));
        plan("bad", sha256("bad"));
        plan("good 1", sha256("good 1"));
        command("order", "{\"id\":\"last\",\"order\":\"hold\"}");
        Await.until("all handled", SOON, () -> said().stream().anyMatch(words -> words.startsWith("operator.order")));
        List<String> plans =
                said().stream().filter(words -> words.startsWith("device.plan")).toList();
        assertThat(plans).hasSize(3);
        assertThat(plans.get(0)).contains("plan-accepted", sha256("good 1"));
        assertThat(plans.get(1)).contains("plan-refused", "a plan without rules");
        assertThat(plans.get(2)).contains("plan-refused", "the hash of what came is");
    }

    @Test
    void aCommandHasItsEffectOnceHoweverOftenItComes() {
        for (int i = 0; i < 3; i++) {
            command("order", "{\"id\":\"c-1\",\"order\":\"hold\",\"by\":\"central\"}");
        }
        command("order", "{\"id\":\"c-2\",\"order\":\"refuse me\"}");
        Await.until("all answered and told", SOON, () -> replies.size() == 4 && said().size() == 2);
        assertThat(floor.obeyed).containsExactly("order hold", "order refuse me");
        assertThat(replies).allMatch(reply -> reply.startsWith("answers/here "));
        assertThat(replies.stream().filter(reply -> reply.contains("\"applied\"")))
                .hasSize(3);
        assertThat(said().stream().filter(words -> words.startsWith("operator.order.v1")))
                .hasSize(2)
                .anyMatch(words -> words.contains("\"by\":\"central\"") && words.contains("applied"))
                .anyMatch(words -> words.contains("not_allowed_now"));
    }

    @Test
    void anAnswerReachesWhoAskedHoweverManyLettersWait() {
        floor.answers = false;
        command("order", "{\"id\":\"c-1\",\"order\":\"hold\"}");
        Await.until("the floor is at it", SOON, () -> floor.waiting != null);
        for (int seq = 1; seq <= 20 * HubDesk.LETTERS_MAX; seq++) {
            tell("customs", seq);
        }
        Objects.requireNonNull(floor.waiting).accept("");
        Await.until("answered", SOON, () -> replies.stream().anyMatch(reply -> reply.contains("applied")));
    }

    @Test
    void aCommandWhoseTimeIsOverOrCannotBeToldIsNotActedOn() {
        command("order", "{\"id\":\"c-1\",\"order\":\"hold\",\"notAfter\":\"2026-11-26T11:59:59Z\"}");
        Await.until("expired", SOON, () -> replies.stream().anyMatch(reply -> reply.contains("expired")));
        clock.quality = ClockQuality.UNSYNCED;
        command("order", "{\"id\":\"c-2\",\"order\":\"hold\",\"notAfter\":\"2026-11-26T13:00:00Z\"}");
        Await.until("refused", SOON, () -> replies.stream().anyMatch(reply -> reply.contains("clock-not-known")));
        assertThat(floor.obeyed).isEmpty();
    }

    @Test
    void aCommandThatWasBegunBeforeAPowerCutIsNeverDoneAgain() throws Exception {
        floor.answers = false;
        command("order", "{\"id\":\"c-1\",\"order\":\"hold\"}");
        Await.until("begun", SOON, () -> !floor.obeyed.isEmpty());
        desk.stop();
        open();
        command("order", "{\"id\":\"c-1\",\"order\":\"hold\"}");
        Await.until("answered", SOON, () -> replies.stream().anyMatch(reply -> reply.contains("outcome-unknown")));
        assertThat(floor.obeyed).hasSize(1);
    }

    @Test
    void nonsenseIsRefusedAndTheDeskGoesOn() {
        for (String bad : List.of("", "{", "[]", "{\"id\":17}", "{\"id\":\"\"}", "x".repeat(20_000))) {
            command("order", bad);
        }
        desk.news(message(TOPICS.parcels("kul", "customs"), "nonsense".getBytes(StandardCharsets.UTF_8)));
        desk.news(message(TOPICS.plan("kul", "sorter"), "nonsense".getBytes(StandardCharsets.UTF_8)));
        command("order", "{\"id\":\"c-1\",\"order\":\"hold\"}");
        Await.until("answers", SOON, () -> replies.size() == 7);
        assertThat(replies.stream().filter(reply -> reply.contains("malformed")))
                .hasSize(6);
        assertThat(floor.obeyed).containsExactly("order hold");
        assertThat(desk.command("dance", message("", new byte[0]))).isFalse();
    }
}
