package hubfloor.adapter.systemd;

import hubfloor.port.ProcessKeeper;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * systemd as this process's keeper: the words of sd_notify(3) over its {@code NOTIFY_SOCKET}, one datagram each, without
 * a process per ping, so that the unit can say {@code NotifyAccess=main}. Any thread.
 */
public final class Systemd implements ProcessKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(Systemd.class);
    private static final int STATUS_MAX = 200;

    private final NotifySocket socket;
    private final Optional<Duration> patience;
    private final AtomicBoolean unheard = new AtomicBoolean();

    private Systemd(NotifySocket socket, Optional<Duration> patience) {
        this.socket = socket;
        this.patience = patience;
    }

    /** The keeper this process's environment tells of; {@link ProcessKeeper.Absent} when it tells of none. */
    public static ProcessKeeper of(Map<String, String> environment) {
        String name = environment.get("NOTIFY_SOCKET");
        if (name == null || name.isEmpty()) {
            return Absent.KEEPER;
        }
        try {
            return new Systemd(new NotifySocket(name), patience(environment));
        } catch (IOException e) {
            LOG.warn("systemd cannot be told how this process is, and may end it for that: {}", e.getMessage());
            return Absent.KEEPER;
        }
    }

    /** {@code WATCHDOG_PID} names another process when a child has inherited the environment. */
    private static Optional<Duration> patience(Map<String, String> environment) {
        String micros = environment.getOrDefault("WATCHDOG_USEC", "");
        String pid = environment.getOrDefault("WATCHDOG_PID", "");
        boolean ours = pid.isEmpty()
                || pid.equals(Long.toString(ProcessHandle.current().pid()));
        return ours && micros.matches("[1-9]\\d{0,14}")
                ? Optional.of(Duration.ofNanos(Long.parseLong(micros) * 1_000))
                : Optional.empty();
    }

    @Override
    public Optional<Duration> patience() {
        return patience;
    }

    @Override
    public void ready() {
        say("READY=1");
    }

    @Override
    public void status(String words) {
        String line = words.replaceAll("\\p{Cntrl}", "?");
        say("STATUS=" + line.substring(0, Math.min(STATUS_MAX, line.length())));
    }

    @Override
    public void alive() {
        say("WATCHDOG=1");
    }

    @Override
    public void stopping() {
        say("STOPPING=1");
    }

    private void say(String words) {
        try {
            socket.send(words);
            unheard.set(false);
        } catch (IOException e) {
            if (!unheard.getAndSet(true)) {
                LOG.warn("systemd does not hear this process: {}", e.getMessage());
            }
        }
    }
}
