package hubfloor.sim.model;

import hubfloor.config.model.EyeConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The parcels on the belt, downstream ones first, and the places they come by. For each parcel only the next place of
 * its leading edge and the next of its trailing edge are foreseen; whatever moves the parcel makes both void by its
 * {@code turn}.
 */
final class Lane {
    private static final int EYE = 0;
    private static final int GATE = 1;
    private static final int END = 2;

    private final Hall hall;
    private final Judge judge;
    private final Mouths mouths;
    private final List<SimParcel> parcels = new ArrayList<>();
    private final long[] markAt;
    private final int[] markKind;
    private final int[] markIndex;
    private final SimEye[] eyes;
    private final SimGate[] gates;
    private Consumer<SimParcel> readers = parcel -> {};
    private Consumer<SimParcel> roundAgain = parcel -> {};

    private record Mark(long at, int kind, int index) {}

    Lane(Hall hall, Judge judge, Mouths mouths, SimEye[] eyes) {
        this.hall = hall;
        this.judge = judge;
        this.mouths = mouths;
        this.eyes = eyes;
        gates = new SimGate[hall.line.gates().size()];
        for (int i = 0; i < gates.length; i++) {
            gates[i] = new SimGate(
                    i,
                    hall.line.gates().get(i),
                    mouths.ofGate(hall.line.gates().get(i).name()),
                    hall,
                    this);
        }
        List<Mark> marks = new ArrayList<>();
        for (SimEye eye : eyes) {
            if (eye.config.role() != EyeConfig.Role.VERIFY) {
                marks.add(new Mark(eye.config.positionMm() * 1_000L, EYE, eye.index));
            }
        }
        for (SimGate gate : gates) {
            marks.add(new Mark(gate.config.positionMm() * 1_000L, GATE, gate.index));
        }
        marks.add(new Mark(hall.line.belt().lengthMm() * 1_000L, END, 0));
        marks.sort((a, b) -> a.at != b.at ? Long.compare(a.at, b.at) : Integer.compare(a.kind, b.kind));
        markAt = marks.stream().mapToLong(Mark::at).toArray();
        markKind = marks.stream().mapToInt(Mark::kind).toArray();
        markIndex = marks.stream().mapToInt(Mark::index).toArray();
    }

    void readersAre(Consumer<SimParcel> foreseeReads) {
        readers = foreseeReads;
    }

    void roundIs(Consumer<SimParcel> again) {
        roundAgain = again;
    }

    SimGate[] gates() {
        return gates;
    }

    List<SimParcel> parcels() {
        return parcels;
    }

    long lengthMicrometres() {
        return hall.line.belt().lengthMm() * 1_000L;
    }

    /** Puts it down with its leading edge where {@code start} has it; at 0 it is just about to be seen. */
    void place(SimParcel parcel, long start) {
        parcel.start = start;
        parcel.onBelt = true;
        int at = 0;
        while (at < parcels.size() && parcels.get(at).leadAt(hall.travel) >= parcel.leadAt(hall.travel)) {
            at++;
        }
        parcels.add(at, parcel);
        lie(parcel);
        readers.accept(parcel);
        if (at > 0 && parcels.get(at - 1).stuck) {
            watchPile(parcels.get(at - 1));
        }
    }

    private void lie(SimParcel parcel) {
        long lead = parcel.leadAt(hall.travel);
        long trail = lead - parcel.length;
        parcel.nextLead = firstMark(lead);
        parcel.nextTrail = firstMark(trail);
        for (int i = parcel.nextTrail; i < parcel.nextLead; i++) {
            if (markKind[i] == EYE) {
                eyes[markIndex[i]].enter(parcel);
            } else if (markKind[i] == GATE) {
                gates[markIndex[i]].lies(parcel);
            }
        }
        foresee(parcel);
    }

    private void lift(SimParcel parcel) {
        parcel.turn++;
        for (int i = parcel.nextTrail; i < parcel.nextLead; i++) {
            if (markKind[i] == EYE) {
                eyes[markIndex[i]].leave(parcel);
            } else if (markKind[i] == GATE) {
                gates[markIndex[i]].gone(parcel);
            }
        }
    }

    private int firstMark(long position) {
        int i = 0;
        while (i < markAt.length && markAt[i] < position) {
            i++;
        }
        return i;
    }

    private void foresee(SimParcel parcel) {
        foreseeLead(parcel);
        foreseeTrail(parcel);
    }

    private void foreseeLead(SimParcel parcel) {
        if (parcel.nextLead < markAt.length) {
            int turn = parcel.turn;
            hall.agenda.whenTravelled(parcel.start + markAt[parcel.nextLead], () -> {
                if (parcel.turn == turn) {
                    leadArrives(parcel);
                }
            });
        } else {
            int turn = parcel.turn;
            hall.agenda.whenTravelled(parcel.start + lengthMicrometres() + parcel.length / 2, () -> {
                if (parcel.turn == turn) {
                    runsOut(parcel, hall.ranNanos - parcel.ranAtEnd);
                }
            });
        }
    }

    private void foreseeTrail(SimParcel parcel) {
        if (parcel.nextTrail < markAt.length) {
            int turn = parcel.turn;
            hall.agenda.whenTravelled(parcel.start + parcel.length + markAt[parcel.nextTrail], () -> {
                if (parcel.turn == turn) {
                    trailPasses(parcel);
                }
            });
        }
    }

    private void leadArrives(SimParcel parcel) {
        int mark = parcel.nextLead++;
        int turn = parcel.turn;
        switch (markKind[mark]) {
            case EYE -> eyes[markIndex[mark]].enter(parcel);
            case GATE -> gates[markIndex[mark]].leadArrives(parcel);
            default -> parcel.ranAtEnd = hall.ranNanos;
        }
        if (parcel.turn == turn) {
            foreseeLead(parcel);
        }
    }

    private void trailPasses(SimParcel parcel) {
        int mark = parcel.nextTrail++;
        if (markKind[mark] == EYE) {
            eyes[markIndex[mark]].leave(parcel);
        } else if (markKind[mark] == GATE) {
            gates[markIndex[mark]].gone(parcel);
        }
        foreseeTrail(parcel);
    }

    private void runsOut(SimParcel parcel, long ranSinceLead) {
        remove(parcel);
        if (hall.line.beltEnd().isPresent()) {
            lands(parcel, mouths.beltEnd(), SimParcel.Fate.NOWHERE, ranSinceLead);
        } else {
            hall.story.add(hall.now, parcel, "goes round again");
            parcel.rounds++;
            judge.wentRound(parcel);
            roundAgain.accept(parcel);
        }
    }

    /** It is off the belt and falls into this chute. */
    void lands(SimParcel parcel, int chute, int gate, long ranSinceLead) {
        hall.story.add(
                hall.now,
                parcel,
                "LEFT by chute %s",
                hall.line.chutes().get(chute).name());
        judge.left(parcel, chute, gate);
        mouths.fallsInto(chute, parcel, ranSinceLead);
    }

    void remove(SimParcel parcel) {
        int at = parcels.indexOf(parcel);
        parcels.remove(at);
        parcel.onBelt = false;
        parcel.stuck = false;
        lift(parcel);
        if (at > 0 && parcels.get(at - 1).stuck) {
            watchPile(parcels.get(at - 1));
        }
    }

    /** Shifts it against the belt, upstream if positive, as far as its neighbours leave room. */
    void slide(SimParcel parcel, long back) {
        if (!parcel.onBelt || parcel.stuck) {
            return;
        }
        int at = parcels.indexOf(parcel);
        long room = Long.MAX_VALUE;
        if (back > 0 && at + 1 < parcels.size()) {
            room = parcel.trailAt(hall.travel) - parcels.get(at + 1).leadAt(hall.travel);
        } else if (back < 0 && at > 0) {
            room = parcels.get(at - 1).trailAt(hall.travel) - parcel.leadAt(hall.travel);
        }
        long way = Math.min(Math.abs(back), Math.max(0, room - 1_000));
        if (way == 0) {
            return;
        }
        hall.story.add(hall.now, parcel, "slides by %d mm", (back > 0 ? -way : way) / 1_000);
        lift(parcel);
        parcel.start += back > 0 ? way : -way;
        lie(parcel);
        readers.accept(parcel);
    }

    /** It stays where it is while the belt runs on below it; those behind run into it. */
    void stick(SimParcel parcel) {
        if (!parcel.onBelt || parcel.stuck) {
            return;
        }
        hall.story.add(hall.now, parcel, "is stuck");
        parcel.fate.disturbed = true;
        parcel.fate.everDisturbed = true;
        parcel.stuckLead = parcel.leadAt(hall.travel);
        parcel.stuck = true;
        parcel.turn++;
        watchPile(parcel);
    }

    private void watchPile(SimParcel ahead) {
        int at = parcels.indexOf(ahead) + 1;
        if (at < parcels.size() && !parcels.get(at).stuck) {
            SimParcel next = parcels.get(at);
            int turn = next.turn;
            hall.agenda.whenTravelled(next.start + ahead.trailAt(hall.travel), () -> {
                if (next.turn == turn && ahead.stuck) {
                    stick(next);
                }
            });
        }
    }

    /** Everything that was stuck goes on from where it is. */
    void loosen() {
        for (SimParcel parcel : parcels) {
            if (parcel.stuck) {
                parcel.start = hall.travel - parcel.stuckLead;
                parcel.stuck = false;
                parcel.turn++;
                hall.story.add(hall.now, parcel, "is loose again");
                foresee(parcel);
                readers.accept(parcel);
            }
        }
    }

    /** Controllers that let two interlocked gates act together break machines. */
    void gateMoved(SimGate gate) {
        for (String name : gate.config.interlocks()) {
            for (SimGate other : gates) {
                if (other.config.name().equals(name) && other.effective() && !other.faulty() && !gate.faulty()) {
                    judge.violation("interlock " + gate.config.name() + " with " + name);
                }
            }
        }
    }
}
