package hubfloor.link;

import hubfloor.adapter.loopback.LoopbackBroker;
import hubfloor.adapter.sqlite.SqliteLedger;
import hubfloor.event.Event;
import hubfloor.event.EventSource;
import hubfloor.event.StoredEvent;
import hubfloor.ledger.Ledger;
import hubfloor.port.WireFormat.EnvelopeWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures store (in memory) to link to loopback broker to ledger (SQLite): events a second with receipts, envelope
 * nanoseconds, and commit to publish call. Arguments: events, window.
 */
public final class LinkBench {
    private LinkBench() {}

    public static void main(String[] arguments) throws IOException {
        int events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 300_000;
        int window = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
        envelopes();
        handOver();
        for (int round = 0; round < 3; round++) {
            deliver(events, window);
        }
    }

    private static void envelopes() {
        EnvelopeWriter writer = Floor.WIRE.envelopes(new EventSource(Floor.DEVICE, Floor.EPOCH));
        StoredEvent event = new StoredEvent(Floor.EPOCH, 123_456, Floor.scan(1));
        long bytes = 0;
        for (int round = 0; round < 5; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < 500_000; i++) {
                bytes += writer.write(event).length;
            }
            System.out.printf("envelope %d ns, %d bytes%n", (System.nanoTime() - start) / 500_000, bytes / 500_000);
            bytes = 0;
        }
    }

    private static void handOver() {
        long[] published = new long[1];
        LoopbackBroker broker = new LoopbackBroker();
        broker.swallow(message -> {
            published[0] = System.nanoTime();
            return true;
        });
        ListStore store = new ListStore(Floor.EPOCH);
        Link link = Floor.link(store, broker, 20);
        link.start();
        Floor.await("connected", () -> link.status().connected());
        long[] took = new long[4_000];
        for (int i = 0; i < took.length; i++) {
            long start = System.nanoTime();
            store.commit(List.of(Floor.scan(i)));
            long seq = i + 1L;
            Floor.await("handed", () -> store.progress().handed() == seq);
            took[i] = published[0] - start;
            LockSupport.parkNanos(500_000);
        }
        link.close(Duration.ZERO);
        long[] warm = Arrays.copyOfRange(took, 1_000, took.length);
        Arrays.sort(warm);
        System.out.printf(
                "commit to publish call: p50 %d us, p99 %d us%n",
                warm[warm.length / 2] / 1_000, warm[warm.length * 99 / 100] / 1_000);
    }

    private static void deliver(int events, int window) throws IOException {
        Path file = Files.createTempDirectory("linkbench").resolve("ledger.db");
        LoopbackBroker broker = new LoopbackBroker();
        broker.receiveMax(window);
        ListStore store = new ListStore(Floor.EPOCH);
        Ledger ledger = new Ledger(
                "",
                "central",
                Optional.empty(),
                broker,
                SqliteLedger.open(file),
                Floor.WIRE,
                Floor.CLOCK,
                Floor::randomBelow);
        Link link = Floor.link(store, broker, window, "central");
        ledger.start();
        link.start();
        Floor.await("connected", () -> link.status().connected() && ledger.isConnected());
        List<Event> batch = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            batch.add(Floor.scan(i));
        }
        long start = System.nanoTime();
        for (int i = 0; i < events / 64; i++) {
            store.commit(batch);
        }
        long all = events / 64 * 64L;
        while (store.receipted() < all) {
            LockSupport.parkNanos(1_000_000);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%d events receipted in %.2f s: %.0f/s, window %d%n", all, seconds, all / seconds, window);
        link.close(Duration.ZERO);
        ledger.close();
        Files.deleteIfExists(file);
    }
}
