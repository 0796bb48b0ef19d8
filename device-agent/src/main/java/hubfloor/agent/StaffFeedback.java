package hubfloor.agent;

import hubfloor.port.EventStore.Refusal;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What staff see and hear after a scan. Green is said in one place only, {@link #stored}, which the store calls after
 * its commit has returned. Any thread; keeps only the last message.
 */
public final class StaffFeedback {
    private final LongAdder scanned = new LongAdder();
    private final LongAdder stored = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final @Nullable SignalLoop signals;
    private volatile Message last = Message.ready();
    private volatile boolean failed;

    /**
     * The last thing said to staff.
     *
     * @param text what was scanned, exactly as read; empty before the first scan
     * @param reason one word for machines and translations
     * @param words the same for people
     * @param seq the number it was stored under, 0 when it was not
     */
    public record Message(Light light, String text, String reason, String words, long seq) {
        static Message ready() {
            return new Message(Light.DARK, "", "ready", "Ready to scan", 0);
        }
    }

    /** The lamp. */
    public enum Light {
        DARK,
        GREEN,
        RED
    }

    /** @param signals lamp and buzzer, null when the station has none */
    public StaffFeedback(@Nullable SignalLoop signals) {
        this.signals = signals;
    }

    void scanned() {
        scanned.increment();
    }

    void stored(ScanRecord scan, long seq) {
        stored.increment();
        if (failed) {
            return;
        }
        say(
                switch (scan.outcome()) {
                    case ONE -> recorded(scan, seq);
                    case NONE ->
                        new Message(
                                Light.RED,
                                text(scan),
                                "unknown",
                                "Not a parcel number. Scan the shipping label; if there is none, set the parcel aside",
                                seq);
                    case CONFLICT ->
                        new Message(
                                Light.RED,
                                text(scan),
                                "conflict",
                                "This could be two different parcels. Set it aside for the supervisor",
                                seq);
                    case NO_READ -> new Message(Light.RED, "", "no-read", "No code seen. Scan again", seq);
                });
    }

    /** A stored scan said something of a container or a slot. */
    void packed(ScanRecord scan, PackingWords words, long seq) {
        stored.increment();
        if (!failed) {
            say(new Message(words.light(), text(scan), words.reason(), words.words(), seq));
        }
    }

    /** Something was done without a scan: a button, a label that came into force, time. */
    void told(Light light, String text, String reason, String words) {
        if (!failed) {
            say(new Message(light, text, reason, words, 0));
        }
    }

    /** Green means stored, whatever else is to be said. */
    private static Message recorded(ScanRecord scan, long seq) {
        if (scan.advised().filter(ScanRecord.Advised::held).isPresent()) {
            return new Message(Light.GREEN, text(scan), "stored-held", "Recorded. Customs holds it: bonded side", seq);
        }
        if (scan.advised().filter(ScanRecord.Advised::weightOff).isPresent()) {
            return new Message(
                    Light.GREEN,
                    text(scan),
                    "stored-weight-off",
                    "Recorded. It does not weigh what was announced: set it aside for the supervisor",
                    seq);
        }
        return new Message(Light.GREEN, text(scan), "stored", "Recorded", seq);
    }

    void refused(ScanRecord scan, Refusal why) {
        refused.increment();
        say(
                switch (why) {
                    case FULL, SHED -> red(scan, "full", "Not recorded, storage is full. Stop and call the technician");
                    case FAILED ->
                        red(scan, "failed", "Not recorded, storage has failed. Stop and call the technician");
                    case CLOSED -> red(scan, "closed", "Not recorded, scan again: the station is restarting");
                });
    }

    /** A telegram came broken. */
    void garbled() {
        if (!failed) {
            say(new Message(Light.RED, "", "garbled", "Not recorded, scan again", 0));
        }
    }

    /** From here on nothing is green: the disk has failed. */
    public void storeFailed() {
        failed = true;
        say(new Message(
                Light.RED,
                "",
                "failed",
                "Nothing is recorded any more, storage has failed. Stop and call the technician",
                0));
    }

    public Message last() {
        return last;
    }

    public long scannedCount() {
        return scanned.sum();
    }

    public long storedCount() {
        return stored.sum();
    }

    public long refusedCount() {
        return refused.sum();
    }

    private static Message red(ScanRecord scan, String reason, String words) {
        return new Message(Light.RED, text(scan), reason, words, 0);
    }

    private static String text(ScanRecord scan) {
        return scan.parcel()
                .map(p -> p.value())
                .orElseGet(() -> scan.readings().isEmpty()
                        ? ""
                        : scan.readings().getFirst().text());
    }

    private void say(Message message) {
        last = message;
        if (signals != null) {
            signals.show(message.light());
        }
    }
}
