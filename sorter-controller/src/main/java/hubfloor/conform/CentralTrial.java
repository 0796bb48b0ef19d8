package hubfloor.conform;

import hubfloor.conform.Contract.Judged;
import hubfloor.event.Topics;
import hubfloor.port.BrokerConnector.Publication;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Plays a device to one central, some half a minute long, under a name that no real device has. What central keeps of it
 * (some thirty events of no parcel) stays with central. One use, one thread.
 */
public final class CentralTrial {
    /** A type that no contract has: a consumer passes over what it does not know. */
    private static final String UNKNOWN_TYPE = "device." + "conformance" + ".v1";

    private static final long SOON_MS = 10_000;
    private static final long FIRST_MS = 15_000;
    private static final long LOOK_MS = 1_500;
    private static final byte[] NONE = {};

    private final Setting setting;
    private final String consumer;
    private final Contract contract;
    private final Findings findings;
    private final CentralBook book;
    private final Post post;
    private final PlayedDevice device;

    /**
     * @param consumer the name central receipts under
     * @param told each finding at once, in the trial's thread
     */
    public CentralTrial(Setting setting, String consumer, Consumer<Finding> told) {
        this.setting = setting;
        this.consumer = consumer;
        contract = new Contract(setting);
        findings = new Findings(told);
        book = new CentralBook(setting, contract, consumer);
        post = new Post(setting.connector(), setting.clock(), book::take);
        device = new PlayedDevice(setting, post, book);
    }

    /** What it is going to do, for whoever must allow it. */
    public List<String> intent() {
        return List.of(
                "Plays the device " + setting.device("") + " to " + consumer + " by contract " + contract.version()
                        + " for about half a minute.",
                "Every consumer of this broker will hear it: some thirty events of a reader called conform, two epochs,"
                        + " numbers left out on purpose, one repeat with other content, one connection cut.",
                "At the end its state is taken from the broker; what consumers stored of it, they keep.");
    }

    /** The name is a real device's: it must not be played. The message says so. */
    public static final class NameTaken extends Exception {
        private static final long serialVersionUID = 1L;

        NameTaken(String message) {
            super(message);
        }
    }

    public List<Finding> run() throws Unreachable, NameTaken, InterruptedException {
        refuseTakenName();
        try (Post open = post) {
            device.connect();
            device.online();
            if (firstEvents()) {
                new HoleChecks(setting, findings, book, open, device).run();
                repeats();
                if (setting.gentle()) {
                    findings.notTried("receipt-prefix", "nonsense", "left out by --gentle");
                } else {
                    nonsense();
                }
                gone();
                newConnection();
                newEpoch();
            }
            device.leave();
            findings.judged(
                    "receipt-prefix",
                    "never-beyond",
                    book.prefixFaults,
                    "no receipt went beyond what was given out without a gap");
            findings.judged(
                    "receipt-prefix", "form", book.formFaults, "every receipt and request was valid, not retained");
        }
        contract.rulesOf("central").forEach((rule, says) -> {
            if (!findings.mentions(rule)) {
                findings.notTried(
                        rule,
                        "all",
                        rule.equals("news-count")
                                ? "a feed tells of real parcels, which the played device has none of"
                                : "what went before did not allow it");
            }
        });
        return findings.all();
    }

    /** Looked at under another client's id: with the device's own, the broker would throw a real one out. */
    private void refuseTakenName() throws Unreachable, NameTaken, InterruptedException {
        AtomicReference<@Nullable Judged> state = new AtomicReference<>();
        String topic = new Topics(setting.topicPrefix()).state(setting.device());
        String clientId = setting.fresh("conform");
        try (Post look = new Post(
                setting.connector(),
                setting.clock(),
                arrived -> state.set(contract.state(arrived.message().payload())))) {
            look.connect(
                    clientId,
                    new Publication("hubfloor-consumer/" + clientId, NONE, 0, false, "", NONE),
                    List.of(topic),
                    List.of());
            look.await(LOOK_MS, () -> state.get() != null);
        }
        Judged found = state.get();
        if (found != null && !found.text("version").equals(PlayedDevice.VERSION)) {
            throw new NameTaken("The broker knows a device " + setting.device("") + ", now " + found.text("state")
                    + ". Name one that does not exist: it would be thrown out, and its state lost.");
        }
    }

    private boolean firstEvents() throws Unreachable, InterruptedException {
        for (int n = 1; n <= 10; n++) {
            device.send(n == 5 ? device.store(UNKNOWN_TYPE, "{\"strange\":true}") : device.store());
        }
        device.online();
        long from = setting.clock().nanos();
        boolean came = post.await(FIRST_MS, () -> book.receipted(device.epoch()) >= 10);
        long ms = (setting.clock().nanos() - from) / 1_000_000;
        if (book.receipts(device.epoch()) == 0) {
            findings.failed(
                    "subscribe",
                    "hears",
                    "no receipt of " + consumer + " within 15 s of ten events; is central connected to this broker and"
                            + " allowed to hear this device?");
            if (!book.otherNames.isEmpty()) {
                findings.failed(
                        "receipt-name", "named", "receipts came of " + book.otherNames + ", none of " + consumer);
            }
            return false;
        }
        findings.passed("subscribe", "hears", "it heard state and events of a device it did not know");
        findings.passed("receipt-name", "named", "its receipts end with " + consumer);
        if (came) {
            findings.judged(
                    "receipt-soon",
                    "delay",
                    ms <= 5_000 ? List.of() : List.of("the receipt of ten events took " + ms + " ms"),
                    "ten events were receipted after " + ms + " ms, by " + book.receipts(device.epoch()) + " receipts");
            findings.passed(
                    "receipt-prefix", "unknown-type", "an event of a type it cannot know was receipted as others");
        } else {
            findings.failed(
                    "receipt-prefix",
                    "unknown-type",
                    "ten events were receipted through " + book.receipted(device.epoch())
                            + " only; the fifth is of an unknown type, which must be stored and receipted all the same");
        }
        return came;
    }

    private void repeats() throws Unreachable, InterruptedException {
        device.send(3);
        device.send(3);
        device.contradict(4);
        long next = device.store();
        device.send(next);
        device.online();
        boolean came = post.await(SOON_MS, () -> book.receipted(device.epoch()) >= next);
        findings.judged(
                "dedupe",
                "goes-on",
                came
                        ? List.of()
                        : List.of("after two repeats and a contradiction number " + next + " was not receipted"),
                "two repeats and one with other content did not move its receipts; what it kept of number 4, and that it"
                        + " reported it, its log must show");
    }

    private void nonsense() throws Unreachable, InterruptedException {
        List<String> strange = new ArrayList<>(List.of(
                "",
                "null",
                "[]",
                "{",
                "{\"specversion\":\"1.0\"}",
                " ".repeat(60 * 1024),
                "{\"data\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}"));
        String like =
                "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/%s/%s\",\"type\":\"org.hubfloor.device.scanner-heard.v1\","
                        + "\"time\":\"2026-11-22T09:15:02Z\",\"datacontenttype\":\"application/json\",\"bootid\":\"b\",\"monoms\":\"1\","
                        + "\"clock\":\"synced\",\"data\":{\"scanner\":\"conform\"}}";
        String elsewhere = setting.device().hub() + "/" + setting.device().zone() + "/" + DeviceSide.NOBODY;
        strange.add(like.formatted("0", setting.device(""), device.epoch()));
        strange.add(like.formatted("-7", setting.device(""), device.epoch()));
        strange.add(like.formatted("99999999999999999999", setting.device(""), device.epoch()));
        strange.add(like.formatted("1", elsewhere, device.epoch()));
        strange.add(like.formatted("1", setting.device(""), "not-an-epoch"));
        for (String payload : strange) {
            device.publish(payload.getBytes(StandardCharsets.UTF_8));
        }
        device.publish(new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', '}'});
        long next = device.store();
        device.send(next);
        device.online();
        boolean came = post.await(SOON_MS, () -> book.receipted(device.epoch()) >= next);
        findings.judged(
                "receipt-prefix",
                "nonsense",
                came
                        ? List.of()
                        : List.of("after " + (strange.size() + 1) + " events that are none, number " + next
                                + " was not receipted"),
                (strange.size() + 1) + " events that are none (no bytes, 60 KiB, 5,000 levels, wrong id, epoch, device)"
                        + " were passed over");
    }

    private void gone() throws Unreachable, InterruptedException {
        long first = device.store();
        long second = device.store();
        long notice =
                device.store("device.events-expired.v1", "{\"fromSeq\":" + first + ",\"throughSeq\":" + second + "}");
        book.given(device.epoch(), first, second); // gone counts as held
        device.send(notice);
        device.online();
        boolean came = post.await(SOON_MS, () -> book.receipted(device.epoch()) >= notice);
        findings.judged(
                "events-gone",
                "counted",
                came
                        ? List.of()
                        : List.of("numbers " + first + " and " + second + " were told as expired by number " + notice
                                + ", yet after 10 s it receipts " + book.receipted(device.epoch())),
                "numbers told as expired were counted as held");
    }

    private void newConnection() throws Unreachable, InterruptedException {
        post.cut();
        device.connect();
        int before = book.receipts(device.epoch());
        device.online();
        boolean came = post.await(SOON_MS, () -> book.receipts(device.epoch()) > before);
        findings.judged(
                "receipt-again",
                "birth",
                came ? List.of() : List.of("a cut connection and a new birth, and no receipt came again within 10 s"),
                "after a cut connection and a new birth its last receipt came again");
    }

    private void newEpoch() throws Unreachable, InterruptedException {
        String old = device.epoch();
        device.newEpoch();
        device.online();
        long first = device.store(
                "device.store-replaced.v1",
                "{\"oldEpoch\":\"" + old + "\",\"oldLastSeq\":null,\"keptAt\":null,\"why\":\"conformance trial\"}");
        device.send(first);
        device.send(device.store());
        device.send(device.store());
        device.online();
        boolean came = post.await(SOON_MS, () -> book.receipted(device.epoch()) >= 3);
        int oldReceipts = book.receipts(old);
        post.listen(LOOK_MS);
        if (!came) {
            findings.failed(
                    "epoch-new",
                    "begins-anew",
                    "three events of a new epoch were receipted through " + book.receipted(device.epoch()));
        } else if (book.receipts(old) > oldReceipts) {
            findings.failed("epoch-new", "begins-anew", "it went on to receipt the old epoch as well");
        } else {
            findings.passed("epoch-new", "begins-anew", "a new epoch was receipted from 1 on, and the old one no more");
        }
    }
}
