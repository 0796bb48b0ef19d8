package hubfloor.agent;

import hubfloor.reader.ReaderMessage.Codes;

/** Who wants what scanners see: a station's scan flow, or a line that joins reads to parcels. Called by their threads. */
public interface ScanTaker {
    /** Takes one telegram of codes, as soon as its last byte has come; to wait makes the serial line wait. */
    void scanned(String scanner, Codes codes) throws InterruptedException;
}
