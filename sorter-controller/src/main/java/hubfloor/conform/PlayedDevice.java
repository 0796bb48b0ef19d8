package hubfloor.conform;

import hubfloor.conform.CentralBook.Request;
import hubfloor.event.DeviceState;
import hubfloor.event.Event;
import hubfloor.event.EventClass;
import hubfloor.event.EventFamily;
import hubfloor.event.EventSource;
import hubfloor.event.Stamp;
import hubfloor.event.StoredEvent;
import hubfloor.event.Topics;
import hubfloor.port.BrokerConnector.Publication;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A device that says only what the trial makes it say. Its events are of the family {@code device}, about a reader called
 * {@code conform}: nothing in them is a parcel. The trial's thread only.
 */
final class PlayedDevice {
    /** In its state, so that a later run knows what an earlier one left behind. */
    static final String VERSION = "hubfloor-conform";

    static final String HEARD = "device.scanner-heard.v1";
    private static final String EVENT_TYPE = "application/cloudevents+json";
    private static final byte[] NONE = {};

    private final Setting setting;
    private final Topics topics;
    private final Post post;
    private final CentralBook book;
    private final Map<Long, byte[]> stored = new TreeMap<>();
    private String epoch;
    private long last;

    PlayedDevice(Setting setting, Post post, CentralBook book) {
        this.setting = setting;
        this.post = post;
        this.book = book;
        topics = new Topics(setting.topicPrefix());
        epoch = setting.freshEpoch();
    }

    String epoch() {
        return epoch;
    }

    void connect() throws Unreachable, InterruptedException {
        Publication will = new Publication(
                topics.state(setting.device()), state(false, "link-lost"), 1, true, "application/json", NONE);
        post.connect(
                setting.device().device(),
                will,
                List.of(topics.receipts(setting.device()), topics.commands(setting.device())),
                List.of());
    }

    void newEpoch() {
        epoch = setting.freshEpoch();
        last = 0;
        stored.clear();
    }

    /** Gives out the next number, without sending it. */
    long store(String type, String data) {
        Stamp stamp = setting.clock().stamp();
        Event event =
                new Event(EventFamily.DEVICE, EventClass.ALARM, type, "", stamp, data.getBytes(StandardCharsets.UTF_8));
        stored.put(++last, envelope(last, event));
        return last;
    }

    long store() {
        return store(HEARD, "{\"scanner\":\"conform\"}");
    }

    /** Sends what is stored under this number; from now on it may be receipted. */
    void send(long seq) throws Unreachable, InterruptedException {
        byte[] bytes = stored.get(seq);
        if (bytes != null) {
            book.given(epoch, seq, seq);
            publish(bytes);
        }
    }

    /** Sends anything as an event. */
    void publish(byte[] payload) throws Unreachable, InterruptedException {
        boolean taken = post.publish(new Publication(
                topics.event(setting.device(), EventFamily.DEVICE), payload, 1, false, EVENT_TYPE, NONE));
        if (!taken && payload.length < 16 * 1024) {
            throw new Unreachable("the broker forbids this user to write the events of " + setting.device("")
                    + "; give it the rights that \"hubfloor broker-config\" gives a device of this name");
        }
    }

    /** Other content under a number that was given out before. */
    void contradict(long seq) throws Unreachable, InterruptedException {
        Event event = new Event(
                EventFamily.DEVICE,
                EventClass.ALARM,
                HEARD,
                "",
                setting.clock().stamp(),
                "{\"scanner\":\"conform-other\"}".getBytes(StandardCharsets.UTF_8));
        publish(envelope(seq, event));
    }

    void online() throws Unreachable, InterruptedException {
        say(state(true, ""));
    }

    /** Says goodbye and takes its state from the broker: nobody is to look for this device. */
    void leave() throws Unreachable, InterruptedException {
        say(state(false, "closed"));
        say(NONE);
    }

    void answer(Request request, String result, String reason) throws Unreachable, InterruptedException {
        String to = request.message().responseTopic();
        if (to.isEmpty() || !topics.isAnswerable(setting.device(), to)) {
            return;
        }
        Map<String, String> reply = new LinkedHashMap<>();
        reply.put("id", request.judged().text("id"));
        reply.put("result", result);
        reply.put("reason", reason);
        post.publish(new Publication(
                to,
                setting.wire().flat(reply),
                0,
                false,
                "application/json",
                request.message().correlation()));
    }

    private void say(byte[] state) throws Unreachable, InterruptedException {
        if (!post.publish(new Publication(topics.state(setting.device()), state, 1, true, "application/json", NONE))) {
            throw new Unreachable("the broker forbids this user to write " + topics.state(setting.device())
                    + "; give it the rights that \"hubfloor broker-config\" gives a device of this name");
        }
    }

    private byte[] envelope(long seq, Event event) {
        return setting.wire()
                .envelopes(new EventSource(setting.device(), epoch))
                .write(new StoredEvent(epoch, seq, event));
    }

    private byte[] state(boolean online, String reason) {
        Stamp stamp = setting.clock().stamp();
        return setting.wire()
                .state(new DeviceState(
                        online,
                        reason,
                        epoch,
                        last,
                        Math.max(0, book.receipted(epoch)),
                        VERSION,
                        "none",
                        List.of(),
                        stamp.wall(),
                        stamp.bootId()));
    }
}
