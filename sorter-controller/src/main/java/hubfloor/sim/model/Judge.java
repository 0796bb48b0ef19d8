package hubfloor.sim.model;

import hubfloor.config.model.ChuteConfig;
import hubfloor.config.model.CustomsStatus;
import hubfloor.config.model.FloorRole;
import hubfloor.config.model.GateConfig;
import hubfloor.sorter.core.Effect;
import hubfloor.sorter.event.LineEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knows where every parcel truly went, and holds beside it what the controller said. A parcel's class is settled when
 * everything that could still be said of it has been said: at the earliest {@value #SETTLE_SECONDS} s after it left.
 */
final class Judge {
    static final int SETTLE_SECONDS = 60;
    /** What is said this much later is still said; a time-out on a long slow belt takes minutes. */
    private static final int LAST_WORD_SECONDS = 600;

    private static final long SECOND = 1_000_000_000L;

    private final Hall hall;
    private final Mouths mouths;
    private final Verdicts verdicts;
    private final Map<Long, Track> tracks = new HashMap<>();
    private final Deque<Notice> notices = new ArrayDeque<>();
    private final Deque<long[]> outages = new ArrayDeque<>();
    private int boot = 1;
    private long open;

    /** The controller told of a gate or an eye, by its index; the other is -1. */
    record Notice(long atNanos, int gate, int eye) {}

    Judge(Hall hall, Mouths mouths, Verdicts verdicts) {
        this.hall = hall;
        this.mouths = mouths;
        this.verdicts = verdicts;
    }

    /** Parcels that are not yet in a class. */
    long open() {
        return open;
    }

    /** Which start of the controller this is. */
    int boot() {
        return boot;
    }

    void added() {
        open++;
    }

    void booted() {
        boot++;
        tracks.clear();
    }

    /** The controller sees and does nothing from now until then; after a power cut it does not remember either. */
    void outage(long untilNanos, boolean powerCut) {
        outages.addLast(new long[] {hall.now, untilNanos, powerCut ? 1 : 0});
        while (outages.getFirst()[1] < hall.now - 2 * LAST_WORD_SECONDS * SECOND) {
            outages.removeFirst();
        }
    }

    boolean outageBetween(long from, long to) {
        for (long[] outage : outages) {
            if (outage[0] <= to && outage[1] >= from) {
                return true;
            }
        }
        return false;
    }

    boolean powerCutBetween(long from, long to) {
        for (long[] outage : outages) {
            if (outage[2] == 1 && outage[0] <= to && outage[1] >= from) {
                return true;
            }
        }
        return false;
    }

    /** This instant, or the end of the stand-still in which it lies or that begins within a second. */
    long awakeAfter(long nanos) {
        long awake = nanos;
        for (long[] outage : outages) {
            if (outage[0] <= nanos + SECOND && outage[1] >= nanos) {
                awake = Math.max(awake, outage[1]);
            }
        }
        return awake;
    }

    void violation(String kind) {
        hall.story.add(hall.now, null, "VIOLATION %s", kind);
        verdicts.violation(kind);
    }

    void said(Effect.Report report, @Nullable SimParcel cause) {
        LineEvent event = report.event();
        if (hall.story.wanted()) {
            long track = event instanceof LineEvent.OfParcel of ? of.parcel() : 0;
            hall.story.said(hall.now, bodyOf(track, cause), track, event.toString());
        }
        if (event instanceof LineEvent.OfParcel of) {
            follow(of, cause);
        } else if (event instanceof LineEvent.GateOutOfService out) {
            notice(out.gate(), -1);
        } else if (event instanceof LineEvent.Stray stray) {
            notice(-1, stray.eye());
        } else if (event instanceof LineEvent.Alarm alarm) {
            named(alarm.about());
        }
    }

    /** An alarm counts for the gate or the eye that it names, and for nothing else. */
    private void named(String about) {
        for (int gate = 0; gate < hall.line.gates().size(); gate++) {
            if (hall.line.gates().get(gate).name().equals(about)) {
                notice(gate, -1);
            }
        }
        for (int eye = 0; eye < hall.line.eyes().size(); eye++) {
            if (hall.line.eyes().get(eye).name().equals(about)) {
                notice(-1, eye);
            }
        }
    }

    private @Nullable SimParcel bodyOf(long number, @Nullable SimParcel cause) {
        Track track = tracks.get(number);
        return track == null || track.body == null ? cause : track.body;
    }

    private void notice(int gate, int eye) {
        notices.addLast(new Notice(hall.now, gate, eye));
        while (notices.getFirst().atNanos < hall.now - LAST_WORD_SECONDS * SECOND) {
            notices.removeFirst();
        }
    }

    private void follow(LineEvent.OfParcel event, @Nullable SimParcel cause) {
        if (event instanceof LineEvent.Inducted inducted) {
            Track track = new Track(inducted.parcel(), boot, inducted.unknown(), inducted.plan());
            tracks.put(inducted.parcel(), track);
            track.body = cause;
            if (cause != null) {
                cause.fate.tracks.add(track);
            }
            return;
        }
        Track track = tracks.get(event.parcel());
        if (track == null) {
            return;
        }
        switch (event) {
            case LineEvent.Joined joined -> {
                for (String subject : joined.subjects()) {
                    SimParcel labelled = hall.bySubject.get(subject);
                    if (labelled != null && !labelled.fate.joined.contains(track)) {
                        labelled.fate.joined.add(track);
                    }
                }
            }
            case LineEvent.Decided decided -> {
                if (!decided.plan().equals(track.plan)) {
                    violation("two plans for one parcel");
                }
                track.decided = decided;
                track.chute = decided.chute();
                track.subject = decided.subject();
            }
            case LineEvent.Aborted aborted -> track.aborted = aborted.reason();
            case LineEvent.Ended ended -> {
                track.outcome = ended.outcome();
                track.endReason = ended.reason();
                track.endChute = ended.chute();
                track.endedAtNanos = hall.now;
                tracks.remove(ended.parcel());
            }
            default -> {}
        }
    }

    void wentRound(SimParcel parcel) {
        verdicts.recirculated++;
    }

    void takenOff(SimParcel parcel) {
        parcel.fate.takenOff = true;
        settleLater(parcel);
    }

    void left(SimParcel parcel, int chute, int gate) {
        SimParcel.Fate fate = parcel.fate;
        fate.chute = chute;
        fate.gate = gate;
        fate.leftBy = allowedBy(parcel, chute);
        if (gate != SimParcel.Fate.NOWHERE && !fate.gateFaulty) {
            checkOpen(parcel, chute, gate);
        }
        settleLater(parcel);
    }

    /** The decision, standing now, by which a parcel with this label may take this chute. */
    private @Nullable Track allowedBy(SimParcel parcel, int chute) {
        for (List<Track> some : List.of(parcel.fate.joined, parcel.fate.tracks)) {
            for (int i = some.size() - 1; i >= 0; i--) {
                Track track = some.get(i);
                boolean own = track.subject.isEmpty() ? track.body == parcel : parcel.subjects.contains(track.subject);
                if (own && track.boot == boot && track.chute == chute) {
                    return track;
                }
            }
        }
        return null;
    }

    private void checkOpen(SimParcel parcel, int chute, int gate) {
        GateConfig config = hall.line.gates().get(gate);
        long reaction = SECOND
                + (config.lagMs() + config.lagJitterMs()) * 1_000_000L
                + (long) (parcel.length / hall.nominalSpeed() * 1e9);
        if (mouths.shutForLonger(chute, reaction) && !outageBetween(mouths.shutSince[chute], hall.now)) {
            violation("into shut chute");
        }
        if (hall.line.decision().customs()
                && mouths.config(chute).kind() == ChuteConfig.Kind.NORMAL
                && !released(parcel, hall.now - reaction)
                && !released(parcel, hall.now)) {
            violation("past customs");
        }
    }

    /** By the newest word by customs' own count, as far as it had reached the controller. */
    private static boolean released(SimParcel parcel, long by) {
        long newest = -1;
        boolean released = false;
        boolean contradicted = false;
        CustomsStatus said = CustomsStatus.NONE;
        for (Office.CustomsWord word : parcel.fate.customs) {
            boolean release = word.status() == CustomsStatus.RELEASED;
            if (word.atNanos() <= by && word.sequence() > newest) {
                newest = word.sequence();
                released = release;
                said = word.status();
                contradicted = false;
            } else if (word.atNanos() <= by && word.sequence() == newest) {
                released &= release; // a contradiction is no release
                contradicted |= word.status() != said;
            }
        }
        return released || (!contradicted && letGo(parcel, by, newest, said));
    }

    /** By customs' own person, to this very word; never against a do-not-load, nor without a look where one is wanted. */
    private static boolean letGo(SimParcel parcel, long by, long sequence, CustomsStatus said) {
        for (Office.FloorWord word : parcel.fate.letGo) {
            boolean may = switch (said) {
                case NONE, PRE_ADVISED, ASSESSING, HOLD -> true;
                case INSPECT -> word.release().inspected();
                case RELEASED, DO_NOT_LOAD, DETAINED -> false;
            };
            if (may
                    && word.atNanos() <= by
                    && word.release().sequence() == sequence
                    && word.release().role() == FloorRole.CUSTOMS_OFFICER) {
                return true;
            }
        }
        return false;
    }

    private void settleLater(SimParcel parcel) {
        parcel.fate.leftAtNanos = hall.now;
        hall.after(SETTLE_SECONDS * SECOND, () -> settle(parcel));
    }

    private void settle(SimParcel parcel) {
        boolean waiting = hall.now - parcel.fate.leftAtNanos < LAST_WORD_SECONDS * SECOND
                && parcel.fate.tracks.stream().anyMatch(t -> t.outcome == null && t.boot == boot);
        if (waiting) {
            hall.after(30 * SECOND, () -> settle(parcel));
            return;
        }
        settleNow(parcel);
    }

    /** Whatever is still on the belt or unsettled when a run is given up. */
    void giveUp(List<SimParcel> onBelt) {
        for (SimParcel parcel : new ArrayList<>(onBelt)) {
            settleNow(parcel);
        }
    }

    private void settleNow(SimParcel parcel) {
        open--;
        parcel.subjects.forEach(hall.bySubject::remove);
        verdicts.settle(parcel, this, mouths, hall);
    }

    boolean takenOutOfService(int gate, long from, long to) {
        return notices.stream().anyMatch(n -> n.gate == gate && n.atNanos >= from && n.atNanos <= to);
    }

    /** This gate or this chute's eye was named between two instants. */
    boolean told(int gate, int chute, long from, long to) {
        for (Notice notice : notices) {
            boolean named = (notice.gate >= 0 && notice.gate == gate)
                    || (notice.eye >= 0 && mouths.watchedBy(chute, notice.eye));
            if (named && notice.atNanos >= from && notice.atNanos <= to) {
                return true;
            }
        }
        return false;
    }
}
