package hubfloor.adapter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hubfloor.config.model.DeviceIdentity;
import hubfloor.event.EventSource;
import hubfloor.event.ReceivedEvent;
import hubfloor.ledger.LedgerStore.Delivery;
import hubfloor.ledger.LedgerStore.Held;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger's file, written by the ledger and read beside it. */
class LedgerReadingIT {
    private static final EventSource LINE = source("kul", "ln-01", "00000000000000aa");
    private static final EventSource STATION = source("kul", "st-01", "00000000000000bb");
    private static final EventSource ELSEWHERE = source("lgg", "st-01", "00000000000000cc");
    private static final Instant AT = Instant.parse("2026-11-22T09:00:00Z");

    @TempDir
    Path folder;

    private static EventSource source(String hub, String device, String epoch) {
        return new EventSource(new DeviceIdentity(hub, "zone", device), epoch);
    }

    private static ReceivedEvent event(EventSource source, long seq) {
        byte[] raw = ("{\"id\":\"" + seq + "\"}").getBytes(StandardCharsets.UTF_8);
        return new ReceivedEvent(source, seq, "org.hubfloor.scan.read.v1", "s10/RR123456785MY", raw);
    }

    private static void keep(SqliteLedger ledger, Instant at, EventSource source, long... seqs) {
        Held held = ledger.hold(Set.of(source));
        ledger.commit(new Delivery(
                LongStream.of(seqs).mapToObj(seq -> event(source, seq)).toList(),
                List.of(),
                held.accounts().values(),
                at));
    }

    private static List<String> read(LedgerReading ledger, String hub) throws StoreUnavailable, IOException {
        List<String> read = new ArrayList<>();
        ledger.read(
                hub,
                (event, at) -> read.add(event.source().device().device() + " " + event.seq() + " "
                        + new String(event.raw(), StandardCharsets.UTF_8) + " " + at));
        return read;
    }

    @Test
    void eventsComeByDeviceAndNumberHoweverTheyCameIn() throws Exception {
        Path file = folder.resolve("ledger.db");
        SqliteLedger ledger = SqliteLedger.open(file);
        keep(ledger, AT.plusMillis(1), STATION, 3);
        keep(ledger, AT, LINE, 11, 9);
        keep(ledger, AT.plusMillis(7), ELSEWHERE, 1);
        keep(ledger, AT, STATION, 1, 2);
        ledger.close();
        byte[] before = Files.readAllBytes(file);
        try (LedgerReading reading = LedgerReading.open(file)) {
            assertThat(reading.hubs()).containsExactly("kul", "lgg");
            assertThat(reading.newest("kul")).hasValue(AT.plusMillis(1));
            assertThat(reading.newest("kgl")).isEmpty();
            assertThat(read(reading, "kul"))
                    .containsExactly(
                            "ln-01 9 {\"id\":\"9\"} 2026-11-22T09:00:00Z",
                            "ln-01 11 {\"id\":\"11\"} 2026-11-22T09:00:00Z",
                            "st-01 1 {\"id\":\"1\"} 2026-11-22T09:00:00Z",
                            "st-01 2 {\"id\":\"2\"} 2026-11-22T09:00:00Z",
                            "st-01 3 {\"id\":\"3\"} 2026-11-22T09:00:00.001Z");
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        SqliteLedger again = SqliteLedger.open(file);
        keep(again, AT, STATION, 4);
        again.close();
    }

    /** A kill leaves what was committed in the log beside the file; a reader that passed it over would lose the newest. */
    @Test
    void whatAKilledLedgerCommittedIsRead() throws Exception {
        Path file = folder.resolve("ledger.db");
        SqliteLedger ledger = SqliteLedger.open(file);
        keep(ledger, AT, STATION, 1);
        Path killed = folder.resolve("killed.db");
        Files.copy(file, killed);
        Files.copy(Beside.file(file, "-wal"), Beside.file(killed, "-wal"));
        ledger.close();
        try (LedgerReading reading = LedgerReading.open(killed)) {
            assertThat(read(reading, "kul")).hasSize(1);
        }
    }

    @Test
    void runningLedgerIsNotReadAndSaidSo() {
        Path file = folder.resolve("ledger.db");
        SqliteLedger ledger = SqliteLedger.open(file);
        assertThatThrownBy(() -> LedgerReading.open(file))
                .isInstanceOf(StoreInUse.class)
                .hasMessageContaining("stop it");
        ledger.close();
    }

    @Test
    void anotherFileIsNoLedgerAndIsLeftAsItIs() throws Exception {
        assertThatThrownBy(() -> LedgerReading.open(folder.resolve("none.db"))).isInstanceOf(StoreUnavailable.class);
        assertThat(folder.resolve("none.db")).doesNotExist();
        Path text = Files.writeString(folder.resolve("notes.txt"), "no database at all".repeat(100));
        assertThatThrownBy(() -> LedgerReading.open(text)).isInstanceOf(StoreUnavailable.class);
        Path store = folder.resolve("events.db");
        Floor.open(store).close();
        byte[] before = Files.readAllBytes(store);
        assertThatThrownBy(() -> LedgerReading.open(store)).isInstanceOf(StoreRefused.class);
        assertThat(Files.readAllBytes(store)).isEqualTo(before);
    }
}
