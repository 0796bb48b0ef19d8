package hubfloor.conform;

import hubfloor.conform.DeviceBook.Reply;
import hubfloor.delivery.SeqRanges.Range;
import hubfloor.event.ReplayRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Has the device send again what it has stored, and asks for what it must refuse. */
final class ReplayChecks {
    /** Most events asked for at once: what the stock broker queues for us is five times that. */
    static final int RANGE_MAX = 200;

    private static final int RANGE_MIN = 10;
    private static final String APPLIED = "applied";

    private final DeviceSide side;
    private final Findings findings;
    private final DeviceBook book;

    ReplayChecks(DeviceSide side) {
        this.side = side;
        this.findings = side.findings;
        this.book = side.book;
    }

    /** @return false when the device does not answer at all, so that nothing else is worth asking */
    boolean run() throws Unreachable, InterruptedException {
        long last = book.last();
        Range range = last == 0 ? new Range(1, 1) : range(last);
        ReplayRequest first = side.request(range.from(), range.to());
        book.order.clear();
        Reply reply = side.ask(first);
        if (last > 0) {
            arrivals(range, reply);
        }
        if (reply == null) {
            findings.failed(
                    "replay-answered",
                    "reply",
                    "asked twice for " + range.from() + " to " + range.to() + ", nothing came on " + side.replyTopic
                            + "; may this user write command/replay, and the device reply/" + side.name + "?");
            return false;
        }
        if (last > 0) {
            once(first, reply);
        } else {
            String none = "the device has stored no event yet; let it tell some and try again";
            findings.notTried("event-sequence", "gapless", none);
            findings.notTried("event-same-bytes", "replayed", none);
            findings.notTried("replay-answered", "applied", none);
        }
        refusals(range, last);
        return true;
    }

    /** What is not receipted, and a little below it. */
    private Range range(long last) {
        long from = Math.clamp(book.receipted() + 1, 1, Math.max(1, last - RANGE_MIN + 1));
        return new Range(from, Math.min(last, from + RANGE_MAX - 1));
    }

    private void arrivals(Range range, @Nullable Reply reply) throws Unreachable, InterruptedException {
        if (reply != null && reply.judged().text("reason").equals("not-stored")) {
            findings.failed(
                    "replay-refused",
                    "was-stored",
                    "refused " + range.from() + " to " + range.to() + " as not-stored, though its last number is "
                            + book.last() + "; what was stored and is gone is applied and does not come");
        }
        side.awaitEvents(() -> missing(range).size());
        if (!missing(range).isEmpty() && reply != null) {
            NavigableSet<Long> away = missing(range);
            side.ask(side.request(away.first(), away.last()));
            side.awaitEvents(() -> missing(range).size());
        }
        NavigableSet<Long> away = missing(range);
        sequence(range, away);
        resend(range, away, away.size() < range.size() && reply != null ? again(range, away) : List.of());
    }

    private NavigableSet<Long> missing(Range range) {
        NavigableSet<Long> away = new TreeSet<>();
        for (long n = range.from(); n <= range.to(); n++) {
            if (!book.held().contains(n) && !book.gone.contains(n)) {
                away.add(n);
            }
        }
        return away;
    }

    /** What came, and is not receipted, must come again: the broker's acknowledgement is no receipt. */
    private void resend(Range range, NavigableSet<Long> away, List<Long> second) {
        long unreceipted = Math.max(range.from(), book.receipted() + 1);
        long due = 0;
        long came = 0;
        for (long n = unreceipted; n <= range.to(); n++) {
            due += away.contains(n) && away.size() < range.size() ? 0 : 1;
            came += second.contains(n) ? 1 : 0;
        }
        if (unreceipted > range.to()) {
            findings.notTried(
                    "event-resend",
                    "kept",
                    "all " + book.receipted() + " events are receipted; only what is not must be kept");
        } else if (came < due) {
            findings.failed(
                    "event-resend",
                    "kept",
                    "of " + due + " events from " + unreceipted + " to " + range.to() + ", told by its state and not"
                            + " receipted, " + came + " came when asked for (right only with receipts-from: [])");
        } else {
            findings.passed(
                    "event-resend",
                    "kept",
                    "unreceipted events " + unreceipted + " to " + range.to()
                            + " came as often as they were asked for");
        }
    }

    /** A number is skipped when both a lower and a higher one of the range came. */
    private void sequence(Range range, NavigableSet<Long> away) {
        long lowest = range.from();
        while (lowest <= range.to() && away.contains(lowest) && lowest <= book.receipted()) {
            lowest++; // receipted and removed
        }
        List<String> skipped = new ArrayList<>();
        for (long n : away.tailSet(lowest)) {
            skipped.add("number " + n + " never came, asked for twice and not told as expired");
        }
        if (away.size() == range.size()) {
            findings.notTried("event-sequence", "gapless", "none of the events asked for came");
        } else {
            findings.judged(
                    "event-sequence",
                    "gapless",
                    skipped,
                    "numbers " + lowest + " to " + range.to() + " came, none missing");
        }
    }

    /** The same range once more: every event comes a second time, so bytes and order can be judged. */
    private List<Long> again(Range range, NavigableSet<Long> away) throws Unreachable, InterruptedException {
        book.order.clear();
        int came = Math.toIntExact(range.size() - away.size());
        Reply reply = side.ask(side.request(range.from(), range.to()));
        boolean all = side.awaitEvents(() -> came - inRange(range).size());
        List<Long> second = inRange(range);
        if (reply == null || !reply.says(APPLIED, "")) {
            findings.failed(
                    "replay-answered",
                    "applied",
                    "a request for stored events was answered " + (reply == null ? "by nothing" : reply.words()));
        } else if (!all) {
            findings.failed(
                    "replay-answered",
                    "applied",
                    "answered applied, yet of the " + came + " events that came before only " + second.size()
                            + " came again");
        } else if (!second.equals(second.stream().sorted().toList())) {
            findings.failed("replay-answered", "applied", "the events asked for came in another order than ascending");
        } else {
            findings.passed(
                    "replay-answered",
                    "applied",
                    "answered applied, and " + came + " events came again in ascending order");
        }
        if (second.isEmpty() && book.byteFaults.isEmpty()) {
            findings.notTried("event-same-bytes", "replayed", "no event came a second time");
        } else {
            findings.judged(
                    "event-same-bytes", "replayed", book.byteFaults, "every repeat was the same bytes as the first");
        }
        return second;
    }

    private List<Long> inRange(Range range) {
        return book.order.stream()
                .filter(n -> n >= range.from() && n <= range.to())
                .distinct()
                .toList();
    }

    private void once(ReplayRequest first, Reply before) throws Unreachable, InterruptedException {
        side.post.listen(100); // stragglers of the last replay
        book.order.clear();
        Reply same = side.ask("replay", side.bytes(first), first.id());
        side.post.listen(DeviceSide.QUIET_MS);
        int acted = inRange(new Range(first.from(), first.to())).size();
        if (same == null) {
            findings.failed("replay-once", "same-id", "the same request sent again was not answered");
        } else if (!Arrays.equals(same.message().payload(), before.message().payload())) {
            findings.failed(
                    "replay-once",
                    "same-id",
                    "answered " + before.words() + " at first and " + same.words() + " when asked again with the id");
        } else if (acted > 0) {
            findings.failed(
                    "replay-once",
                    "same-id",
                    "answered the same again, but " + acted + " events were sent once more (unless somebody else asked"
                            + " just then)");
        } else {
            findings.passed("replay-once", "same-id", "the same id was answered the same again and not acted on");
        }
    }

    private void refusals(Range range, long last) throws Unreachable, InterruptedException {
        ReplayRequest other =
                new ReplayRequest(side.setting.fresh(side.name), side.setting.freshEpoch(), 1, 1, Optional.empty());
        Reply refused = expect("other-epoch", other, "refused", "other-epoch");
        if (refused != null) {
            Reply again = side.ask("replay", side.bytes(other), other.id());
            findings.judged(
                    "replay-once",
                    "refusal",
                    again != null
                                    && Arrays.equals(
                                            again.message().payload(),
                                            refused.message().payload())
                            ? List.of()
                            : List.of("a refusal was answered otherwise, or not at all, when asked again with its id"),
                    "a refusal was answered the same again");
        }
        long beyond = last + 1_000_000_000L;
        expect("not-stored", side.request(beyond, beyond), "refused", "not-stored");
        expired(range, last);
        Reply unknown = side.ask("conform-unknown", "{}".getBytes(StandardCharsets.US_ASCII), "");
        findings.judged(
                "command-unknown",
                "refused",
                unknown != null && unknown.says("refused", "unknown-verb")
                        ? List.of()
                        : List.of("command/conform-unknown was answered "
                                + (unknown == null ? "by nothing" : unknown.words())),
                "command/conform-unknown was refused as unknown-verb");
    }

    private @Nullable Reply expect(String check, ReplayRequest request, String result, String reason)
            throws Unreachable, InterruptedException {
        Reply reply = side.ask(request);
        if (reply != null && reply.says(result, reason)) {
            findings.passed("replay-refused", check, "answered " + reply.words());
        } else {
            findings.failed(
                    "replay-refused",
                    check,
                    "must be answered " + result + ", " + reason + "; was answered "
                            + (reply == null ? "by nothing" : reply.words()));
        }
        return reply;
    }

    private void expired(Range range, long last) throws Unreachable, InterruptedException {
        if (last == 0) {
            findings.notTried("replay-refused", "expired", "the device has stored no event yet");
            return;
        }
        Instant past = side.setting.clock().stamp().wall().minus(Duration.ofHours(24));
        ReplayRequest late = new ReplayRequest(
                side.setting.fresh(side.name), book.epoch(), range.to(), range.to(), Optional.of(past));
        Reply reply = side.ask(late);
        if (reply != null && reply.says("expired", "not-after-has-passed")) {
            findings.passed("replay-refused", "expired", "a request with yesterday's notAfter was answered expired");
        } else if (reply != null && reply.says(APPLIED, "") && !book.saysItsClockIsSynced()) {
            findings.notTried(
                    "replay-refused",
                    "expired",
                    "it took up a request with yesterday's notAfter, as it may: by its events its clock is not synced");
        } else {
            findings.failed(
                    "replay-refused",
                    "expired",
                    "a request with yesterday's notAfter was answered "
                            + (reply == null ? "by nothing" : reply.words()));
        }
    }
}
