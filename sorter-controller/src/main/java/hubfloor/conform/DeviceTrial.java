package hubfloor.conform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Plays central to one device, some half a minute long. It asks only for events that the device has, at most
 * {@value ReplayChecks#RANGE_MAX} at once, and it receipts only where it was given a consumer's name to play: on a device
 * in production, without a name, nothing is changed. One use, one thread.
 */
public final class DeviceTrial {
    private static final long STATE_MS = 5_000;
    /** 5 s by the rule, and a little for the way. */
    private static final long TOLD_NANOS = 7_000_000_000L;

    private static final String MOVES = "what decides where parcels go is not tried";

    private static final Map<String, String> WHY_NOT = Map.of(
            "state-will",
            "only a cut connection shows it; pull the device's cable: its state must turn offline, link-lost",
            "receipt-beyond",
            "it would make the device put its store aside and begin a new one",
            "command-retained",
            "a broker passes a retained command to a connected device without the mark; leave one, start the device anew,"
                    + " see that nothing is answered, and clear it",
            "news-missing",
            MOVES,
            "news-newest",
            MOVES,
            "plan-whole",
            MOVES,
            "assign-in-time",
            MOVES,
            "order-once",
            MOVES);

    private final DeviceSide side;
    private final Findings findings;

    /**
     * @param consumer whose receipts to play; empty for none
     * @param told each finding at once, in the trial's thread
     */
    public DeviceTrial(Setting setting, Optional<String> consumer, Consumer<Finding> told) {
        findings = new Findings(told);
        side = new DeviceSide(setting, consumer, findings);
    }

    /** What it is going to do, for whoever must allow it. */
    public List<String> intent() {
        List<String> words = new ArrayList<>();
        words.add("Plays central to " + side.setting.device("") + " by contract " + side.contract.version()
                + " for about half a minute.");
        words.add("It asks for at most " + ReplayChecks.RANGE_MAX
                + " events to be sent again, twice; other consumers will see them as repeats.");
        words.add(
                side.setting.gentle()
                        ? "It sends no nonsense (--gentle), but some requests that the device must refuse."
                        : "It sends some thirty malformed commands and receipts (--gentle leaves them out).");
        words.add(side.consumer
                .map(name -> "It receipts as " + name + " what it has heard, and keeps nothing: the device may then"
                        + " remove those events. Not for a device whose " + name + " is at work.")
                .orElse("It receipts nothing: no --consumer was named."));
        return words;
    }

    /** @throws Unreachable before anything was found, or in the middle when the broker went away */
    public List<Finding> run() throws Unreachable, InterruptedException {
        ReplyTopicChecks replyTopics = new ReplyTopicChecks(side);
        try (Post post = side.post) {
            Set<String> unheard = side.connect(replyTopics.filters());
            post.await(STATE_MS, () -> side.book.state != null);
            if (isThere() && new ReplayChecks(side).run()) {
                replyTopics.run(unheard);
                if (side.setting.gentle()) {
                    findings.notTried("replay-refused", "malformed", "left out by --gentle");
                    findings.notTried("replay-answered", "lives-on", "left out by --gentle");
                } else {
                    new NonsenseChecks(side).run();
                }
                new ReceiptChecks(side).run();
            }
            heardOnTheWay();
        }
        side.contract.rulesOf("device").forEach((rule, says) -> {
            if (!findings.mentions(rule)) {
                findings.notTried(rule, "all", WHY_NOT.getOrDefault(rule, "what went before did not allow it"));
            }
        });
        return findings.all();
    }

    private boolean isThere() {
        DeviceBook book = side.book;
        if (book.state == null) {
            findings.failed(
                    "state-birth",
                    "retained",
                    "no state is retained on " + side.topics.state(side.setting.device())
                            + "; is this its hub, zone and name, and is it connected to this broker?");
            return false;
        }
        if (!book.state.isRight()) {
            findings.failed("state-birth", "retained", "the state is not valid: " + book.state.fault());
            return false;
        }
        if (!book.isOnline()) {
            findings.failed(
                    "state-birth",
                    "retained",
                    "its state is offline, " + book.state.text("reason") + ": start the device and try again");
            return false;
        }
        findings.passed(
                "state-birth",
                "retained",
                (book.stateWasRetained ? "retained" : "published just now") + ", online, epoch " + book.epoch()
                        + ", last number " + book.state.number("lastSeq") + ", receipted " + book.receipted());
        return true;
    }

    private void heardOnTheWay() {
        DeviceBook book = side.book;
        if (book.state != null) {
            findings.judged("state-birth", "form", book.stateFaults, "every state was valid, QoS 1");
            long untold = book.untoldSince(TOLD_NANOS, side.setting.clock().nanos());
            findings.judged(
                    "state-birth",
                    "follows",
                    untold == 0
                            ? List.of()
                            : List.of("event " + untold + " came, and 7 s later its state had not told of it"),
                    "no event was older than 5 s without the state telling its number");
        }
        int events = book.types.values().stream().mapToInt(Integer::intValue).sum();
        if (events + book.envelopeFaults.size() + book.carriageFaults.size() > 0) {
            String strange = book.strangeTypes.isEmpty()
                    ? ""
                    : "; of types this contract does not know only the envelope: " + book.strangeTypes;
            findings.judged(
                    "event-envelope",
                    "form",
                    book.envelopeFaults,
                    events + " events of " + book.types.size() + " types are valid CloudEvents with valid data"
                            + strange);
            if (book.heardOtherEpochsOnly()) {
                DeviceBook.note(
                        book.sourceFaults, "no event came of the state's epoch " + book.epoch() + ", but of others");
            }
            findings.judged(
                    "event-source",
                    "names",
                    book.sourceFaults,
                    "every source names hub, zone, device and epoch rightly");
            findings.judged(
                    "event-qos",
                    "carriage",
                    book.carriageFaults,
                    "every event came with QoS 1, not retained, as " + "application/cloudevents+json");
            if (!findings.mentions("event-same-bytes")) {
                findings.judged(
                        "event-same-bytes", "heard", book.byteFaults, book.repeats + " repeats, all the same bytes");
            }
        }
        if (!book.replies.isEmpty()) {
            findings.judged(
                    "replay-reply",
                    "form",
                    book.replyFaults,
                    "replies were valid, QoS 0, on the response topic, with the correlation data");
        }
    }
}
