package hubfloor.ledger;

import static hubfloor.link.Floor.BASE;
import static hubfloor.link.Floor.EPOCH;
import static hubfloor.link.Floor.await;
import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.loopback.LoopbackBroker;
import hubfloor.adapter.sqlite.SqliteLedger;
import hubfloor.event.Event;
import hubfloor.event.EventSource;
import hubfloor.event.StoredEvent;
import hubfloor.ledger.LedgerStore.EventId;
import hubfloor.link.Floor;
import hubfloor.link.Floor.Client;
import hubfloor.link.Link;
import hubfloor.link.ListStore;
import hubfloor.port.BrokerConnector.Message;
import hubfloor.port.WireFormat.Malformed;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final EventSource SOURCE = new EventSource(Floor.DEVICE, EPOCH);

    @TempDir
    Path folder;

    private final LoopbackBroker broker = new LoopbackBroker();
    private final List<Runnable> closing = new ArrayList<>();
    private Ledger ledger;

    @BeforeEach
    void open() {
        ledger = start();
    }

    @AfterEach
    void close() {
        closing.forEach(Runnable::run);
        ledger.close();
    }

    private Ledger start() {
        Ledger fresh = new Ledger(
                "",
                "central",
                Optional.empty(),
                broker,
                SqliteLedger.open(folder.resolve("ledger.db")),
                Floor.WIRE,
                Floor.CLOCK,
                Floor::randomBelow);
        fresh.start();
        await("ledger connected", fresh::isConnected);
        return fresh;
    }

    private Link station(ListStore store) {
        Link link = Floor.link(store, broker, 20, "central");
        closing.add(() -> link.close(Duration.ZERO));
        link.start();
        return link;
    }

    private static void commit(ListStore store, int count) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(Floor.scan(i));
        }
        store.commit(events);
    }

    private static byte[] envelope(String epoch, long seq, int content) {
        return Floor.WIRE
                .envelopes(new EventSource(Floor.DEVICE, epoch))
                .write(new StoredEvent(epoch, seq, Floor.scan(content)));
    }

    private void arrive(String epoch, long seq, int content) {
        broker.inject(new Message(
                BASE + "event/scan", envelope(epoch, seq, content), false, "", new byte[0], "application/json"));
    }

    private static SourceReport line(
            EventSource source,
            boolean current,
            long last,
            long through,
            long missing,
            int gaps,
            long again,
            long lag) {
        return new SourceReport(source, current, last, through, missing, gaps, 0, 0, again, 0, lag, Optional.empty());
    }

    private SourceReport report(EventSource source) {
        return ledger.report().stream()
                .filter(line -> line.source().equals(source))
                .findFirst()
                .orElseGet(() -> line(source, false, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void receiptsAreHeardWhileTheBrokersAcknowledgementsAreHeldUp() throws InterruptedException {
        Client ear = new Client(broker, "ear", BASE + "receipt/central");
        broker.acknowledging(false);
        for (int seq = 1; seq <= 24; seq++) {
            arrive(EPOCH, seq, seq); // one device: each receipt that goes out takes a place that is not given back
            int through = seq;
            await("stored", () -> report(SOURCE).through() == through);
        }
        ear.hear(message -> Client.text(message).contains("\"through\":24"));
        assertThat(ledger.counts()).containsKey("receipts-hinted");
        broker.acknowledging(true);
    }

    @Test
    void everythingStoredIsReceipted() {
        ListStore store = new ListStore(EPOCH);
        station(store);
        commit(store, 5_000);
        await("receipted", () -> store.receipted() == 5_000);
        await("report", () -> report(SOURCE).through() == 5_000);
        assertThat(report(SOURCE)).isEqualTo(line(SOURCE, true, 5_000, 5_000, 0, 0, 0, 0));
    }

    @Test
    void outOfOrderIsOneGapLessAndRepeatsAreDropped() {
        for (long seq : new long[] {1, 2, 5, 4, 8, 2, 8}) {
            arrive(EPOCH, seq, (int) seq);
        }
        await("report", () -> report(SOURCE).duplicates() == 2);
        assertThat(report(SOURCE)).isEqualTo(line(SOURCE, true, 8, 2, 3, 2, 2, 6));
        arrive(EPOCH, 3, 3);
        await("closed", () -> report(SOURCE).through() == 5);
    }

    @Test
    void repeatWithOtherContentIsAConflictAndTheFirstStays() throws Malformed {
        arrive(EPOCH, 1, 1);
        arrive(EPOCH, 1, 2);
        await("conflict", () -> report(SOURCE).conflicts() == 1);
        assertThat(report(SOURCE).duplicates()).isZero();
        assertThat(ledger.counts()).containsEntry("odd-conflict", 1L);
        ledger.close();
        try (SqliteLedger file = SqliteLedger.open(folder.resolve("ledger.db"))) {
            assertThat(file.accounts().getFirst().conflicts()).isEqualTo(1);
            EventId first = new EventId(SOURCE, 1);
            assertThat(file.envelopes(List.of(first)).get(first)).isEqualTo(envelope(EPOCH, 1, 1));
        }
    }

    @Test
    void swallowedEventsAreAskedForAgainAndTheGapCloses() {
        ListStore store = new ListStore(EPOCH);
        station(store);
        boolean[] swallow = {true};
        broker.swallow(message -> {
            String text = new String(message.payload(), StandardCharsets.UTF_8);
            return swallow[0] && (text.contains("\"id\":\"7\"") || text.contains("\"id\":\"100\""));
        });
        commit(store, 100);
        await("the others", () -> report(SOURCE).lastSeq() >= 99);
        swallow[0] = false;
        commit(store, 1);
        await("receipted", () -> store.receipted() == 101);
        assertThat(ledger.counts()).containsKey("replays-asked");
    }

    @Test
    void ledgerThatWasClosedGoesOnWhereItWas() {
        ListStore store = new ListStore(EPOCH);
        station(store);
        commit(store, 500);
        await("receipted", () -> store.receipted() == 500);
        ledger.close();
        commit(store, 500);
        ledger = start();
        await("receipted", () -> store.receipted() == 1_000);
        assertThat(report(SOURCE).conflicts()).isZero();
    }

    @Test
    void brokerKilledUnderBothLosesNothing() {
        ListStore store = new ListStore(EPOCH);
        Link link = station(store);
        for (int round = 0; round < 4; round++) {
            await("link", () -> link.status().connected());
            commit(store, 1_000);
            broker.kill();
            broker.forget();
            broker.revive();
        }
        await("receipted", () -> store.receipted() == 4_000);
        assertThat(broker.violations()).isZero();
    }

    @Test
    void newEpochOfADeviceIsReceiptedOnItsOwn() {
        ListStore first = new ListStore(EPOCH);
        Link link = station(first);
        commit(first, 10);
        await("first", () -> first.receipted() == 10);
        link.close(Duration.ZERO);
        ListStore second = new ListStore("fedcba9876543210");
        commit(second, 4);
        station(second);
        await("second", () -> second.receipted() == 4);
        await("reports", () -> ledger.report().size() == 2);
        assertThat(report(SOURCE).current()).isFalse();
        assertThat(report(SOURCE).through()).isEqualTo(10);
    }

    @Test
    void forgedAndMalformedMessagesAreCounted() {
        broker.inject(new Message(
                "hubfloor/1/kul/bay-1/other/event/scan", envelope(EPOCH, 1, 1), false, "", new byte[0], ""));
        broker.inject(new Message(BASE + "event/scan", new byte[] {'{'}, false, "", new byte[0], ""));
        broker.inject(new Message(BASE + "state", new byte[70_000], true, "", new byte[0], ""));
        await("counted", () -> ledger.counts().getOrDefault("odd-malformed", 0L) == 2);
        assertThat(ledger.counts()).containsEntry("odd-source-of-another-device", 1L);
        assertThat(ledger.report()).isEmpty();
    }

    @Test
    void watchPrintsOneSafeLineForEachEvent() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Watch watch = new Watch(
                "",
                broker,
                Floor.WIRE,
                Floor.CLOCK,
                Floor::randomBelow,
                false,
                new PrintStream(bytes, true, StandardCharsets.UTF_8));
        Thread thread = Thread.ofPlatform().start(watch::run);
        Client probe = new Client(broker, "probe", BASE + "event/+");
        await("printed", () -> {
            arrive(EPOCH, 1, 1);
            return bytes.size() > 0;
        });
        probe.hear(heard -> true);
        broker.inject(new Message(BASE + "event/\u001b[2J", new byte[] {'x'}, false, "", new byte[0], ""));
        watch.stop();
        thread.join();
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines().findFirst())
                .contains("2026-11-22T09:15:02.417Z  kul/bay-1/station-3  1  org.hubfloor.scan.read.v1  s10/RR1");
        assertThat(Watch.escaped("a\u001b[2J\n\u202eb\u0085é")).isEqualTo("a\\u001b[2J\\u000a\\u202eb\\u0085é");
    }
}
