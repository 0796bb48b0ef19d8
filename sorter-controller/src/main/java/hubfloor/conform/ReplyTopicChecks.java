package hubfloor.conform;

import hubfloor.event.ReplayRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a device answers, and where it must not: rule {@code replay-reply}. */
final class ReplyTopicChecks {
    private static final String RULE = "replay-reply";
    private static final byte[] NONE = {};

    private final DeviceSide side;
    private final String forbidden;
    private final String outside;

    ReplyTopicChecks(DeviceSide side) {
        this.side = side;
        // another device's reply topic: harmless, as nobody has that name
        forbidden = side.replyTopic.replace(
                "/" + side.setting.device("/reply/"),
                "/" + side.setting.device().hub() + "/" + side.setting.device().zone() + "/" + DeviceSide.NOBODY
                        + "/reply/");
        outside = "hubfloor-" + side.setting.fresh("conform");
    }

    /** What must be subscribed to, to see an answer where none may be. */
    List<String> filters() {
        return List.of(forbidden, outside);
    }

    /** @param unheard of these, what the broker does not let us hear */
    void run(Set<String> unheard) throws Unreachable, InterruptedException {
        long last = side.book.last();
        long stored = side.book.held().last();
        if (stored == 0) {
            side.findings.notTried(RULE, "silent", "no event came that could be asked for again");
        } else {
            if (unheard.contains(forbidden)) {
                side.findings.notTried(RULE, "elsewhere", "the broker does not let this user hear " + forbidden);
            } else {
                silent(stored, forbidden, "elsewhere", "at a response topic of another device");
            }
            silent(stored, "", "no-topic", "without a response topic");
        }
        String id = side.setting.fresh(side.name);
        byte[] request = side.setting
                .wire()
                .replayRequest(
                        new ReplayRequest(id, side.book.epoch(), last + 1_000_000, last + 1_000_000, Optional.empty()));
        int before = side.book.replies.size();
        side.command("replay", request, id.getBytes(StandardCharsets.US_ASCII), outside);
        if (side.post.await(2_000, () -> answered(before, outside))) {
            side.findings.passed(RULE, "outside", "answered at " + outside + ", a topic outside of the contract");
        } else {
            side.findings.notTried(
                    RULE,
                    "outside",
                    "no answer at a topic outside of hubfloor/1, where the broker may forbid it to write");
        }
    }

    private void silent(long stored, String topic, String check, String words)
            throws Unreachable, InterruptedException {
        side.book.order.clear();
        int before = side.book.replies.size();
        ReplayRequest request = side.request(stored, stored);
        side.command("replay", side.bytes(request), topic.isEmpty() ? NONE : new byte[] {1}, topic);
        boolean acted = side.post.await(DeviceSide.EVENTS_MS, () -> side.book.order.contains(stored));
        side.post.listen(DeviceSide.QUIET_MS / 2);
        boolean spoke = topic.isEmpty()
                ? side.book.replies.subList(before, side.book.replies.size()).stream()
                        .anyMatch(reply -> reply.judged().text("id").equals(request.id()))
                : answered(before, topic);
        if (spoke) {
            side.findings.failed(
                    RULE, check, "asked " + words + ", it wrote an answer there, where it must say nothing");
        } else if (!acted) {
            side.findings.failed(
                    RULE,
                    check,
                    "asked " + words + " for event " + stored + ", it did not send it: it must act all the same");
        } else {
            side.findings.passed(RULE, check, "asked " + words + ", it sent the event and said nothing");
        }
    }

    private boolean answered(int from, String topic) {
        return side.book.replies.subList(from, side.book.replies.size()).stream()
                .anyMatch(reply -> reply.topic().equals(topic));
    }
}
