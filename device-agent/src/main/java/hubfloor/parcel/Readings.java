package hubfloor.parcel;

import java.util.ArrayList;
import java.util.List;

/**
 * Gathers what one barcode can mean and draws the conclusion. Kept best first: valid before invalid, then by
 * confidence. One thread; a new one for each scan.
 */
final class Readings {
    /** S10, SSCC, 1Z, each with a check that holds; a GS1 key of a bag, cage or device. */
    static final int LICENCE_PLATE = 1;
    /** A carrier's or a product's check digit holds. */
    static final int CHECKED = 2;
    /** A beginning that few others have. */
    static final int TELLING = 3;
    /** A shape that fits. */
    static final int LOOSE = 4;
    /** Says something about the item, but is no name of it. */
    static final int NO_NAME = 9;

    private record Reading(Candidate candidate, int tier, boolean namesParcel) {}

    private final List<Reading> readings = new ArrayList<>(6);

    void add(Candidate candidate, int tier) {
        insert(new Reading(candidate, tier, true));
    }

    /** A product number: it can contradict a parcel number of the same trust, but it is never one. */
    void addProduct(Candidate candidate, int tier) {
        insert(new Reading(candidate, tier, false));
    }

    boolean hasValid(String scheme) {
        for (int i = 0; i < readings.size(); i++) {
            Candidate candidate = readings.get(i).candidate;
            if (candidate.valid() && candidate.scheme().equals(scheme)) {
                return true;
            }
        }
        return false;
    }

    private void insert(Reading reading) {
        int at = readings.size();
        while (at > 0 && better(reading.candidate, readings.get(at - 1).candidate)) {
            at--;
        }
        readings.add(at, reading);
    }

    private static boolean better(Candidate a, Candidate b) {
        return a.valid() == b.valid() ? a.confidence() > b.confidence() : a.valid();
    }

    Identification conclude() {
        List<Candidate> candidates = new ArrayList<>(readings.size());
        for (int i = 0; i < readings.size(); i++) {
            candidates.add(readings.get(i).candidate);
        }
        return new Identification(outcome(), candidates);
    }

    private Identification.Outcome outcome() {
        Reading top = null;
        boolean conflict = false;
        for (int i = 0; i < readings.size(); i++) {
            Reading reading = readings.get(i);
            if (!reading.candidate.valid() || reading.tier == NO_NAME) {
                continue;
            }
            if (top == null || reading.tier < top.tier) {
                top = reading;
                conflict = false;
            } else if (reading.tier == top.tier && !sameThing(reading.candidate, top.candidate)) {
                conflict = true;
            }
        }
        if (conflict) {
            return Identification.Outcome.CONFLICT;
        }
        return top != null && top.namesParcel ? Identification.Outcome.ONE : Identification.Outcome.NONE;
    }

    /** Two formats of one carrier for the same number are one name. */
    private static boolean sameThing(Candidate a, Candidate b) {
        return a.scheme().equals(b.scheme()) && a.value().equals(b.value());
    }
}
