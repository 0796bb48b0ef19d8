package hubfloor.agent;

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
 */
public record ScanRecord(
        String scanner,
        Outcome outcome,
        List<Reading> readings,
        int missing,
        Optional<Candidate> parcel,
        Optional<Gathered> gathered) {
    public ScanRecord {
        readings = List.copyOf(readings);
    }

    /** One code: the text exactly as sent, and what it can mean. */
    public record Reading(String aim, String text, Identification identification) {}

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
                Optional.of(gathered));
    }

    private static boolean sameParcel(Candidate a, Candidate b) {
        return a.scheme().equals(b.scheme()) && a.value().equals(b.value());
    }
}
