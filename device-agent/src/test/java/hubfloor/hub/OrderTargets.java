package hubfloor.hub;

import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.advice.Advice;
import hubfloor.advice.FeedBook.Mark;
import hubfloor.advice.FloorRelease;
import hubfloor.advice.LateParcel;
import hubfloor.advice.ParcelNews;
import hubfloor.config.load.Loaded;
import hubfloor.config.load.PlanFile;
import hubfloor.config.load.Problem;
import hubfloor.config.model.SortPlan;
import hubfloor.event.ClockQuality;
import hubfloor.event.Stamp;
import hubfloor.link.ListStore;
import hubfloor.port.BrokerConnector.Message;
import hubfloor.port.Clock;
import hubfloor.port.HubStore;
import hubfloor.port.WireFormat;
import hubfloor.port.WireFormat.Malformed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What central sends to a device that obeys: the same bytes as an order, as a host's answer and as a plan. */
public final class OrderTargets {
    /** Held here, or the setting is forgotten with the logger; each refusal would be a line. */
    private static final Logger QUIET = Logger.getLogger(Orders.class.getName());

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final WireFormat WIRE = new JsonWireFormat();

    static {
        QUIET.setLevel(Level.OFF);
    }

    private OrderTargets() {}

    public static void order(byte[] bytes) {
        Kept kept = new Kept();
        List<byte[]> answers = new ArrayList<>();
        Clock clock = new Still();
        Obeys obeys = new Obeys();
        Orders orders = new Orders(
                kept, WIRE, clock, new Notes(new ListStore("0123456789abcdef"), clock, WIRE::flat), obeys, true);
        orders.start((topic, reply, correlation) -> answers.add(reply), Runnable::run);
        Message message = new Message("t", bytes, false, "r", bytes, "");
        try {
            orders.command(Orders.ORDER, message);
            orders.command(Orders.ORDER, message);
            orders.command(Orders.ASSIGN, message);
            orders.plan(bytes);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (answers.size() != 3) {
            throw new IllegalStateException("three commands, " + answers.size() + " answers");
        }
        if (!Arrays.equals(answers.get(0), answers.get(1)) || obeys.obeyed > 1) {
            throw new IllegalStateException("told twice, answered differently or done twice");
        }
        answers.forEach(OrderTargets::requireAnswer);
    }

    private static void requireAnswer(byte[] reply) {
        try {
            Object result = WIRE.readFlat(reply).get("result");
            if (!List.of("applied", "refused", "expired").contains(String.valueOf(result))) {
                throw new IllegalStateException("answered " + result);
            }
        } catch (Malformed e) {
            throw new IllegalStateException("an answer that cannot be read", e);
        }
    }

    /** Refuses with the order's own word, so that any text goes through an answer. */
    private static final class Obeys implements Floor {
        private int obeyed;

        @Override
        public void advised(String subject, Advice advice) {}

        @Override
        public Verdict plan(byte[] text) {
            return switch (PlanFile.loadText("plan", text, null)) {
                case Loaded.Refused<SortPlan> refused ->
                    new Verdict(
                            "",
                            "",
                            refused.problems().stream().map(Problem::sentence).toList());
                case Loaded.Accepted<SortPlan> accepted ->
                    new Verdict(
                            accepted.value().version(),
                            accepted.value().validFrom().toString(),
                            List.of());
            };
        }

        @Override
        public boolean order(String verb, Map<String, Object> members, Consumer<String> answer) {
            obeyed += verb.equals(Orders.ORDER) ? 1 : 0;
            answer.accept(String.valueOf(members.getOrDefault("order", "")));
            return true;
        }
    }

    /** Time stands still. */
    private static final class Still implements Clock {
        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public Stamp stamp() {
            return new Stamp(NOON, 0, "boot", ClockQuality.SYNCED);
        }
    }

    /** Plans and commands in memory; of parcels it knows nothing. */
    private static final class Kept implements HubStore {
        private final Map<String, byte[]> commands = new HashMap<>();
        private final List<KeptPlan> plans = new ArrayList<>();

        @Override
        public Optional<Advice> find(String subject) {
            return Optional.empty();
        }

        @Override
        public Map<String, Advice> take(String feed, Mark mark, List<ParcelNews> parcels, Instant wall) {
            return Map.of();
        }

        @Override
        public boolean keep(String subject, FloorRelease said) {
            return false;
        }

        @Override
        public List<ClockPassed> passed(Instant wall, int max, EventMark from) {
            return List.of();
        }

        @Override
        public List<Untold> untold() {
            return List.of();
        }

        @Override
        public void told() {}

        @Override
        public List<LateParcel> late(Instant wall, int max, boolean soon) {
            return List.of();
        }

        @Override
        public Map<String, Mark> marks() {
            return Map.of();
        }

        @Override
        public int sweep(Instant wall) {
            return 0;
        }

        @Override
        public long parcels() {
            return 0;
        }

        @Override
        public long refused() {
            return 0;
        }

        @Override
        public List<KeptPlan> plans() {
            return plans;
        }

        @Override
        public void keep(KeptPlan plan) {
            plans.add(plan);
        }

        @Override
        public void inForce(String version) {}

        @Override
        public Optional<byte[]> begin(String id, Instant wall) {
            return Optional.ofNullable(commands.putIfAbsent(id, new byte[0]));
        }

        @Override
        public void answered(String id, byte[] answer) {
            commands.put(id, answer);
        }

        @Override
        public void close() {}
    }
}
