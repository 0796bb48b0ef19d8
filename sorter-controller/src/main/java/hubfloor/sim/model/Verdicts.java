package hubfloor.sim.model;

import hubfloor.config.model.ChuteConfig;
import hubfloor.sorter.event.LineEvent.Outcome;
import hubfloor.sorter.event.LineEvent.Step;
import hubfloor.sorter.event.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts every parcel into exactly one class, by where it truly went and by what was said of it. */
final class Verdicts {
    private static final long SECOND = 1_000_000_000L;
    /** What a chute's eye shows must be told so soon. */
    private static final long TOLD_WITHIN = SECOND;
    /** A gate or an eye that was named so shortly before needs not be named again. */
    private static final long TOLD_BEFORE = 5 * SECOND;
    /** Enough to read the story of. */
    private static final int WRONG_KEPT = 20;

    long parcels;
    long confirmed;
    long unconfirmed;
    long wrongGate;
    long forced;
    long lost;
    long unaccounted;
    long recirculated;
    final Map<String, Long> exceptions = new TreeMap<>();
    final Map<String, Long> violations = new TreeMap<>();
    final List<Integer> wrong = new ArrayList<>();

    void violation(String kind) {
        violations.merge(kind, 1L, Long::sum);
    }

    void settle(SimParcel parcel, Judge judge, Mouths mouths, Hall hall) {
        parcels++;
        SimParcel.Fate fate = parcel.fate;
        Track lie = falselyConfirmed(parcel, mouths);
        if (lie != null) {
            if (forcedToIt(fate, lie, mouths, hall) && lieTold(fate, lie, judge, mouths)) {
                forced++;
            } else {
                bad(parcel, hall, "said to be confirmed where it is not");
                unaccounted++;
            }
        } else if (fate.takenOff) {
            takenOff(parcel, judge, hall);
        } else if (fate.chute == SimParcel.Fate.NOWHERE) {
            bad(parcel, hall, "never left the belt");
            unaccounted++;
        } else {
            landed(parcel, fate, judge, mouths, hall);
        }
    }

    /** A mechanical fault alone can have made the eye in that chute see another parcel in its place. */
    private static boolean forcedToIt(SimParcel.Fate fate, Track lie, Mouths mouths, Hall hall) {
        long slide = mouths.longestSlideNanos(lie.endChute);
        return fate.everDisturbed || fate.gateFaulty || hall.gateFaultyUntil[lie.endChute] >= lie.endedAtNanos - slide;
    }

    /** The gate or eye of where it was said to be, or of where it is, was named. */
    private static boolean lieTold(SimParcel.Fate fate, Track lie, Judge judge, Mouths mouths) {
        long from = Math.min(lie.endedAtNanos, fate.leftAtNanos) - TOLD_BEFORE;
        long to = judge.awakeAfter(Math.max(lie.endedAtNanos, fate.leftAtNanos)) + TOLD_WITHIN;
        return judge.told(mouths.gateOf(lie.endChute), lie.endChute, from, to)
                || (fate.chute >= 0 && judge.told(fate.gate, fate.chute, from, to));
    }

    /** What a run that was given up still owes. */
    void lostInTheEnd(long open) {
        parcels += open;
        unaccounted += open;
    }

    private void landed(SimParcel parcel, SimParcel.Fate fate, Judge judge, Mouths mouths, Hall hall) {
        Track by = fate.leftBy;
        boolean planned = by != null
                && (by.decided == null || by.decided.reason() == Reason.NONE || !exception(mouths, fate.chute));
        if (by != null && planned && by.outcome == Outcome.CONFIRMED) {
            confirmed++;
        } else if (exception(mouths, fate.chute)) {
            exceptional(parcel, fate, judge, hall);
        } else if (by != null) {
            byItsChute(parcel, by, judge, hall);
        } else if (!fate.gateFaulty && !fate.disturbed) {
            bad(parcel, hall, "WRONG GATE");
            wrongGate++;
        } else if (toldOf(parcel, judge, mouths)) {
            forced++;
        } else {
            bad(parcel, hall, "forced by a fault, and nobody said so");
            unaccounted++;
        }
    }

    private static boolean exception(Mouths mouths, int chute) {
        return mouths.config(chute).kind() == ChuteConfig.Kind.EXCEPTION;
    }

    private void exceptional(SimParcel parcel, SimParcel.Fate fate, Judge judge, Hall hall) {
        Track track = lastTrack(parcel, judge);
        for (SimParcel before = ahead(parcel); track == null && before != null; before = ahead(before)) {
            track = lastTrack(before, judge);
        }
        String reason;
        if (track != null && track.reason() != Reason.NONE) {
            reason = track.reason().word();
        } else if (track != null && track.outcome == Outcome.CONFIRMED) {
            reason = "planned";
        } else if (track != null && track.outcome != null) {
            reason = track.outcome.name().toLowerCase(Locale.ROOT);
        } else if (judge.outageBetween(fate.placedAtNanos, fate.leftAtNanos + 5 * SECOND)) {
            reason = "controller_off";
        } else if (fate.disturbed || fate.eyeFailed || parcel.unseenBy != 0) {
            reason = "not_seen";
        } else {
            bad(parcel, hall, "in the exception chute, and nobody said why");
            unaccounted++;
            return;
        }
        exceptions.merge(reason, 1L, Long::sum);
    }

    private void byItsChute(SimParcel parcel, Track by, Judge judge, Hall hall) {
        boolean dark = judge.outageBetween(parcel.fate.leftAtNanos - SECOND, parcel.fate.leftAtNanos + 10 * SECOND);
        if (by.outcome == Outcome.LOST) {
            lost++;
        } else if (by.outcome != null || dark) {
            unconfirmed++;
        } else {
            bad(parcel, hall, "left by its chute, and its story has no end");
            unaccounted++;
        }
    }

    private void takenOff(SimParcel parcel, Judge judge, Hall hall) {
        boolean said = allEnded(parcel, judge);
        boolean dark =
                judge.outageBetween(parcel.fate.placedAtNanos, parcel.fate.leftAtNanos + Judge.SETTLE_SECONDS * SECOND);
        long debounce = hall.line.eyes().getFirst().debounceMicros() * 1_000L;
        boolean noEdge = parcel.fate.leftAtNanos - parcel.fate.placedAtNanos <= debounce;
        boolean unseen = parcel.fate.tracks.isEmpty() && (parcel.fate.disturbed || parcel.fate.eyeFailed || noEdge);
        if (said || dark || unseen || toldAsOne(parcel)) {
            lost++;
        } else {
            bad(parcel, hall, "taken off, and nobody missed it");
            unaccounted++;
        }
    }

    /**
     * The induction eye saw it and the one ahead as one, so no story of its own can end. It is accounted for if its
     * label stands in that one's story and a person got that one with a reason: never if it went as planned.
     */
    private static boolean toldAsOne(SimParcel parcel) {
        SimParcel.Fate fate = parcel.fate;
        return fate.shadowOf != null
                && fate.tracks.isEmpty()
                && fate.joined.stream().anyMatch(t -> t.outcome != null && t.reason() != Reason.NONE);
    }

    /** What a boot that lost power still had to say is not owed. */
    private static boolean allEnded(SimParcel parcel, Judge judge) {
        return !parcel.fate.tracks.isEmpty()
                && parcel.fate.tracks.stream().allMatch(t -> t.outcome != null || t.boot != judge.boot());
    }

    private static boolean toldOf(SimParcel parcel, Judge judge, Mouths mouths) {
        long left = parcel.fate.leftAtNanos;
        long limit = judge.awakeAfter(left) + TOLD_WITHIN + mouths.longestSlideNanos(parcel.fate.chute);
        if (parcel.fate.gateStuck && mouths.eyeGood(parcel.fate.chute, left)) {
            return judge.takenOutOfService(parcel.fate.gate, parcel.fate.gateFaultSince, limit)
                    || judge.powerCutBetween(left - SECOND, limit);
        }
        for (Track track : parcel.fate.tracks) {
            boolean after = track.endedAtNanos >= left && track.outcome != Outcome.CONFIRMED;
            boolean before = track.outcome == Outcome.LOST || track.outcome == Outcome.UNCONFIRMED;
            if (track.outcome != null && (after || before)) {
                return true;
            }
        }
        return judge.told(parcel.fate.gate, parcel.fate.chute, left - TOLD_BEFORE, limit)
                || judge.powerCutBetween(left - SECOND, limit);
    }

    /** The line claims to have seen this very parcel land in another chute than it did. */
    private static @Nullable Track falselyConfirmed(SimParcel parcel, Mouths mouths) {
        SimParcel.Fate fate = parcel.fate;
        for (List<Track> some : List.of(fate.joined, fate.tracks)) {
            for (Track track : some) {
                boolean itself =
                        track.subject.isEmpty() ? track.body == parcel : parcel.subjects.contains(track.subject);
                if (itself
                        && track.outcome == Outcome.CONFIRMED
                        && track.endChute != fate.chute
                        && !inDoubt(track, mouths)
                        && !mouths.eyeFaulty(track.endChute, track.endedAtNanos)) {
                    return track;
                }
            }
        }
        return null;
    }

    /** Sent to a person because its place was not sure: its label is not claimed to be there. */
    private static boolean inDoubt(Track track, Mouths mouths) {
        return track.decided != null && track.decided.step() == Step.SAFETY && exception(mouths, track.endChute);
    }

    /** The one it was taken for one with; not when that one has been fed again since, behind it. */
    private static @Nullable SimParcel ahead(SimParcel parcel) {
        SimParcel before = parcel.fate.shadowOf;
        return before != null && before.fate.placedAtNanos < parcel.fate.placedAtNanos ? before : null;
    }

    /** Its own story, or else the one its label was joined to; one that a power cut tore off before it was decided tells nothing. */
    private static @Nullable Track lastTrack(SimParcel parcel, Judge judge) {
        for (List<Track> some : List.of(parcel.fate.tracks, parcel.fate.joined)) {
            for (Track track : some.reversed()) {
                if (track.outcome != null || track.reason() != Reason.NONE || track.boot == judge.boot()) {
                    return track;
                }
            }
        }
        return null;
    }

    private void bad(SimParcel parcel, Hall hall, String why) {
        hall.story.add(hall.now, parcel, "VERDICT %s", why);
        if (wrong.size() < WRONG_KEPT) {
            wrong.add(parcel.number);
        }
    }
}
