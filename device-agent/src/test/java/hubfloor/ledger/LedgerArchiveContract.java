package hubfloor.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.config.model.DeviceIdentity;
import hubfloor.event.EventSource;
import hubfloor.event.ReceivedEvent;
import hubfloor.ledger.LedgerStore.Delivery;
import hubfloor.ledger.LedgerStore.Held;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a ledger wrote, read in order: the same of every store, so the same document is made of it. */
public abstract class LedgerArchiveContract {
    private static final EventSource LINE = source("kul", "ln-01", "00000000000000aa");
    protected static final EventSource STATION = source("kul", "st-01", "00000000000000bb");
    private static final EventSource ELSEWHERE = source("lgg", "st-01", "00000000000000cc");
    protected static final Instant AT = Instant.parse("2026-11-22T09:00:00Z");

    private static EventSource source(String hub, String device, String epoch) {
        return new EventSource(new DeviceIdentity(hub, "zone", device), epoch);
    }

    protected static void keep(LedgerStore ledger, Instant at, EventSource source, long... seqs) {
        Held held = ledger.hold(Set.of(source));
        ledger.commit(new Delivery(
                LongStream.of(seqs).mapToObj(seq -> event(source, seq)).toList(),
                List.of(),
                held.accounts().values(),
                at));
    }

    private static ReceivedEvent event(EventSource source, long seq) {
        byte[] raw = ("{\"id\":\"" + seq + "\"}").getBytes(StandardCharsets.UTF_8);
        return new ReceivedEvent(source, seq, "org.hubfloor.scan.read.v1", "s10/RR123456785MY", raw);
    }

    protected static List<String> read(LedgerArchive archive, String hub) throws IOException {
        List<String> read = new ArrayList<>();
        archive.read(
                hub,
                (event, at) -> read.add(event.source().device().device() + " " + event.seq() + " " + event.type() + " "
                        + event.subject() + " " + new String(event.raw(), StandardCharsets.UTF_8) + " " + at));
        return read;
    }

    /** The store, to be written. */
    protected abstract LedgerStore ledger() throws Exception;

    /** The same store, to be read; nobody writes. */
    protected abstract LedgerArchive archive() throws Exception;

    @Test
    void eventsComeByDeviceAndNumberHoweverTheyCameIn() throws Exception {
        try (LedgerStore ledger = ledger()) {
            keep(ledger, AT.plusMillis(1), STATION, 3);
            keep(ledger, AT, LINE, 11, 9);
            keep(ledger, AT.plusMillis(7), ELSEWHERE, 1);
            keep(ledger, AT, STATION, 1, 2);
        }
        String told = " org.hubfloor.scan.read.v1 s10/RR123456785MY ";
        try (LedgerArchive archive = archive()) {
            assertThat(archive.hubs()).containsExactly("kul", "lgg");
            assertThat(archive.newest("kul")).hasValue(AT.plusMillis(1));
            assertThat(archive.newest("kgl")).isEmpty();
            assertThat(read(archive, "kgl")).isEmpty();
            assertThat(read(archive, "kul"))
                    .containsExactly(
                            "ln-01 9" + told + "{\"id\":\"9\"} 2026-11-22T09:00:00Z",
                            "ln-01 11" + told + "{\"id\":\"11\"} 2026-11-22T09:00:00Z",
                            "st-01 1" + told + "{\"id\":\"1\"} 2026-11-22T09:00:00Z",
                            "st-01 2" + told + "{\"id\":\"2\"} 2026-11-22T09:00:00Z",
                            "st-01 3" + told + "{\"id\":\"3\"} 2026-11-22T09:00:00.001Z");
        }
    }
}
