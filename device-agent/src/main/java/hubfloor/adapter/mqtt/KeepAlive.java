package hubfloor.adapter.mqtt;

import hubfloor.port.Clock;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.MqttPingSender;
import org.eclipse.paho.mqttv5.client.internal.ClientComms;
import org.jspecify.annotations.Nullable;

/**
 * Notices a broker that has fallen silent within 1.5 times the keep-alive. The library alone would need twice, because it
 * looks only once per keep-alive. Here we look ten times: a ping goes out 1.0 to 1.1 keep-alives after the last word, and
 * silence is declared at 1.35 to 1.45. Runs on the watch thread.
 */
final class KeepAlive implements MqttPingSender {
    private final DialingSocket socket;
    private final Clock clock;
    private final ScheduledExecutorService watch;
    private final Runnable silent;
    private @Nullable ClientComms comms;
    private @Nullable Future<?> ticking;
    private long askedSince = Long.MIN_VALUE;

    KeepAlive(DialingSocket socket, Clock clock, ScheduledExecutorService watch, Runnable silent) {
        this.socket = socket;
        this.clock = clock;
        this.watch = watch;
        this.silent = silent;
    }

    @Override
    public void init(ClientComms library) {
        comms = library;
    }

    @Override
    public synchronized void start() {
        ClientComms library = comms;
        if (library == null || library.getKeepAlive() <= 0 || ticking != null) {
            return;
        }
        long tickMs = Math.max(50, library.getKeepAlive() / 10);
        ticking = watch.scheduleWithFixedDelay(() -> tick(library), tickMs, tickMs, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void stop() {
        if (ticking != null) {
            ticking.cancel(false);
        }
    }

    @Override
    public void schedule(long ignoredMs) {
        // the library asks to be called again after a whole keep-alive; we call it more often
    }

    private void tick(ClientComms library) {
        Long heard = socket.lastHeardNanos();
        if (heard == null) {
            return;
        }
        long silence = clock.nanos() - heard;
        long keepAliveNanos = TimeUnit.MILLISECONDS.toNanos(library.getKeepAlive());
        if (silence > keepAliveNanos * 135 / 100) {
            silent.run();
        } else if (silence < keepAliveNanos || heard != askedSince) {
            // once per silence only: asked again, the library would call a ping of one tick's age unanswered
            askedSince = silence < keepAliveNanos ? askedSince : heard;
            library.checkForActivity();
        }
    }
}
