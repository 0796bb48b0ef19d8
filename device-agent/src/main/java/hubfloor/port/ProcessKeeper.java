package hubfloor.port;

import java.time.Duration;
import java.util.Optional;

/**
 * Whoever started this process and starts it again when it ends or falls silent: systemd on a device, nobody on a
 * laptop. Any thread; nothing here fails, because a device works on when its keeper does not listen.
 */
public interface ProcessKeeper {
    /** How long {@link #alive} may stay away before the process is ended; empty when nobody looks. */
    Optional<Duration> patience();

    /** Everything has started and scans are taken. */
    void ready();

    /** One line for the person who asks how the service is. */
    void status(String words);

    /** Every loop that matters has made progress since the last call. */
    void alive();

    /** The process is on its way out and says nothing more. */
    void stopping();

    /** No keeper: a terminal, a test. */
    enum Absent implements ProcessKeeper {
        KEEPER;

        @Override
        public Optional<Duration> patience() {
            return Optional.empty();
        }

        @Override
        public void ready() {}

        @Override
        public void status(String words) {}

        @Override
        public void alive() {}

        @Override
        public void stopping() {}
    }
}
