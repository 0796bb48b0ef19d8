package hubfloor.hub;

/**
 * What lies in this device's open containers, for whoever hears what customs says. Called by the hub desk's thread; waits
 * for one commit at most.
 */
public interface Packed {
    /** A device without containers. */
    Packed NOTHING = new Packed() {
        @Override
        public boolean holds(String subject) {
            return false;
        }

        @Override
        public void customs(String subject, String word) {
            throw new IllegalStateException("nothing is held here");
        }
    };

    /** Whether this parcel lies in an open container that is to leave the hub. */
    boolean holds(String subject);

    /**
     * Customs changed its word on a parcel that is held.
     *
     * @param word {@code released} when it may go now, after all; else why it may not any more
     */
    void customs(String subject, String word) throws InterruptedException;
}
