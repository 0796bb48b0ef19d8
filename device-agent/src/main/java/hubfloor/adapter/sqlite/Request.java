package hubfloor.adapter.sqlite;

import hubfloor.event.Event;
import hubfloor.port.EventStore.Outcome;
import java.util.concurrent.CountDownLatch;

/** What other threads ask of the store-writer; it travels through one bounded queue. */
sealed interface Request {
    record Append(Event event, Outcome outcome) implements Request {}

    record Park(StoreFile.Park park) implements Request {}

    /** Put the store aside and begin a new epoch; {@code done} when that has been tried. */
    record Renew(String why, CountDownLatch done) implements Request {}

    enum Signal implements Request {
        WAKE,
        CLOSE
    }
}
