package hubfloor.delivery;

/** What the link has to do next, in the order given. */
public sealed interface Effect {
    /** Start an attempt at this monotonic time, not before. */
    record DialAt(long atNanos) implements Effect {}

    /** The connection is of no use any more: close it without waiting, then report it lost. */
    record HangUp(String why) implements Effect {}

    /** Subscribe to the device's own receipts and commands. */
    record Subscribe() implements Effect {}

    /** Publish the retained state. */
    record Birth() implements Effect {}

    record Publish(long seq) implements Effect {}

    record PersistHanded(long through) implements Effect {}

    record PersistReceipted(String consumer, long through) implements Effect {}

    record Park(long seq, int reasonCode) implements Effect {}

    /** A parked event was accepted after all. */
    record Unpark(long seq) implements Effect {}

    /** Central holds numbers this store has not given out yet: the store is an old copy. */
    record StoreOlder(String consumer, long through) implements Effect {}

    /**
     * Something a person should know.
     *
     * @param reasonCode MQTT's, 0 where none applies
     * @param seq the event it is about, 0 for none
     */
    record Alarm(Trouble trouble, int reasonCode, long seq) implements Effect {}

    /** What can be wrong with delivery. */
    enum Trouble {
        PUBLISH_REFUSED("publish-refused"),
        TAKEN_OVER("client-id-taken-over"),
        ACKS_MISSING("broker-does-not-acknowledge"),
        RECEIPTS_MISSING("receipts-missing"),
        STORE_OLDER("store-older-than-central");

        private final String word;

        Trouble(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
