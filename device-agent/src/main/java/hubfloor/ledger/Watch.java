package hubfloor.ledger;

import hubfloor.central.BrokerSession;
import hubfloor.event.ReceivedEvent;
import hubfloor.event.Topics;
import hubfloor.port.BrokerConnector;
import hubfloor.port.BrokerConnector.Message;
import hubfloor.port.Clock;
import hubfloor.port.WireFormat;
import hubfloor.port.WireFormat.Malformed;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * Prints events as they pass, one line each, for a person at a terminal: nothing in an event can move the cursor or
 * colour the screen. Stores nothing, confirms nothing. Runs in the caller's thread until interrupted or stopped.
 */
public final class Watch {
    private final BrokerSession session;
    private final WireFormat wire;
    private final Clock clock;
    private final boolean json;
    private final PrintStream out;
    private volatile boolean stopped;

    /** @param json the envelope as it came instead of a summary */
    public Watch(
            String topicPrefix,
            BrokerConnector connector,
            WireFormat wire,
            Clock clock,
            LongUnaryOperator randomBelow,
            boolean json,
            PrintStream out) {
        Topics topics = new Topics(topicPrefix);
        String clientId = "watch-" + Long.toHexString(randomBelow.applyAsLong(1L << 32));
        this.session = new BrokerSession(connector, clock, randomBelow, clientId, List.of(topics.everyEvent()));
        this.wire = wire;
        this.clock = clock;
        this.json = json;
        this.out = out;
    }

    public void run() {
        try {
            while (!stopped) {
                session.pass(100, message -> out.println(line(message)));
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            session.close();
        }
    }

    /** Callable from any thread. */
    public void stop() {
        stopped = true;
    }

    private String line(Message message) {
        if (json) {
            return escaped(new String(message.payload(), StandardCharsets.UTF_8));
        }
        String time = clock.stamp().wall().truncatedTo(ChronoUnit.MILLIS).toString();
        try {
            ReceivedEvent event = wire.readEvent(message.payload());
            String device = event.source().device().hub() + "/"
                    + event.source().device().zone() + "/"
                    + event.source().device().device();
            return time + "  " + device + "  " + event.seq() + "  " + escaped(event.type()) + "  "
                    + escaped(event.subject());
        } catch (Malformed e) {
            return time + "  malformed (" + escaped(String.valueOf(e.getMessage())) + ") on "
                    + escaped(message.topic());
        }
    }

    /** Control characters, direction marks and the like are shown, not obeyed. */
    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            int type = Character.getType(c);
            if (Character.isISOControl(c)
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || type == Character.SURROGATE
                    || type == Character.PRIVATE_USE
                    || type == Character.UNASSIGNED) {
                safe.append(String.format("\\u%04x", c));
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }
}
