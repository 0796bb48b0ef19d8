package hubfloor.conform;

import hubfloor.conform.CentralBook.Request;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out a number in the middle and two at the end, and sees that central waits with its receipt, asks for them, asks
 * again when they stay away, and goes on when they come.
 *
 * <pre>
 * sent      11 12 .. 14 15        state says lastSeq 17
 * left out        13       16 17
 * </pre>
 */
final class HoleChecks {
    /** Three seconds of waiting, then one request after another, each with ten seconds of patience. */
    private static final long ALL_MS = 60_000;

    private static final long ASKED_MS_MAX = 12_000;
    private static final long SOON_MS = 5_000;

    private final Setting setting;
    private final Findings findings;
    private final CentralBook book;
    private final Post post;
    private final PlayedDevice device;

    private final Set<String> ids = new HashSet<>();
    private final Set<Long> sent = new HashSet<>();
    private int asksForHole;
    private long firstAskAt;
    private long tailAskAt;
    private boolean sameIdOnly;

    HoleChecks(Setting setting, Findings findings, CentralBook book, Post post, PlayedDevice device) {
        this.setting = setting;
        this.findings = findings;
        this.book = book;
        this.post = post;
        this.device = device;
    }

    void run() throws Unreachable, InterruptedException {
        book.requests.clear();
        long[] numbers = new long[7];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = device.store();
        }
        long hole = numbers[2];
        long last = numbers[6];
        for (int i : new int[] {0, 1, 3, 4}) {
            device.send(numbers[i]);
        }
        device.online();
        long from = setting.clock().nanos();
        boolean before = post.await(SOON_MS, () -> book.receipted(device.epoch()) >= hole - 1);
        findings.judged(
                "receipt-prefix",
                "before-hole",
                before ? List.of() : List.of("numbers below the missing " + hole + " were not receipted within 5 s"),
                "with number " + hole + " missing it receipted through " + (hole - 1));
        while (book.receipted(device.epoch()) < last && setting.clock().nanos() - from < ALL_MS * 1_000_000) {
            if (post.await(200, () -> !book.requests.isEmpty())) {
                for (Request next = book.nextRequest(); next != null; next = book.nextRequest()) {
                    serve(next, hole, last);
                }
            }
        }
        judge(from, hole, last);
    }

    private void serve(Request request, long hole, long last) throws Unreachable, InterruptedException {
        boolean again = !ids.add(request.judged().text("id"));
        boolean answerable = !request.message().responseTopic().isEmpty();
        device.answer(request, "applied", "");
        if (request.asksFor(device.epoch(), hole)) {
            firstAskAt = asksForHole == 0 ? request.atNanos() : firstAskAt;
            sameIdOnly = again && answerable;
            asksForHole += sameIdOnly ? 0 : 1;
            if (asksForHole >= 2) {
                send(hole);
            }
        }
        for (long n = last - 1; n <= last; n++) {
            if (request.asksFor(device.epoch(), n)) {
                tailAskAt = tailAskAt == 0 ? request.atNanos() : tailAskAt;
                send(n);
            }
        }
    }

    private void send(long seq) throws Unreachable, InterruptedException {
        if (sent.add(seq)) {
            device.send(seq);
        }
    }

    private void judge(long from, long hole, long last) {
        long firstMs = (firstAskAt - from) / 1_000_000;
        findings.judged(
                "gap",
                "middle",
                asksForHole == 0
                        ? List.of("number " + hole + " was left out, and it was not asked for within 60 s")
                        : firstMs > ASKED_MS_MAX
                                ? List.of("number " + hole + " was asked for only after " + firstMs + " ms")
                                : List.of(),
                "number " + hole + " was left out and asked for after " + firstMs + " ms");
        findings.judged(
                "gap",
                "end",
                tailAskAt == 0
                        ? List.of("numbers up to " + last + " were only in the state, and were not asked for")
                        : List.of(),
                "numbers up to " + last + ", known only from the state, were asked for after "
                        + (tailAskAt - from) / 1_000_000 + " ms");
        if (asksForHole == 0) {
            findings.notTried("replay-again", "anew", "it did not ask at all");
        } else {
            findings.judged(
                    "replay-again",
                    "anew",
                    asksForHole >= 2 ? List.of() : List.of(withheld(hole)),
                    "answered applied and left without number " + hole + ", it asked anew");
        }
        long through = book.receipted(device.epoch());
        findings.judged(
                "receipt-prefix",
                "after-hole",
                through >= last
                        ? List.of()
                        : List.of("60 s after the hole its receipt is " + through + ", not " + last),
                "when the missing ones had come it receipted through " + last);
    }

    private String withheld(long hole) {
        @Nullable String why = sameIdOnly ? ", only the same request again, which a device does not act on twice" : "";
        return "answered applied and left without number " + hole + ", it did not ask anew" + why;
    }
}
