package hubfloor.link;

import hubfloor.config.model.BrokerConfig;
import hubfloor.config.model.DeviceIdentity;
import hubfloor.event.Topics;
import hubfloor.port.BrokerConnector;
import hubfloor.port.Clock;
import hubfloor.port.EventStore;
import hubfloor.port.LifeSign;
import hubfloor.port.WireFormat;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries stored events to the broker and brings receipts and commands back. It owns the thread {@code link}, and
 * nothing that arrives, fails or is missing ends that thread before {@link #close}. What it sends and when is decided
 * by {@link hubfloor.delivery.Delivery}; here is only the doing.
 *
 * <p>Methods may be called by any thread.
 */
public final class Link {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    private static final int FAULTS_MAX = 32;
    private static final long RENEWAL_REST = 1_000_000_000L;

    private final Clock clock;
    private final Supplier<Shift> shifts;
    private final Thread thread;
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile Shift shift;
    private volatile Set<String> faults = Set.of();
    private volatile boolean closing;
    private volatile long closeAt;

    /** All that belongs to one epoch of the store; a new epoch is a new one of these, in the same thread. */
    private record Shift(Inbox inbox, LinkLoop loop) {}

    /**
     * @param version of this software, for the state message
     * @param configHash of the device file, for the state message
     * @param randomBelow an evenly distributed number from 0 up to, not including, its argument
     * @param mail where the hub's news and orders go
     */
    public Link(
            DeviceIdentity id,
            BrokerConfig config,
            String version,
            String configHash,
            EventStore store,
            BrokerConnector connector,
            WireFormat wire,
            Clock clock,
            LongUnaryOperator randomBelow,
            HubMail mail,
            LifeSign alive) {
        Topics topics = new Topics(config.topicPrefix());
        this.clock = clock;
        Oddities oddities = new Oddities(LOG);
        LinkLoop.Setting setting =
                new LinkLoop.Setting(id, config, topics, connector, wire, clock, randomBelow, mail, alive);
        this.shifts = () -> {
            Inbox inbox = new Inbox(config.window() + 2);
            Speaker speaker = new Speaker(topics, id, store.epoch(), version, configHash, wire);
            return new Shift(inbox, new LinkLoop(setting, store, inbox, speaker, oddities));
        };
        this.shift = shifts.get();
        this.thread = Thread.ofPlatform().name("link").unstarted(this::run);
    }

    /** Dials at once. */
    public void start() {
        if (started.compareAndSet(false, true)) {
            thread.start();
        }
    }

    public LinkStatus status() {
        return shift.loop().status();
    }

    /**
     * What is wrong with the device, in words of the state message; published when it changes. At most
     * {@value #FAULTS_MAX}, the rest is left out.
     */
    public void setFaults(Set<String> words) {
        TreeSet<String> sorted = new TreeSet<>(words);
        while (sorted.size() > FAULTS_MAX) {
            sorted.pollLast();
        }
        this.faults = sorted;
        shift.inbox().faults(sorted);
    }

    /** Answers a command that was given to {@link HubMail#command}; lost while there is no connection. */
    public void reply(String topic, byte[] payload, byte[] correlation) {
        shift.inbox().reply(new Inbox.Reply(topic, payload, correlation));
    }

    /** Hands over what is stored for up to this long, says goodbye and ends the thread. Safe to call twice. */
    public void close(Duration drain) {
        if (!started.get()) {
            return;
        }
        closeAt = clock.nanos() + drain.toNanos();
        closing = true;
        shift.inbox().close(closeAt);
        try {
            if (!thread.join(drain.plusSeconds(5))) {
                LOG.warn("the link did not end in time; what it has not handed over stays stored");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        shift.loop().run();
        while (shift.loop().isEpochOver()) {
            LockSupport.parkNanos(RENEWAL_REST);
            shift = shifts.get();
            shift.inbox().faults(faults);
            if (closing) {
                shift.inbox().close(closeAt);
            }
            shift.loop().run();
        }
    }
}
