package hubfloor.conform;

import hubfloor.conform.Contract.Judged;
import hubfloor.conform.Post.Arrived;
import hubfloor.delivery.SeqRanges;
import hubfloor.event.Topics;
import hubfloor.event.Topics.Address;
import hubfloor.port.BrokerConnector.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything heard of the device under test, and what of it broke the contract by itself. Keeps the first
 * {@value #KEPT_BYTES_MAX} bytes of events, so that a repeat can be compared. The trial's thread only.
 */
final class DeviceBook {
    static final int KEPT_BYTES_MAX = 8 * 1024 * 1024;
    private static final int FAULTS_MAX = 50;
    private static final String EVENT_TYPE = "application/cloudevents+json";
    private static final String EXPIRED = Contract.VENDOR + "device.events-expired.v1";

    private final Contract contract;
    private final Topics topics;
    private final Setting setting;
    private final Map<String, byte[]> kept = new HashMap<>();
    private final Map<String, SeqRanges> held = new HashMap<>();
    private final Map<String, Integer> receiptsBy = new HashMap<>();

    final List<String> stateFaults = new ArrayList<>();
    final List<String> envelopeFaults = new ArrayList<>();
    final List<String> sourceFaults = new ArrayList<>();
    final List<String> carriageFaults = new ArrayList<>();
    final List<String> byteFaults = new ArrayList<>();
    final List<String> metricsFaults = new ArrayList<>();
    final List<String> replyFaults = new ArrayList<>();

    final Map<String, Integer> types = new TreeMap<>();
    final TreeSet<String> strangeTypes = new TreeSet<>();
    final SeqRanges gone = new SeqRanges();
    final List<Reply> replies = new ArrayList<>();
    final List<Counters> counters = new ArrayList<>();
    /** Numbers of the state's epoch in the order they came, since it was last cleared. */
    final List<Long> order = new ArrayList<>();

    @Nullable
    Judged state;

    boolean stateWasRetained;
    boolean wentOffline;
    long repeats;
    private int keptBytes;
    private boolean syncedClock;
    private long newestSeq;
    private long newestAtNanos;

    /** An answer to a command. */
    record Reply(String topic, Message message, Judged judged) {
        String words() {
            String reason = judged.text("reason");
            return judged.text("result") + (reason.isEmpty() ? "" : ", " + reason);
        }

        boolean says(String result, String reason) {
            return judged.text("result").equals(result) && judged.text("reason").equals(reason);
        }
    }

    /** One message of metrics. */
    record Counters(Judged judged, long atNanos) {}

    DeviceBook(Setting setting, Contract contract) {
        this.setting = setting;
        this.contract = contract;
        this.topics = new Topics(setting.topicPrefix());
    }

    void take(Arrived arrived) {
        Message message = arrived.message();
        Optional<Address> address = topics.parse(message.topic());
        if (address.isEmpty() || !address.get().device().equals(setting.device())) {
            replies.add(new Reply(message.topic(), message, contract.reply(message.payload())));
            return;
        }
        switch (address.get().kind()) {
            case STATE -> state(message);
            case EVENT -> event(message, address.get().leaf(), arrived.atNanos());
            case METRICS -> metrics(message, arrived.atNanos());
            case REPLY -> replies.add(new Reply(message.topic(), message, contract.reply(message.payload())));
            case RECEIPT -> receiptsBy.merge(address.get().leaf(), 1, Integer::sum);
            case COMMAND -> {}
        }
    }

    String epoch() {
        return state == null ? "" : state.text("epoch");
    }

    boolean isOnline() {
        return state != null && state.text("state").equals("online");
    }

    long receipted() {
        return state == null ? 0 : Math.max(0, state.number("receipted"));
    }

    /** Highest number known to exist in the state's epoch. */
    long last() {
        return Math.max(state == null ? 0 : state.number("lastSeq"), held().last());
    }

    SeqRanges held() {
        return held.computeIfAbsent(epoch(), name -> new SeqRanges());
    }

    boolean heardOtherEpochsOnly() {
        return held().isEmpty() && held.values().stream().anyMatch(ranges -> !ranges.isEmpty());
    }

    /** Receipts seen of this name, the kit's own among them; 0 also where the broker does not let us hear them. */
    int receiptsBy(String consumer) {
        return receiptsBy.getOrDefault(consumer, 0);
    }

    boolean saysItsClockIsSynced() {
        return syncedClock;
    }

    /** Highest number that came while the state, by now old, had not told of it; 0 when there was none. */
    long untoldSince(long olderThanNanos, long now) {
        long told = state == null ? 0 : state.number("lastSeq");
        return newestSeq > told && now - newestAtNanos > olderThanNanos ? newestSeq : 0;
    }

    private void state(Message message) {
        Judged judged = contract.state(message.payload());
        if (!judged.isRight()) {
            note(stateFaults, "the state is not valid: " + judged.fault());
        }
        if (message.qos() != 1) {
            note(stateFaults, "the state came with QoS " + message.qos() + ", not 1");
        }
        if (state == null) {
            stateWasRetained = message.retained();
        }
        wentOffline |= judged.text("state").equals("offline");
        state = judged;
    }

    private void event(Message message, String family, long atNanos) {
        Judged event = contract.event(message.payload());
        String name = "the event " + event.text("id");
        if (message.qos() != 1 || message.retained() || !message.contentType().equals(EVENT_TYPE)) {
            note(
                    carriageFaults,
                    name + " came with QoS " + message.qos() + (message.retained() ? ", retained" : "")
                            + ", content type \"" + message.contentType() + "\"");
        }
        if (!event.isRight()) {
            note(envelopeFaults, name + ": " + event.fault());
            return;
        }
        contract.dataFault(event).ifPresent(fault -> note(envelopeFaults, name + ": " + fault));
        String type = event.text("type");
        types.merge(type, 1, Integer::sum);
        if (!contract.knows(type)) {
            strangeTypes.add(type);
        } else if (!type.startsWith(Contract.VENDOR + family + ".")) {
            note(sourceFaults, name + " of type " + type + " came on the topic of family " + family);
        }
        syncedClock |= event.text("clock").equals("synced");
        String source = event.text("source");
        if (!source.startsWith("/" + setting.device("/"))) {
            note(sourceFaults, name + " names the source " + source + " on the topic of " + setting.device(""));
            return;
        }
        long seq = Long.parseLong(event.text("id"));
        String epoch = source.substring(source.lastIndexOf('/') + 1);
        remember(epoch, seq, message.payload(), atNanos);
        if (type.equals(EXPIRED) && event.tree().get("data") instanceof Map<?, ?> range) {
            if (range.get("fromSeq") instanceof Long from && range.get("throughSeq") instanceof Long through) {
                gone.add(from, through);
            }
        }
    }

    private void remember(String epoch, long seq, byte[] bytes, long atNanos) {
        SeqRanges numbers = held.computeIfAbsent(epoch, name -> new SeqRanges());
        if (numbers.contains(seq)) {
            byte[] first = kept.get(epoch + "/" + seq);
            repeats++;
            if (first != null && !Arrays.equals(first, bytes)) {
                note(byteFaults, "the event " + seq + " came again with other bytes");
            }
        } else {
            numbers.add(seq);
            if (keptBytes + bytes.length <= KEPT_BYTES_MAX) {
                keptBytes += bytes.length;
                kept.put(epoch + "/" + seq, bytes);
            }
        }
        if (epoch.equals(epoch())) {
            order.add(seq);
            if (seq > newestSeq) {
                newestSeq = seq;
                newestAtNanos = atNanos;
            }
        }
    }

    private void metrics(Message message, long atNanos) {
        Judged judged = contract.metrics(message.payload());
        if (!judged.isRight()) {
            note(metricsFaults, "the metrics are not valid: " + judged.fault());
        }
        if (message.qos() != 0 || message.retained()) {
            note(
                    metricsFaults,
                    "the metrics came with QoS " + message.qos() + (message.retained() ? ", retained" : ""));
        }
        counters.add(new Counters(judged, atNanos));
    }

    static void note(List<String> faults, String fault) {
        if (faults.size() < FAULTS_MAX) {
            faults.add(fault);
        }
    }
}
