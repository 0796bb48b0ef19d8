package hubfloor.agent;

import hubfloor.event.Stamp;

/** What becomes of a scan that is stored, where a scan is not all there is to it. */
public interface AfterScan {
    /**
     * Says to staff what is to be done, at once or soon; exactly one message, because nobody else says one.
     *
     * @param stamp when it was scanned
     * @param seq the number under which it is stored
     */
    void scanned(ScanRecord scan, Stamp stamp, long seq) throws InterruptedException;
}
