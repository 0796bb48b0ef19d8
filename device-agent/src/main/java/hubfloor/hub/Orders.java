package hubfloor.hub;

import hubfloor.event.ClockQuality;
import hubfloor.event.EventClass;
import hubfloor.event.EventFamily;
import hubfloor.event.Stamp;
import hubfloor.hub.Floor.Verdict;
import hubfloor.port.BrokerConnector.Message;
import hubfloor.port.Clock;
import hubfloor.port.HubStore;
import hubfloor.port.HubStore.HubStoreFailed;
import hubfloor.port.HubStore.KeptPlan;
import hubfloor.port.WireFormat;
import hubfloor.port.WireFormat.Malformed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans and commands. A plan is taken when its hash is right and the floor finds nothing wrong with it, and kept for
 * the next start; else the old one stays, and central hears why. A command is remembered on disk before anybody acts on
 * it, so that it has its effect at most once, whatever is sent twice or whenever the power goes; each is answered.
 *
 * <p>Desk thread only, but for {@link #knows}.
 */
public final class Orders {
    /** A host's answer: which chute a parcel shall take. Needs no memory: said twice it changes nothing. */
    public static final String ASSIGN = "assign";

    /** What a person could tell the line to do. */
    public static final String ORDER = "order";

    private static final int ID_MAX = 64;
    private static final int BYTES_MAX = 16 * 1024;
    private static final int PROBLEMS_MAX = 8;
    private static final int REFUSED_MAX = 64;
    private static final int ASKERS_MAX = 8;
    private static final Logger LOG = LoggerFactory.getLogger(Orders.class);

    private final HubStore store;
    private final WireFormat wire;
    private final Clock clock;
    private final Notes notes;
    private final Floor floor;
    private final boolean obeys;
    /** Commands the floor is at, and who waits for the answer. */
    private final Map<String, List<Message>> acting = new HashMap<>();

    private final Set<String> refusedPlans = new HashSet<>();
    private @Nullable Replies replies;
    private Consumer<Runnable> later = Runnable::run;

    /** Where answers go. */
    public interface Replies {
        void reply(String topic, byte[] payload, byte[] correlation);
    }

    /** @param obeys false on a device that has nothing to be ordered about */
    public Orders(HubStore store, WireFormat wire, Clock clock, Notes notes, Floor floor, boolean obeys) {
        this.store = store;
        this.wire = wire;
        this.clock = clock;
        this.notes = notes;
        this.floor = floor;
        this.obeys = obeys;
    }

    void start(Replies answers, Consumer<Runnable> onDesk) {
        replies = answers;
        later = onDesk;
    }

    boolean knows(String verb) {
        return obeys && (verb.equals(ASSIGN) || verb.equals(ORDER));
    }

    void plan(byte[] payload) throws InterruptedException {
        if (payload.length == 0) {
            return; // taken back at the broker: the plan in force stays
        }
        try {
            Map<String, Object> letter = wire.readFlat(payload);
            byte[] text = word(letter, "plan", 60_000).getBytes(StandardCharsets.UTF_8);
            String hash = sha256(text);
            if (refusedPlans.contains(hash)
                    || store.plans().stream().anyMatch(kept -> kept.sha256().equals(hash))) {
                return; // a retained plan comes again with every connection
            }
            if (!hash.equals(word(letter, "sha256", 64))) {
                refuse(hash, "", List.of("the hash of what came is " + hash));
                return;
            }
            Verdict verdict = floor.plan(text);
            if (!verdict.problems().isEmpty()) {
                refuse(hash, verdict.version(), verdict.problems());
                return;
            }
            store.keep(new KeptPlan(hash, verdict.version(), text, false));
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("version", verdict.version());
            data.put("validFrom", verdict.validFrom());
            data.put("sha256", hash);
            notes.say(EventFamily.DEVICE, EventClass.CUSTODY, "device.plan-accepted.v1", "", data);
        } catch (Malformed e) {
            refuse(sha256(payload), "", List.of("not a plan message: " + e.getMessage()));
        } catch (HubStoreFailed e) {
            LOG.error("{}", e.getMessage());
        }
    }

    private void refuse(String hash, String version, List<String> problems) throws InterruptedException {
        if (refusedPlans.size() >= REFUSED_MAX) {
            refusedPlans.clear();
        }
        if (refusedPlans.add(hash)) {
            LOG.warn("a plan from the hub was refused: {}", problems);
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("version", version);
            data.put("sha256", hash);
            data.put("problems", problems.subList(0, Math.min(PROBLEMS_MAX, problems.size())));
            notes.say(EventFamily.DEVICE, EventClass.CUSTODY, "device.plan-refused.v1", "", data);
        }
    }

    void inForce(String version) {
        try {
            store.inForce(version);
        } catch (HubStoreFailed e) {
            LOG.error("{}", e.getMessage());
        }
    }

    void command(String verb, Message message) throws InterruptedException {
        try {
            if (message.payload().length > BYTES_MAX) {
                throw new Malformed("larger than " + BYTES_MAX + " bytes");
            }
            Map<String, Object> members = wire.readFlat(message.payload());
            String id = word(members, "id", ID_MAX);
            String late = late(members);
            if (!late.isEmpty()) {
                answer(message, reply(id, late.equals("not-after-has-passed") ? "expired" : "refused", late));
            } else if (verb.equals(ASSIGN)) {
                floor.order(verb, members, why -> later.accept(() -> answer(message, outcome(id, why))));
            } else {
                once(verb, id, members, message);
            }
        } catch (Malformed e) {
            answer(message, reply("", "refused", "malformed"));
            LOG.warn("a command was malformed: {}", e.getMessage());
        } catch (HubStoreFailed e) {
            answer(message, reply("", "refused", "cannot-be-remembered"));
            LOG.error("{}", e.getMessage());
        }
    }

    private void once(String verb, String id, Map<String, Object> members, Message message) throws HubStoreFailed {
        List<Message> waiting = acting.get(id);
        if (waiting != null) {
            if (waiting.size() < ASKERS_MAX) {
                waiting.add(message); // the line is at it: who asks again hears what comes of it
            }
            return;
        }
        Optional<byte[]> before = store.begin(id, clock.stamp().wall());
        if (before.isPresent()) {
            answer(message, before.get().length == 0 ? reply(id, "refused", "outcome-unknown") : before.get());
            return;
        }
        acting.put(id, new ArrayList<>(List.of(message)));
        floor.order(verb, members, why -> later.accept(() -> obeyed(id, members, why)));
    }

    private void obeyed(String id, Map<String, Object> members, String why) {
        byte[] reply = outcome(id, why);
        List<Message> askers = acting.remove(id);
        if (askers != null) {
            askers.forEach(asker -> answer(asker, reply));
        }
        try {
            store.answered(id, reply);
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("id", id);
            data.put("order", String.valueOf(members.getOrDefault("order", "")));
            data.put("by", String.valueOf(members.getOrDefault("by", "")));
            data.put("result", why.isEmpty() ? "applied" : "refused");
            data.put("reason", why);
            notes.say(EventFamily.OPERATOR, EventClass.CUSTODY, "operator.order.v1", "", data);
        } catch (HubStoreFailed e) {
            LOG.error("{}", e.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Why its time is over, or cannot be told; empty when it may be acted on. */
    private String late(Map<String, Object> members) throws Malformed {
        Object text = members.get("notAfter");
        if (text == null) {
            return "";
        }
        try {
            Instant notAfter = Instant.parse(String.valueOf(text));
            Stamp now = clock.stamp();
            if (now.clock() != ClockQuality.SYNCED) {
                return "clock-not-known";
            }
            return now.wall().isAfter(notAfter) ? "not-after-has-passed" : "";
        } catch (DateTimeException e) {
            throw new Malformed("notAfter is not an RFC 3339 time");
        }
    }

    private byte[] outcome(String id, String why) {
        return reply(id, why.isEmpty() ? "applied" : "refused", why);
    }

    private byte[] reply(String id, String result, String reason) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", id);
        members.put("result", result);
        members.put("reason", reason);
        return wire.flat(members);
    }

    private void answer(Message message, byte[] reply) {
        if (replies != null) {
            replies.reply(message.responseTopic(), reply, message.correlation());
        }
    }

    private static String word(Map<String, Object> members, String name, int most) throws Malformed {
        if (!(members.get(name) instanceof String text) || text.isEmpty() || text.length() > most) {
            throw new Malformed(name + " is missing or too long");
        }
        return text;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
