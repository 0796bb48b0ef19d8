package hubfloor.conform;

import hubfloor.conform.DeviceBook.Counters;
import hubfloor.delivery.SeqRanges;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the device makes of receipts, as its metrics show. Without a consumer's name to play, the only receipt sent is one
 * that says nothing new and comes from nobody: it can do no harm.
 */
final class ReceiptChecks {
    private static final String RULE = "receipt-name";
    /** Metrics come every 10 s. */
    private static final long METRICS_MS = 13_000;

    private static final double PERIOD_S_MIN = 8;
    private static final double PERIOD_S_MAX = 12.5;

    private final DeviceSide side;
    private final Findings findings;
    private final DeviceBook book;
    private String notPlayed = "";

    ReceiptChecks(DeviceSide side) {
        this.side = side;
        this.findings = side.findings;
        this.book = side.book;
    }

    void run() throws Unreachable, InterruptedException {
        Counters before = next();
        if (before == null) {
            findings.failed("metrics-period", "period", "no metrics came within 13 s");
            findings.notTried(RULE, "stranger", "its metrics, which would show it, do not come");
            return;
        }
        long base = Math.max(book.receipted(), before.judged().number("receipted"));
        long held = heldFrom(base);
        notPlayed = whyNotPlayed(held > base);
        boolean played = notPlayed.isEmpty();
        long claim = played ? held : base;
        boolean stranger = side.receipt(DeviceSide.NOBODY, book.epoch(), claim);
        int bad = stranger ? 1 : 0;
        long good = base + Math.max(1, (held - base) / 2);
        if (played) {
            played = side.receipt(side.name, side.setting.freshEpoch(), claim)
                    && side.receipt(side.name, book.epoch(), good);
            bad += played ? 1 : 0;
            notPlayed = played ? "" : "the broker does not let this user receipt as " + side.name;
        }
        Counters after = next();
        if (after == null) {
            findings.failed("metrics-period", "period", "metrics came once, and not again within 13 s");
            return;
        }
        double seconds = (after.atNanos() - before.atNanos()) / 1e9;
        findings.judged(
                "metrics-period",
                "period",
                seconds >= PERIOD_S_MIN && seconds <= PERIOD_S_MAX
                        ? List.of()
                        : List.of("metrics came %.1f s apart, not 10".formatted(seconds)),
                "metrics came %.1f s apart".formatted(seconds));
        findings.judged("metrics-period", "form", book.metricsFaults, "valid, QoS 0, not retained");
        ignored(before, after, bad, claim, good, played);
        taken(after, base, good, claim, played);
    }

    private void ignored(Counters before, Counters after, int bad, long claim, long good, boolean played) {
        long counted =
                after.judged().number("ignoredReceipts") - before.judged().number("ignoredReceipts");
        long receipted = after.judged().number("receipted");
        String sent = "a receipt of nobody it waits for" + (played ? ", and one of another epoch," : "");
        if (bad == (played ? 1 : 0)) {
            findings.notTried(RULE, "stranger", "the broker lets this user receipt in its own name only, as it should");
        } else if (claim > good && receipted >= claim) {
            findings.failed(RULE, "stranger", sent + " moved receipted to " + receipted + ": it must be ignored");
        } else if (counted < bad) {
            findings.failed(
                    RULE, "stranger", "after " + sent + " ignoredReceipts rose by " + counted + ", not by " + bad);
        } else {
            findings.passed(RULE, "stranger", sent + " was ignored and counted in ignoredReceipts");
        }
        if (!played) {
            findings.notTried(RULE, "other-epoch", notPlayed);
        } else if (counted >= bad && (receipted < claim || claim == good)) {
            findings.passed(RULE, "other-epoch", "a receipt of another epoch was ignored and counted");
        } else {
            findings.failed(RULE, "other-epoch", "a receipt of another epoch was not ignored, or not counted");
        }
    }

    private void taken(Counters after, long base, long good, long claim, boolean played) {
        String rule = "event-resend";
        long receipted = after.judged().number("receipted");
        if (!played) {
            findings.notTried(rule, "receipt-taken", notPlayed);
        } else if (receipted >= good && (receipted < claim || good == claim)) {
            findings.passed(
                    rule,
                    "receipt-taken",
                    "a receipt through " + good + " of " + side.name + " moved receipted to " + receipted);
        } else {
            findings.failed(
                    rule,
                    "receipt-taken",
                    "a receipt through " + good + " of " + side.name + " left receipted at " + receipted + " (it was "
                            + base + "); does its file name " + side.name + ", and nobody else, under receipts-from?");
        }
    }

    private String whyNotPlayed(boolean somethingNew) {
        if (side.consumer.isEmpty()) {
            return "no --consumer was named: a true receipt lets the device remove events";
        }
        return book.receiptsBy(side.name) > 0
                ? "somebody else receipts as " + side.name + " just now: left to it"
                : somethingNew
                        ? ""
                        : "nothing is stored that is not receipted already; let the device tell something and try again";
    }

    /** Last number of what is held without a gap above the receipted ones. */
    private long heldFrom(long base) {
        SeqRanges held = book.held();
        long end = held.endOf(base + 1);
        return end == 0 ? base : end;
    }

    private @Nullable Counters next() throws Unreachable, InterruptedException {
        int before = book.counters.size();
        return side.post.await(METRICS_MS, () -> book.counters.size() > before) ? book.counters.getLast() : null;
    }
}
