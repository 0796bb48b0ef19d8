package hubfloor.agent;

import hubfloor.event.Event;
import hubfloor.event.EventClass;
import hubfloor.event.EventFamily;
import hubfloor.event.StoredEvent;
import hubfloor.port.Clock;
import hubfloor.port.EventStore;
import hubfloor.reader.ReaderMessage.Broken;
import hubfloor.reader.ReaderMessage.Reply;
import hubfloor.reader.ReaderMessage.Trouble;
import hubfloor.reader.ReaderMessage.TroubleKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports how the scanners themselves are: connected, lost, silent, garbling. A flapping cable cannot flood anything:
 * an absent port is reported once until it returns, and garbled telegrams are summed up to one event a second.
 * Called by the scanners' threads.
 */
public final class ScannerWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ScannerWatch.class);
    private static final long GARBLED_EVERY_NANOS = 1_000_000_000L;

    private final EventStore store;
    private final Clock clock;
    private final StaffFeedback feedback;
    private final Faults faults;
    private final Function<Map<String, ?>, byte[]> json;
    private final Map<String, Condition> conditions = new ConcurrentHashMap<>();

    /** @param json renders facts as the event's data */
    public ScannerWatch(
            EventStore store,
            Clock clock,
            StaffFeedback feedback,
            Faults faults,
            Function<Map<String, ?>, byte[]> json) {
        this.json = json;
        this.store = store;
        this.clock = clock;
        this.feedback = feedback;
        this.faults = faults;
    }

    private static final class Condition {
        private final Set<String> troubles = new TreeSet<>();
        private String reported = "";
        private long garbled;
        private long garbledBytes;
        private long garbledAtNanos;
        private boolean garbledBefore;
    }

    void connected(String scanner) throws InterruptedException {
        of(scanner).reported = "";
        faults.clear("scanner-absent:" + scanner);
        LOG.info("scanner {} connected", scanner);
        report(EventFamily.DEVICE, EventClass.ALARM, "device.scanner-connected.v1", Map.of("scanner", scanner));
    }

    void absent(String scanner, String words) throws InterruptedException {
        Condition condition = of(scanner);
        if (!condition.reported.equals(words)) {
            condition.reported = words;
            LOG.warn("scanner {}: {}", scanner, words);
            if (faults.raise("scanner-absent:" + scanner)) {
                alarm("alarm.scanner-absent.v1", Map.of("scanner", scanner, "words", words));
            }
        }
    }

    void lost(String scanner) throws InterruptedException {
        LOG.warn("scanner {} was unplugged; looking for it", scanner);
        faults.raise("scanner-absent:" + scanner);
        alarm("alarm.scanner-lost.v1", Map.of("scanner", scanner));
    }

    void silent(String scanner) throws InterruptedException {
        faults.raise("scanner-silent:" + scanner);
        LOG.warn("scanner {} misses its heartbeat", scanner);
        alarm("alarm.scanner-silent.v1", Map.of("scanner", scanner));
    }

    void heardAgain(String scanner) throws InterruptedException {
        faults.clear("scanner-silent:" + scanner);
        report(EventFamily.DEVICE, EventClass.ALARM, "device.scanner-heard.v1", Map.of("scanner", scanner));
    }

    /** A reader complains; each kind is told once until the reader reads again. Finding nothing is no complaint. */
    void trouble(String scanner, Trouble trouble) throws InterruptedException {
        String kind = trouble.kind().word();
        if (trouble.kind() != TroubleKind.NO_TAG && of(scanner).troubles.add(kind)) {
            faults.raise("scanner-trouble:" + scanner + ":" + kind);
            LOG.warn("reader {} says {}, code {}", scanner, kind, trouble.vendorCode());
            alarm("alarm.scanner-trouble.v1", Map.of("scanner", scanner, "kind", kind, "code", trouble.vendorCode()));
        }
    }

    /** A reader reads: whatever it complained of is over. */
    void well(String scanner) {
        Set<String> troubles = of(scanner).troubles;
        if (!troubles.isEmpty()) {
            troubles.forEach(kind -> faults.clear("scanner-trouble:" + scanner + ":" + kind));
            troubles.clear();
        }
    }

    /**
     * Parcels pass, and a reader reads nothing.
     *
     * @return false, and nothing is told, of one that is not plugged in: that is known already
     */
    public boolean blind(String scanner, int parcels) throws InterruptedException {
        if (faults.active().contains("scanner-absent:" + scanner)) {
            return false;
        }
        faults.raise("scanner-blind:" + scanner);
        LOG.warn("reader {} has read nothing while {} parcels passed it", scanner, parcels);
        alarm("alarm.scanner-blind.v1", Map.of("scanner", scanner, "parcels", parcels));
        return true;
    }

    /** It reads again. */
    public void sees(String scanner) {
        faults.clear("scanner-blind:" + scanner);
    }

    void replied(String scanner, Reply reply) {
        LOG.info("scanner {} answered {}: {}", scanner, reply.command(), reply.ok() ? "done" : "refused");
    }

    /** A telegram that was none: staff scan a code again, and the engineer sees how often and why. */
    void garbled(String scanner, Broken broken, boolean scansCodes) throws InterruptedException {
        if (scansCodes) {
            feedback.garbled();
        }
        Condition condition = of(scanner);
        condition.garbled++;
        condition.garbledBytes += broken.bytes();
        long now = clock.nanos();
        if (condition.garbledBefore && now - condition.garbledAtNanos < GARBLED_EVERY_NANOS) {
            return;
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("scanner", scanner);
        facts.put("fault", broken.fault().word());
        facts.put("telegrams", condition.garbled);
        facts.put("bytes", condition.garbledBytes);
        condition.garbled = 0;
        condition.garbledBytes = 0;
        condition.garbledAtNanos = now;
        condition.garbledBefore = true;
        alarm("alarm.scanner-garbled.v1", facts);
    }

    private Condition of(String scanner) {
        return conditions.computeIfAbsent(scanner, name -> new Condition());
    }

    private void alarm(String type, Map<String, ?> facts) throws InterruptedException {
        report(EventFamily.ALARM, EventClass.ALARM, type, facts);
    }

    private void report(EventFamily family, EventClass eventClass, String type, Map<String, ?> facts)
            throws InterruptedException {
        store.append(new Event(family, eventClass, type, "", clock.stamp(), json.apply(facts)), new Logged(type));
    }

    /** Nobody waits for these; a refusal is worth a line. */
    private record Logged(String type) implements EventStore.Outcome {
        @Override
        public void stored(StoredEvent event) {
            LOG.debug("{} stored as {}", type, event.seq());
        }

        @Override
        public void refused(EventStore.Refusal why) {
            LOG.warn("{} was not stored: {}", type, why);
        }
    }
}
