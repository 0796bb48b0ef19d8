package hubfloor.ledger;

import hubfloor.event.EventSource;

/**
 * One source as the ledger sees it.
 *
 * @param current whether this is the epoch the device uses now
 * @param lastSeq highest number known to exist, seen or announced
 * @param through everything up to here is stored and receipted
 * @param missing numbers below {@code lastSeq} not held, in {@code gaps} ranges
 * @param lag numbers between {@code through} and {@code lastSeq}
 */
public record SourceReport(
        EventSource source,
        boolean current,
        long lastSeq,
        long through,
        long missing,
        int gaps,
        long duplicates,
        long conflicts,
        long lag) {}
