package hubfloor.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.delivery.SeqRanges.Range;
import hubfloor.event.EventSource;
import hubfloor.event.ReceivedEvent;
import hubfloor.event.StoredEvent;
import hubfloor.ledger.LedgerStore.EventId;
import hubfloor.ledger.LedgerStore.Held;
import hubfloor.link.Floor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of a ledger promises; the books over it are the same for all. */
public abstract class LedgerStoreContract {
    protected static final EventSource SOURCE = new EventSource(Floor.DEVICE, Floor.EPOCH);
    protected static final EventSource OTHER = new EventSource(Floor.DEVICE, "fedcba9876543210");
    protected static final Instant AT = Instant.parse("2026-11-22T09:15:02.417Z");

    private LedgerStore store;

    /** Opens the same store again after a close, with what was committed. */
    protected abstract LedgerStore open();

    @BeforeEach
    void openStore() {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private void reopen() {
        store.close();
        store = open();
    }

    protected static ReceivedEvent event(EventSource source, long seq, int content) {
        byte[] raw = Floor.WIRE.envelopes(source).write(new StoredEvent(source.epoch(), seq, Floor.scan(content)));
        return new ReceivedEvent(source, seq, "org.hubfloor.scan.read.v1", "s10/RR" + content, raw);
    }

    /** As the ledger does it, in one transaction. */
    protected static void take(LedgerStore to, ReceivedEvent... events) {
        Books books = new Books(to, Floor.WIRE);
        for (ReceivedEvent event : events) {
            books.take(event);
        }
        books.flush(AT);
    }

    private Account account(EventSource source) {
        return store.accounts().stream()
                .filter(account -> account.source().equals(source))
                .findFirst()
                .orElseThrow();
    }

    private static ReceivedEvent said(long seq, String type, String data) {
        String raw = "{\"specversion\":\"1.0\",\"id\":\"" + seq + "\",\"source\":\"" + SOURCE.text()
                + "\",\"type\":\"org.hubfloor." + type + "\",\"data\":" + data + "}";
        return new ReceivedEvent(SOURCE, seq, "org.hubfloor." + type, "", raw.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsCommittedIsThereAfterReopening() {
        take(store, event(SOURCE, 1, 1), event(SOURCE, 2, 2), event(SOURCE, 5, 5), event(OTHER, 1, 1));
        reopen();
        Account held = account(SOURCE);
        assertThat(held.through()).isEqualTo(2);
        assertThat(held.above()).containsExactly(new Range(5, 5));
        assertThat(account(OTHER).through()).isEqualTo(1);
        Map<EventId, byte[]> envelopes =
                store.envelopes(List.of(new EventId(SOURCE, 5), new EventId(SOURCE, 3), new EventId(OTHER, 1)));
        assertThat(envelopes).containsOnlyKeys(new EventId(SOURCE, 5), new EventId(OTHER, 1));
        assertThat(envelopes.get(new EventId(SOURCE, 5)))
                .isEqualTo(event(SOURCE, 5, 5).raw());
        assertThat(store.keptAt(new EventId(SOURCE, 5))).contains(AT);
        assertThat(store.keptAt(new EventId(SOURCE, 4))).isEmpty();
    }

    @Test
    void eachEventIsKeptOnceAndAConflictAside() {
        take(store, event(SOURCE, 1, 1), event(SOURCE, 1, 1), event(SOURCE, 1, 7));
        take(store, event(SOURCE, 1, 1), event(SOURCE, 1, 8), event(SOURCE, 2, 2));
        Account held = account(SOURCE);
        assertThat(held.through()).isEqualTo(2);
        assertThat(held.duplicates()).isEqualTo(2);
        assertThat(held.conflicts()).isEqualTo(2);
        EventId first = new EventId(SOURCE, 1);
        assertThat(store.envelopes(List.of(first)).get(first))
                .isEqualTo(event(SOURCE, 1, 1).raw());
    }

    @Test
    void everyMemberOfAnAccountComesBack() {
        Account account = Account.of(new Account.Row(
                SOURCE, 7, "9-12 20-20", "3-4", 31, 1_700_000_000_123L, 5, 6, 8, new Account.Asked(8, 19, 44, 3_000)));
        Held held = store.hold(Set.of(SOURCE));
        assertThat(held.accounts()).containsOnlyKeys(SOURCE);
        store.commit(new LedgerStore.Delivery(List.of(), List.of(), List.of(account), AT));
        reopen();
        assertThat(account(SOURCE).row()).isEqualTo(account.row());
    }

    @Test
    void whatWasHeldAndNotCommittedIsAsItWas() {
        take(store, event(SOURCE, 1, 1));
        Held held = store.hold(Set.of(SOURCE));
        held.of(SOURCE).add(2);
        Held again = store.hold(Set.of(SOURCE, OTHER));
        assertThat(again.of(SOURCE).through()).isEqualTo(1);
        assertThat(again.of(OTHER).last()).isZero();
        assertThat(again.storeMs()).isGreaterThan(1_700_000_000_000L);
    }

    @Test
    void expiredNumbersCountAsHeldAndAreToldApart() {
        take(store, event(SOURCE, 1, 1), event(SOURCE, 4, 4));
        take(store, said(7, "device.events-expired.v1", "{\"fromSeq\":1,\"throughSeq\":5}"));
        assertThat(account(SOURCE).through()).isEqualTo(5);
        assertThat(account(SOURCE).gone()).as("2, 3 and 5").isEqualTo(3);
        take(store, event(SOURCE, 6, 6), event(SOURCE, 3, 3));
        reopen();
        assertThat(account(SOURCE).through()).isEqualTo(7);
        assertThat(account(SOURCE).gone()).as("3 came after all").isEqualTo(2);
        assertThat(store.envelopes(List.of(new EventId(SOURCE, 3)))).hasSize(1);
    }

    @Test
    void deviceCannotDeclareNumbersGoneThatItHasNotReached() {
        take(store, said(2, "device.events-expired.v1", "{\"fromSeq\":1,\"throughSeq\":900000000000}"));
        assertThat(account(SOURCE).last()).isEqualTo(2);
        assertThat(account(SOURCE).through()).isZero();
    }

    @Test
    void shedEventsAreCountedOnce() {
        ReceivedEvent shed =
                said(1, "device.events-shed.v1", "{\"class\":\"alarm\",\"count\":120,\"fromMonoMs\":1,\"toMonoMs\":2}");
        take(store, shed);
        take(store, shed);
        assertThat(account(SOURCE).shed()).isEqualTo(120);
        assertThat(account(SOURCE).through()).isEqualTo(1);
    }

    @Test
    void textThatADatabaseCannotHoldIsKeptInTheEnvelope() {
        ReceivedEvent plain = event(SOURCE, 1, 1);
        take(store, new ReceivedEvent(SOURCE, 1, plain.type(), "code128/a\0b\ud800'); --", plain.raw()));
        assertThat(account(SOURCE).through()).isEqualTo(1);
    }

    @Test
    void tenThousandEventsInOneTransactionAreAllThere() {
        List<ReceivedEvent> many = new ArrayList<>();
        for (int seq = 1; seq <= 10_000; seq++) {
            many.add(event(SOURCE, seq, seq));
        }
        take(store, many.toArray(new ReceivedEvent[0]));
        assertThat(account(SOURCE).through()).isEqualTo(10_000);
        assertThat(store.envelopes(
                        many.stream().map(e -> new EventId(SOURCE, e.seq())).toList()))
                .hasSize(10_000);
    }
}
