package hubfloor.fusion;

import hubfloor.fusion.Gathered.Weighed;
import hubfloor.fusion.Seen.Kind;
import hubfloor.parcel.Barcode;
import hubfloor.parcel.Candidate;
import hubfloor.parcel.Identification;
import hubfloor.parcel.Identification.Outcome;
import hubfloor.reader.ReaderMessage.Dimensions;
import hubfloor.reader.ReaderMessage.TagRead;
import hubfloor.reader.ReaderMessage.Weight;
import hubfloor.reader.ReaderMessage.WeightState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the reads of a station's readers into one parcel. The first read opens a window; all that comes before it
 * closes is of the same parcel. Two valid primary identifiers in it are a conflict for a person, never a choice made
 * here. A weight counts only if the scale calls it stable: one that moves or is overloaded becomes a reason.
 *
 * <p>At most {@value #SEEN_MAX} different codes and tags; more is a conflict with reason {@code too-many}. One thread.
 */
public final class Gathering {
    static final int SEEN_MAX = 64;

    private final long windowNanos;
    private final Map<String, Tally> seen = new LinkedHashMap<>();
    private final Set<String> reasons = new LinkedHashSet<>();
    private boolean open;
    private boolean tooMany;
    private long openedAtNanos;
    private int missing;
    private @Nullable Weighed weight;
    private long weighedAtNanos;
    private @Nullable WeightState unstable;
    private @Nullable Dimensions size;
    private long sizedAtNanos;

    public Gathering(long windowNanos) {
        this.windowNanos = windowNanos;
    }

    private static final class Tally {
        private final Kind kind;
        private final String aim;
        private final String text;
        private final Identification identification;
        private final long firstNanos;
        private final Set<String> readers = new LinkedHashSet<>();
        private long lastNanos;
        private long count;
        private OptionalInt peakRssiDbm = OptionalInt.empty();

        private Tally(Kind kind, String aim, String text, Identification identification, long atNanos) {
            this.kind = kind;
            this.aim = aim;
            this.text = text;
            this.identification = identification;
            firstNanos = atNanos;
        }

        private Seen seen() {
            return new Seen(
                    kind, aim, text, identification, firstNanos, lastNanos, peakRssiDbm, count, List.copyOf(readers));
        }
    }

    /** A scanner saw a code. */
    public void code(String reader, Barcode barcode, Identification meaning, long atNanos) {
        open(atNanos);
        tally(Kind.BARCODE, barcode.aim(), barcode.text(), meaning, reader, 1, atNanos);
    }

    /** A scanner looked and saw none. */
    public void missed(long atNanos) {
        open(atNanos);
        missing++;
    }

    /** A tag reader saw a tag. One whose own CRC does not hold is not used. */
    public void tag(String reader, TagRead tag, Identification meaning, long atNanos) {
        if (!tag.crcOk().orElse(true)) {
            if (open) {
                reasons.add("tag-crc");
            }
            return;
        }
        open(atNanos);
        long count = Math.max(1, tag.at().count().orElse(1));
        Tally tally = tally(Kind.TAG, "", tag.epc(), meaning, reader, count, atNanos);
        if (tally != null && tag.at().rssiDbm().isPresent()) {
            int rssi = tag.at().rssiDbm().getAsInt();
            tally.peakRssiDbm = OptionalInt.of(Math.max(rssi, tally.peakRssiDbm.orElse(rssi)));
        }
    }

    /** A scale speaks, with or without a parcel on it. It opens no window. */
    public void weight(String device, Weight said, long atNanos) {
        if (said.state() == WeightState.STABLE && Weights.isPositive(said.value())) {
            weight = new Weighed(said.value(), said.unit(), said.net(), device);
            weighedAtNanos = atNanos;
            unstable = null;
        } else if (said.state() != WeightState.STABLE && said.state() != WeightState.NOT_READY) {
            weight = null;
            unstable = said.state();
            weighedAtNanos = atNanos;
        }
    }

    /** A dimensioner speaks; it opens no window. */
    public void size(Dimensions measured, long atNanos) {
        size = measured;
        sizedAtNanos = atNanos;
    }

    private @Nullable Tally tally(
            Kind kind, String aim, String text, Identification meaning, String reader, long count, long atNanos) {
        String key = kind + aim + ' ' + text;
        Tally tally = seen.get(key);
        if (tally == null) {
            if (seen.size() == SEEN_MAX) {
                tooMany = true;
                return null;
            }
            tally = new Tally(kind, aim, text, meaning, atNanos);
            seen.put(key, tally);
        }
        tally.lastNanos = atNanos;
        tally.count += count;
        tally.readers.add(reader);
        return tally;
    }

    private void open(long atNanos) {
        if (!open) {
            open = true;
            openedAtNanos = atNanos;
        }
    }

    /** Whether a parcel is being gathered. */
    public boolean open() {
        return open;
    }

    /** When the window that is open closes; monotonic. */
    public long dueAtNanos() {
        return openedAtNanos + windowNanos;
    }

    /** Closes the window: what all reads say together. The next read opens another. */
    public Gathered close() {
        List<Seen> all = new ArrayList<>(seen.size());
        seen.values().forEach(tally -> all.add(tally.seen()));
        boolean conflict = tooMany;
        Candidate parcel = null;
        for (Seen each : all) {
            conflict |= each.identification().outcome() == Outcome.CONFLICT;
            if (each.identification().outcome() == Outcome.ONE) {
                Candidate best = each.identification().candidates().getFirst();
                conflict |= parcel != null && !same(parcel, best);
                parcel = parcel == null || best.confidence() > parcel.confidence() ? best : parcel;
            }
        }
        if (tooMany) {
            reasons.add("too-many");
        }
        Outcome outcome = conflict
                ? Outcome.CONFLICT
                : parcel != null ? Outcome.ONE : all.isEmpty() ? Outcome.NO_READ : Outcome.NONE;
        Optional<Weighed> stable = stable();
        Gathered gathered = new Gathered(
                outcome,
                all,
                missing,
                outcome == Outcome.ONE && parcel != null ? Optional.of(trusted(parcel, all)) : Optional.empty(),
                stable,
                Optional.ofNullable(recent(sizedAtNanos) ? size : null),
                List.copyOf(reasons));
        forget();
        return gathered;
    }

    /** A weight of before the window's length was the parcel before. */
    private boolean recent(long atNanos) {
        return atNanos - (openedAtNanos - windowNanos) >= 0;
    }

    private Optional<Weighed> stable() {
        if (unstable != null && recent(weighedAtNanos)) {
            reasons.add("weight-" + unstable.word());
            return Optional.empty();
        }
        return Optional.ofNullable(recent(weighedAtNanos) ? weight : null);
    }

    private void forget() {
        seen.clear();
        reasons.clear();
        open = false;
        tooMany = false;
        missing = 0;
        weight = null;
        unstable = null;
        size = null;
    }

    private static boolean same(Candidate a, Candidate b) {
        return a.scheme().equals(b.scheme()) && a.value().equals(b.value());
    }

    /** Each kind of reader that names the parcel makes it surer: what is left of doubt is what all of them leave. */
    private static Candidate trusted(Candidate parcel, List<Seen> all) {
        double doubt = 1;
        for (Kind kind : Kind.values()) {
            double best = 0;
            for (Seen each : all) {
                if (each.kind() == kind && each.identification().outcome() == Outcome.ONE) {
                    best = Math.max(
                            best, each.identification().candidates().getFirst().confidence());
                }
            }
            doubt *= 1 - best;
        }
        return new Candidate(
                parcel.scheme(),
                parcel.format(),
                parcel.value(),
                parcel.valid(),
                parcel.reason(),
                1 - doubt,
                parcel.symbology(),
                parcel.elements());
    }
}
