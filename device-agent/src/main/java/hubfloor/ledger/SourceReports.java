package hubfloor.ledger;

import hubfloor.config.model.DeviceIdentity;
import hubfloor.ledger.LedgerStore.EventId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a store tells a person, also while instances of the ledger write into it. */
public final class SourceReports {
    private SourceReports() {}

    /** Every source, by device, the current epoch of each device last. */
    public static List<SourceReport> of(LedgerStore store, Instant now) {
        List<Account> accounts = new ArrayList<>(store.accounts());
        Map<DeviceIdentity, Account> current = current(accounts);
        accounts.sort(Comparator.comparing(
                        (Account account) -> account.source().device(),
                        Comparator.comparing(DeviceIdentity::hub)
                                .thenComparing(DeviceIdentity::zone)
                                .thenComparing(DeviceIdentity::device))
                .thenComparingLong(Account::namedAtMs));
        return accounts.stream()
                .map(account -> SourceReport.of(
                        account, account.equals(current.get(account.source().device())), waiting(store, account, now)))
                .toList();
    }

    /** The epoch each device named last, or the one met last where none was named. */
    static Map<DeviceIdentity, Account> current(List<Account> accounts) {
        Map<DeviceIdentity, Account> current = new LinkedHashMap<>();
        for (Account account : accounts) {
            current.merge(
                    account.source().device(),
                    account,
                    (before, after) -> after.namedAtMs() >= before.namedAtMs() ? after : before);
        }
        return current;
    }

    private static Optional<Duration> waiting(LedgerStore store, Account account, Instant now) {
        return account.above().stream()
                .findFirst()
                .flatMap(range -> store.keptAt(new EventId(account.source(), range.from())))
                .map(kept -> Duration.between(kept, now));
    }
}
