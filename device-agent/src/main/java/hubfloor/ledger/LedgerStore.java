package hubfloor.ledger;

import hubfloor.event.EventSource;
import hubfloor.event.ReceivedEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a consumer keeps events. Several instances may share one store: what {@link #hold} gave stands still until
 * {@link #commit}, whoever else writes. Ledger thread only.
 *
 * <p>A method that throws has kept nothing it was given, or cannot tell: {@link Away} when it may work again later,
 * {@link IllegalStateException} when a person must look. Either way the next {@code hold} tells the truth.
 */
public interface LedgerStore extends AutoCloseable {
    /** What is held of every source, as committed; nothing is locked. */
    List<Account> accounts();

    /** Begins a transaction and gives these accounts, fresh ones for sources never heard of. */
    Held hold(Set<EventSource> sources);

    /** The envelopes as they came, of those that are held. Within a transaction or without. */
    Map<EventId, byte[]> envelopes(Collection<EventId> events);

    /** Keeps all of it and ends the transaction, flushed when this returns: only then may it be receipted. */
    void commit(Delivery delivery);

    /** When this event was kept; empty when it is not held. */
    Optional<Instant> keptAt(EventId event);

    @Override
    void close();

    /** @param storeMs the store's clock, milliseconds: the one clock all instances share */
    record Held(Map<EventSource, Account> accounts, long storeMs) {
        /** Of a source that was asked for. */
        Account of(EventSource source) {
            Account account = accounts.get(source);
            if (account == null) {
                throw new IllegalStateException("the ledger's store did not give the account of " + source.text());
            }
            return account;
        }
    }

    /**
     * @param fresh not held before
     * @param conflicts repeats of a number with other content: kept aside, never in place of the first
     * @param accounts all that were held
     */
    record Delivery(
            Collection<ReceivedEvent> fresh,
            Collection<ReceivedEvent> conflicts,
            Collection<Account> accounts,
            Instant at) {}

    record EventId(EventSource source, long seq) {}

    /** Another program holds a store that only one may open. */
    final class InUse extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        public InUse(String words) {
            super(words);
        }
    }

    /** The store cannot be reached, or gave up just now; the words are for a person. */
    final class Away extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Away(String words, Throwable cause) {
            super(words, cause);
        }
    }
}
