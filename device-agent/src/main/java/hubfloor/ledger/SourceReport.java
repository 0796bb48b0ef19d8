package hubfloor.ledger;

import hubfloor.event.EventSource;
import java.time.Duration;
import java.util.Optional;

/**
 * One source as the ledger sees it.
 *
 * @param current whether this is the epoch the device uses now
 * @param lastSeq highest number known to exist, seen or announced
 * @param through everything up to here is stored, or gone, and receipted
 * @param missing numbers below {@code lastSeq} not held, in {@code gaps} ranges
 * @param gone numbers that expired at the device before anybody receipted them: part of {@code through}, never held
 * @param shed events the device had no room for, which never had a number
 * @param lag numbers between {@code through} and {@code lastSeq}
 * @param waiting how long the lowest event that is held beyond the first gap has been waiting for it to close
 */
public record SourceReport(
        EventSource source,
        boolean current,
        long lastSeq,
        long through,
        long missing,
        int gaps,
        long gone,
        long shed,
        long duplicates,
        long conflicts,
        long lag,
        Optional<Duration> waiting) {

    static SourceReport of(Account account, boolean current, Optional<Duration> waiting) {
        return new SourceReport(
                account.source(),
                current,
                account.last(),
                account.through(),
                account.missing(),
                account.gaps(),
                account.gone(),
                account.shed(),
                account.duplicates(),
                account.conflicts(),
                account.last() - account.through(),
                waiting);
    }
}
