package hubfloor.agent;

import hubfloor.advice.Advice;
import hubfloor.advice.TimeLeft;
import hubfloor.config.model.CustomsStatus;
import hubfloor.fusion.Gathered;
import hubfloor.fusion.Seen;
import hubfloor.parcel.Barcode;
import hubfloor.parcel.Candidate;
import hubfloor.parcel.Identification;
import hubfloor.parcel.Identification.Outcome;
import hubfloor.parcel.Identifier;
import hubfloor.reader.ReaderMessage.Code;
import hubfloor.reader.ReaderMessage.Codes;
import hubfloor.reader.ReaderMessage.Missing;
import hubfloor.reader.ReaderMessage.Symbol;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one pull of the trigger saw on one parcel: every code with everything it can mean, and what that makes together.
 * Two codes that name two different parcels are a conflict; the first one never wins.
 *
 * @param missing labels the scanner looked for and did not see
 * @param parcel the one identifier all codes agree on; present exactly when {@code outcome} is ONE
 * @param gathered what several readers saw together; empty for a scan that stands alone
 * @param advised what the hub told of the parcel; empty where nothing is known
 */
public record ScanRecord(
        String scanner,
        Outcome outcome,
        List<Reading> readings,
        int missing,
        Optional<Candidate> parcel,
        Optional<Gathered> gathered,
        Optional<Advised> advised) {
    public ScanRecord {
        readings = List.copyOf(readings);
    }

    /** One code: the text exactly as sent, and what it can mean. */
    public record Reading(String aim, String text, Identification identification) {}

    /**
     * What the hub told of a parcel, as it was when it was scanned.
     *
     * @param left of the clock with the least time left
     * @param weightOff the scale says something else than was announced
     * @param onFloor customs has not released it, and a person on the floor has
     */
    public record Advised(Advice advice, Optional<TimeLeft> left, boolean weightOff, boolean onFloor) {
        /** Customs said outright that it must stay, and nobody on the floor let it go. */
        public boolean held() {
            return !onFloor && said();
        }

        private boolean said() {
            return advice.customs().conflicting()
                    || advice.customs()
                            .status()
                            .filter(Set.of(
                                    CustomsStatus.HOLD,
                                    CustomsStatus.INSPECT,
                                    CustomsStatus.DO_NOT_LOAD,
                                    CustomsStatus.DETAINED)::contains)
                            .isPresent();
        }
    }

    ScanRecord with(Advised told) {
        return new ScanRecord(scanner, outcome, readings, missing, parcel, gathered, Optional.of(told));
    }

    /** Identifies all codes of a telegram. */
    public static ScanRecord of(String scanner, Codes codes, Identifier identifier) {
        List<Reading> readings = new ArrayList<>(codes.codes().size());
        int missing = 0;
        boolean conflict = false;
        Optional<Candidate> parcel = Optional.empty();
        for (Code code : codes.codes()) {
            switch (code) {
                case Missing none -> missing++;
                case Symbol symbol -> {
                    Barcode barcode = symbol.barcode();
                    Identification found = identifier.identify(barcode);
                    readings.add(new Reading(barcode.aim(), barcode.text(), found));
                    conflict |= found.outcome() == Outcome.CONFLICT;
                    if (found.outcome() == Outcome.ONE) {
                        Candidate best = found.candidates().getFirst();
                        conflict |= parcel.isPresent() && !sameParcel(parcel.get(), best);
                        parcel = Optional.of(best);
                    }
                }
            }
        }
        Outcome outcome = readings.isEmpty()
                ? Outcome.NO_READ
                : conflict ? Outcome.CONFLICT : parcel.isPresent() ? Outcome.ONE : Outcome.NONE;
        return new ScanRecord(
                scanner,
                outcome,
                readings,
                missing,
                outcome == Outcome.ONE ? parcel : Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** What several readers saw of one parcel; named by those who saw it, the first one first. */
    public static ScanRecord of(Gathered gathered) {
        Set<String> readers = new LinkedHashSet<>();
        List<Reading> readings = new ArrayList<>();
        for (Seen seen : gathered.seen()) {
            readers.addAll(seen.readers());
            if (seen.kind() == Seen.Kind.BARCODE) {
                readings.add(new Reading(seen.aim(), seen.text(), seen.identification()));
            }
        }
        return new ScanRecord(
                String.join("+", readers),
                gathered.outcome(),
                readings,
                gathered.missing(),
                gathered.parcel(),
                Optional.of(gathered),
                Optional.empty());
    }

    private static boolean sameParcel(Candidate a, Candidate b) {
        return a.scheme().equals(b.scheme()) && a.value().equals(b.value());
    }
}
