package hubfloor.sorter.core;

import hubfloor.config.model.ReadingAreaConfig;
import hubfloor.parcel.Identification;
import hubfloor.sorter.decision.Identity;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.event.Reason;
import hubfloor.sorter.tracking.Belt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins what readers and scales send to the one parcel that was in their area when they saw it: anywhere from the
 * telegram's instant back to the reader's longest delay. A telegram that fits two parcels is joined to none, and the
 * parcels are in doubt; one that names a parcel which is already known in the area is that parcel again. One thread.
 */
final class Reads {
    private static final long MILLI = 1_000_000L;

    private final LineState line;
    private final Router router;
    private final Answers answers;
    private final List<Parcel> found = new ArrayList<>();

    Reads(LineState line, Router router, Answers answers) {
        this.line = line;
        this.router = router;
        this.answers = answers;
    }

    /** Fills {@code found} with all whose window was in the area within the reader's delay. */
    private void look(ReadingAreaConfig area, long travelUm) {
        long delayUm = Belt.over(line.belt.odometer().brisk(), area.maxDelayMs() * MILLI);
        long fromUm = Layout.um(area.fromMm());
        long toUm = Layout.um(area.toMm());
        found.clear();
        for (int i = 0; i < line.parcels().size(); i++) {
            Parcel parcel = line.parcels().at(i);
            long lead = parcel.leadUm(travelUm);
            long unsure = line.belt.unsureUm(parcel, Math.max(lead, 0), 0);
            // while its tail was not seen, a parcel reaches back to the eye at most
            long tail = parcel.sized() || parcel.unknown ? lead - parcel.lengthUm() : Math.min(0, lead);
            if (!parcel.off && lead + unsure >= fromUm && tail - unsure - delayUm <= toUm) {
                found.add(parcel);
            }
        }
    }

    void read(int areaIndex, long travelUm, String scanner, List<Identification> codes) {
        ReadingAreaConfig area = line.config.readingAreas().get(areaIndex);
        look(area, travelUm);
        if (found.isEmpty()) {
            line.alarm(Reason.UNKNOWN_PARCEL, area.name(), "a read without a parcel");
            return;
        }
        String subject = Identity.of(codes).subject();
        Parcel parcel = found.size() == 1 ? found.getFirst() : known(subject);
        if (parcel != null) {
            join(parcel, areaIndex, scanner, codes);
        } else if (!nothing(codes)) {
            for (int i = 0; i < found.size(); i++) {
                router.doubt(found.get(i), Reason.MULTIPLE_READS);
            }
        }
        found.clear();
    }

    private static boolean nothing(List<Identification> codes) {
        for (int i = 0; i < codes.size(); i++) {
            if (codes.get(i).outcome() != Identification.Outcome.NO_READ) {
                return false;
            }
        }
        return true;
    }

    /** The only one in the area that already has this identifier. */
    private @Nullable Parcel known(String subject) {
        Parcel known = null;
        for (int i = 0; i < found.size(); i++) {
            if (!subject.isEmpty() && found.get(i).subject.equals(subject)) {
                known = known == null ? found.get(i) : null;
            }
        }
        return known;
    }

    private void join(Parcel parcel, int area, String scanner, List<Identification> codes) {
        for (int i = 0; i < codes.size() && parcel.codes.size() < Parcel.CODES_MAX; i++) {
            if (!parcel.codes.contains(codes.get(i))) {
                parcel.codes.add(codes.get(i));
            }
        }
        Identity before = parcel.identity;
        parcel.identity = Identity.of(parcel.codes);
        parcel.subject = parcel.identity.subject();
        line.journal.report(new LineEvent.Joined(line.now(), parcel.number(), area, scanner, subjects(codes)));
        if (parcel.identity.equals(before)) {
            return;
        }
        if (parcel.identity.problem() == Reason.NONE) {
            alone(parcel);
            ask(parcel);
        }
        if (parcel.decision != null) {
            router.news(parcel);
        }
    }

    private static List<String> subjects(List<Identification> codes) {
        List<String> subjects = new ArrayList<>(codes.size());
        for (int i = 0; i < codes.size(); i++) {
            String subject = Identity.of(codes.subList(i, i + 1)).subject();
            if (!subject.isEmpty()) {
                subjects.add(subject);
            }
        }
        return subjects;
    }

    /** One identifier on two parcels at once: a copied label, or a read joined to the wrong one. */
    private void alone(Parcel parcel) {
        String subject = parcel.subject;
        for (int i = 0; i < line.parcels().size(); i++) {
            Parcel other = line.parcels().at(i);
            if (!other.equals(parcel) && other.subject.equals(subject)) {
                router.doubt(parcel, Reason.CONFLICT);
                router.doubt(other, Reason.CONFLICT);
            }
        }
    }

    private void ask(Parcel parcel) {
        if (parcel.asked) {
            return;
        }
        parcel.asked = true;
        long travel = line.belt.travelUm();
        long left = Math.max(0, line.layout.decisionUm - parcel.leadUm(travel)) * 9 / 10;
        parcel.answerByUm = travel + left;
        answers.asked(parcel);
        long nanos = left * 1_000_000L / line.belt.odometer().brisk() * 1_000L;
        line.journal.effect(new Effect.Ask(parcel.number(), List.copyOf(parcel.codes), line.now() + nanos));
    }

    void measured(Input.Measured input, long travelUm) {
        ReadingAreaConfig area = line.config.readingAreas().get(input.area());
        look(area, travelUm);
        if (found.size() != 1) {
            if (found.isEmpty()) {
                line.alarm(Reason.UNKNOWN_PARCEL, area.name(), "a measurement without a parcel");
            }
            return;
        }
        Parcel parcel = found.getFirst();
        parcel.grams = input.grams() > 0 ? input.grams() : parcel.grams;
        parcel.lengthMm = input.lengthMm() > 0 ? input.lengthMm() : parcel.lengthMm;
        parcel.widthMm = input.widthMm() > 0 ? input.widthMm() : parcel.widthMm;
        parcel.heightMm = input.heightMm() > 0 ? input.heightMm() : parcel.heightMm;
        line.journal.report(new LineEvent.Weighed(
                line.now(), parcel.number(), input.grams(), input.lengthMm(), input.widthMm(), input.heightMm()));
        router.compareLength(parcel);
        if (parcel.decision != null) {
            router.news(parcel);
        }
    }
}
