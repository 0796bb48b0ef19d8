package hubfloor.conform;

import hubfloor.conform.DeviceBook.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends commands and receipts that are none, and sees that the device refuses them and lives on. The receipts go to a
 * name that no device waits for, so that even one that believes them does no harm.
 */
final class NonsenseChecks {
    /** Below the 64 KiB that the shipped broker settings allow a packet. */
    private static final int LARGE = 60 * 1024;

    private static final int LEVELS = 5_000;

    private final DeviceSide side;

    NonsenseChecks(DeviceSide side) {
        this.side = side;
    }

    void run() throws Unreachable, InterruptedException {
        malformed();
        side.book.wentOffline = false;
        int sent = 0;
        for (byte[] payload : strange()) {
            side.command("replay", payload, new byte[] {(byte) sent}, side.replyTopic);
            side.receipt(DeviceSide.NOBODY, payload);
            sent += 2;
        }
        long last = side.book.last();
        boolean came = side.book.held().contains(last); // else it sent none before either
        side.book.order.clear();
        Reply alive = side.ask(side.request(Math.max(1, last), Math.max(1, last)));
        String what = sent + " strange messages (no bytes, 60 KiB, " + LEVELS
                + " levels, other types, no UTF-8, more after the object)";
        if (alive == null) {
            side.findings.failed("replay-answered", "lives-on", "after " + what + " it does not answer any more");
        } else if (side.book.wentOffline) {
            side.findings.failed(
                    "replay-answered", "lives-on", what + " made it lose its connection, and it came back");
        } else if (came && !side.post.await(DeviceSide.EVENTS_MS, () -> side.book.order.contains(last))) {
            side.findings.failed("replay-answered", "lives-on", "after " + what + " it sends no events any more");
        } else {
            side.findings.passed("replay-answered", "lives-on", "after " + what + " it answers and sends as before");
        }
    }

    private void malformed() throws Unreachable, InterruptedException {
        String epoch = side.book.epoch();
        Map<String, String> samples = new LinkedHashMap<>();
        samples.put("without an id", "{\"epoch\":\"" + epoch + "\",\"from\":1,\"to\":1}");
        samples.put("from above to", "{\"id\":\"conform-x\",\"epoch\":\"" + epoch + "\",\"from\":2,\"to\":1}");
        samples.put(
                "numbers as texts", "{\"id\":\"conform-y\",\"epoch\":\"" + epoch + "\",\"from\":\"1\",\"to\":\"1\"}");
        List<String> faults = new ArrayList<>();
        for (Map.Entry<String, String> sample : samples.entrySet()) {
            Reply reply = side.ask("replay", sample.getValue().getBytes(StandardCharsets.US_ASCII), "");
            if (reply == null || !reply.says("refused", "malformed")) {
                faults.add("a request " + sample.getKey() + " was answered "
                        + (reply == null ? "by nothing" : reply.words()));
            }
        }
        side.findings.judged(
                "replay-refused",
                "malformed",
                faults,
                "requests " + String.join(", ", samples.keySet()) + " were refused");
    }

    private List<byte[]> strange() {
        String epoch = side.book.epoch();
        byte[] large = new byte[LARGE];
        Arrays.fill(large, (byte) ' ');
        byte[] head = ("{\"epoch\":\"" + epoch + "\",\"through\":1,\"note\":\"").getBytes(StandardCharsets.US_ASCII);
        byte[] longText = new byte[LARGE];
        Arrays.fill(longText, (byte) 'x');
        System.arraycopy(head, 0, longText, 0, head.length);
        longText[LARGE - 2] = '"';
        longText[LARGE - 1] = '}';
        return List.of(
                new byte[0],
                large,
                longText,
                text("{\"epoch\":" + "[".repeat(LEVELS) + "]".repeat(LEVELS) + "}"),
                text("{\"a\":".repeat(LEVELS)),
                text("null"),
                text("[]"),
                text("{\"id\":7,\"epoch\":true,\"from\":[],\"to\":{},\"through\":\"1\"}"),
                text("{\"id\":\"\",\"epoch\":\"" + epoch + "\",\"from\":-1,\"to\":1e999,\"through\":-1}"),
                text("{\"epoch\":\"" + epoch + "\",\"through\":99999999999999999999999999}"),
                text("{\"epoch\":\"" + epoch + "\",\"epoch\":\"" + epoch + "\",\"through\":0} {}"),
                new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'},
                new byte[] {0, 1, 2, (byte) 0xFF});
    }

    private static byte[] text(String json) {
        return json.getBytes(StandardCharsets.US_ASCII);
    }
}
