package hubfloor.conform;

import hubfloor.conform.DeviceBook.Reply;
import hubfloor.event.Receipt;
import hubfloor.event.ReplayRequest;
import hubfloor.event.Topics;
import hubfloor.port.BrokerConnector.Publication;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** What the checks against a device have in common: the connection, what was heard, and how a command is asked. */
final class DeviceSide {
    /** A reply goes at QoS 0 and may be lost: after so long the same is asked once more. */
    static final long REPLY_MS = 5_000;

    /** So long nothing more comes of what is still to come: then it does not come. */
    static final long EVENTS_MS = 3_500;

    /** So long nothing must come, where nothing is due. */
    static final long QUIET_MS = 1_200;

    static final String NOBODY = "conform-nobody";
    /** The broker may have a limit of its own above this. */
    private static final int LARGE = 16 * 1024;

    private static final byte[] NONE = {};

    final Setting setting;
    final Contract contract;
    final Topics topics;
    final DeviceBook book;
    final Findings findings;
    final Post post;
    final String name;
    final Optional<String> consumer;
    final String replyTopic;

    DeviceSide(Setting setting, Optional<String> consumer, Findings findings) {
        this.setting = setting;
        this.consumer = consumer;
        this.name = consumer.orElse("conform");
        this.findings = findings;
        contract = new Contract(setting);
        topics = new Topics(setting.topicPrefix());
        book = new DeviceBook(setting, contract);
        post = new Post(setting.connector(), setting.clock(), book::take);
        replyTopic = topics.reply(setting.device(), name);
    }

    /** @return those of the wished filters that the broker refused */
    Set<String> connect(List<String> wished) throws Unreachable, InterruptedException {
        List<String> needed = List.of(
                topics.state(setting.device()),
                topics.state(setting.device()).replaceFirst("state$", "event/+"),
                topics.metrics(setting.device()),
                replyTopic);
        List<String> all = new ArrayList<>(wished);
        all.add(topics.receipts(setting.device()));
        String clientId = setting.fresh("conform");
        Publication will = new Publication("hubfloor-consumer/" + clientId, NONE, 0, false, "", NONE);
        return post.connect(clientId, will, needed, all);
    }

    /** Waits for events as long as they go on coming. */
    boolean awaitEvents(IntSupplier missing) throws Unreachable, InterruptedException {
        int left = missing.getAsInt();
        while (left > 0) {
            int before = left;
            if (!post.await(EVENTS_MS, () -> missing.getAsInt() < before)) {
                return false;
            }
            left = missing.getAsInt();
        }
        return true;
    }

    ReplayRequest request(long from, long to) {
        return new ReplayRequest(setting.fresh(name), book.epoch(), from, to, Optional.empty());
    }

    byte[] bytes(ReplayRequest request) {
        return setting.wire().replayRequest(request);
    }

    /** Asks for a replay at our own reply topic, and once more when nothing is said. */
    @Nullable
    Reply ask(ReplayRequest request) throws Unreachable, InterruptedException {
        Reply reply = ask("replay", bytes(request), request.id());
        return reply != null ? reply : ask("replay", bytes(request), request.id());
    }

    /** @param id what a reply without our correlation data may be known by; empty for none */
    @Nullable
    Reply ask(String verb, byte[] payload, String id) throws Unreachable, InterruptedException {
        byte[] correlation = setting.fresh("c").getBytes(StandardCharsets.US_ASCII);
        int before = book.replies.size();
        command(verb, payload, correlation, replyTopic);
        post.await(REPLY_MS, () -> answer(before, correlation, id) != null);
        Reply reply = answer(before, correlation, id);
        if (reply != null) {
            judge(reply, correlation);
        }
        return reply;
    }

    void command(String verb, byte[] payload, byte[] correlation, String responseTopic)
            throws Unreachable, InterruptedException {
        boolean taken = post.publish(new Publication(
                topics.command(setting.device(), verb),
                payload,
                1,
                false,
                "application/json",
                correlation,
                responseTopic));
        if (!taken && payload.length < LARGE) {
            throw new Unreachable("the broker forbids this user to write " + topics.command(setting.device(), verb)
                    + "; give it the rights that \"hubfloor broker-config\" gives a consumer");
        }
    }

    /** @return false when the broker does not let this user write there */
    boolean receipt(String by, String epoch, long through) throws Unreachable, InterruptedException {
        return receipt(by, setting.wire().receipt(new Receipt(epoch, through)));
    }

    boolean receipt(String by, byte[] payload) throws Unreachable, InterruptedException {
        return post.publish(
                new Publication(topics.receipt(setting.device(), by), payload, 1, false, "application/json", NONE));
    }

    private @Nullable Reply answer(int from, byte[] correlation, String id) {
        for (Reply reply : book.replies.subList(from, book.replies.size())) {
            boolean ours = reply.topic().equals(replyTopic);
            if (Arrays.equals(reply.message().correlation(), correlation)
                    || (ours && !id.isEmpty() && reply.judged().text("id").equals(id))
                    || (ours && id.isEmpty() && reply.message().correlation().length == 0)) {
                return reply;
            }
        }
        return null;
    }

    private void judge(Reply reply, byte[] correlation) {
        String which = "the reply to " + reply.judged().text("id");
        if (!reply.judged().isRight()) {
            DeviceBook.note(
                    book.replyFaults, which + " is not valid: " + reply.judged().fault());
        }
        if (!Arrays.equals(reply.message().correlation(), correlation)) {
            DeviceBook.note(book.replyFaults, which + " came without the request's correlation data");
        }
        if (!reply.topic().equals(replyTopic)) {
            DeviceBook.note(book.replyFaults, which + " came on " + reply.topic());
        }
        if (reply.message().qos() != 0 || reply.message().retained()) {
            DeviceBook.note(
                    book.replyFaults,
                    which + " came with QoS " + reply.message().qos());
        }
    }
}
