package hubfloor.port;

import java.util.Optional;

/** What a feed has told, kept so that it can be told again. One thread. */
public interface FeedLog extends AutoCloseable {
    /** Messages kept, the newest; who missed older ones hears of their parcels when they change. */
    int KEPT_MAX = 100_000;

    /** 16 lower-case hex digits, made with the log. */
    String epoch();

    /** Number of the newest message, 0 for none. */
    long last();

    /** Keeps the message of the next number; on disk on return. */
    void append(long seq, byte[] message);

    /** Empty for one that is no longer kept. */
    Optional<byte[]> read(long seq);

    @Override
    void close();
}
