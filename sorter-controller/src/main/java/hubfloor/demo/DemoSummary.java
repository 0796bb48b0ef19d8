package hubfloor.demo;

/**
 * What became of the demo's scans, each counted where it happened.
 *
 * @param scanned sent by the scanner
 * @param stored committed by the station
 * @param published acknowledged by the broker
 * @param receipted confirmed by central
 * @param lost sent by the scanner and not held by central
 * @param duplicates came to central more than once, and were dropped there
 */
public record DemoSummary(long scanned, long stored, long published, long receipted, long lost, long duplicates) {
    /** Every scan went all the way. */
    public boolean complete() {
        return lost == 0 && stored == scanned && receipted == scanned;
    }

    /** While it runs: what is under way is not lost. */
    public String soFar() {
        return "scanned %d, stored %d, published %d, receipted %d".formatted(scanned, stored, published, receipted);
    }

    @Override
    public String toString() {
        return "scanned %d, stored %d, published %d, receipted %d, lost %d, duplicates %d"
                .formatted(scanned, stored, published, receipted, lost, duplicates);
    }
}
