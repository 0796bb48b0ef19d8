package hubfloor.conform;

import hubfloor.conform.Contract.Judged;
import hubfloor.conform.Post.Arrived;
import hubfloor.delivery.SeqRanges;
import hubfloor.event.Topics;
import hubfloor.event.Topics.Address;
import hubfloor.port.BrokerConnector.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What central told the played device, and what of it was wrong by itself. It knows which numbers of which epoch were
 * given out, so that it sees a receipt for one that was not. The trial's thread only.
 */
final class CentralBook {
    private static final int FAULTS_MAX = 20;

    private final Contract contract;
    private final Topics topics;
    private final String consumer;
    private final Map<String, SeqRanges> given = new HashMap<>();
    private final Map<String, Long> receipted = new HashMap<>();
    private final Map<String, Integer> receipts = new HashMap<>();

    final List<String> prefixFaults = new ArrayList<>();
    final List<String> formFaults = new ArrayList<>();
    final Set<String> otherNames = new TreeSet<>();
    /** Requests that were not looked at yet. */
    final Deque<Request> requests = new ArrayDeque<>();

    /** One request to send events again. */
    record Request(Judged judged, Message message, long atNanos) {
        boolean asksFor(String epoch, long seq) {
            return judged.text("epoch").equals(epoch) && judged.number("from") <= seq && judged.number("to") >= seq;
        }
    }

    CentralBook(Setting setting, Contract contract, String consumer) {
        this.contract = contract;
        this.topics = new Topics(setting.topicPrefix());
        this.consumer = consumer;
    }

    void take(Arrived arrived) {
        Address address = topics.parse(arrived.message().topic()).orElse(null);
        if (address == null) {
            return;
        }
        if (address.kind() == Topics.Kind.RECEIPT) {
            receipt(address.leaf(), arrived.message());
        } else if (address.kind() == Topics.Kind.COMMAND && address.leaf().equals("replay")) {
            request(arrived);
        }
    }

    /** These numbers may be receipted from now on, when all below them may. */
    void given(String epoch, long from, long to) {
        given.computeIfAbsent(epoch, name -> new SeqRanges()).add(from, to);
    }

    /** The highest receipt of the consumer, -1 for none. */
    long receipted(String epoch) {
        return receipted.getOrDefault(epoch, -1L);
    }

    int receipts(String epoch) {
        return receipts.getOrDefault(epoch, 0);
    }

    private void receipt(String by, Message message) {
        if (!by.equals(consumer)) {
            otherNames.add(by);
            return;
        }
        Judged judged = contract.receipt(message.payload());
        if (!judged.isRight()) {
            note(formFaults, "a receipt is not valid: " + judged.fault());
            return;
        }
        if (message.qos() != 1 || message.retained()) {
            note(formFaults, "a receipt came with QoS " + message.qos() + (message.retained() ? ", retained" : ""));
        }
        String epoch = judged.text("epoch");
        long through = judged.number("through");
        receipts.merge(epoch, 1, Integer::sum);
        receipted.merge(epoch, through, Math::max);
        SeqRanges numbers = given.get(epoch);
        long allowed = numbers == null ? 0 : numbers.endOf(1);
        if (through > allowed) {
            note(
                    prefixFaults,
                    numbers == null
                            ? "a receipt through " + through + " named an epoch that never was"
                            : "a receipt said " + through + ", when only 1 to " + allowed
                                    + " were given out without a gap");
        }
    }

    private void request(Arrived arrived) {
        Judged judged = contract.replay(arrived.message().payload());
        String fault = judged.fault();
        if (judged.isRight() && judged.number("to") < judged.number("from")) {
            fault = "to is below from";
        }
        if (!fault.isEmpty()) {
            note(formFaults, "a replay request is not valid: " + fault);
        }
        if (arrived.message().retained()) {
            note(formFaults, "a replay request came retained");
        }
        requests.add(new Request(judged, arrived.message(), arrived.atNanos()));
    }

    @Nullable
    Request nextRequest() {
        return requests.poll();
    }

    private static void note(List<String> faults, String fault) {
        if (faults.size() < FAULTS_MAX) {
            faults.add(fault);
        }
    }
}
