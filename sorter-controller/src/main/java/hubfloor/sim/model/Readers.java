package hubfloor.sim.model;

import hubfloor.config.model.ReadingAreaConfig;
import hubfloor.parcel.Identification;
import hubfloor.sorter.core.Input;
import java.util.ArrayList;
import java.util.List;

/** Scanners over the belt, and the scale with the dimensioner that stand with the first of them. */
final class Readers {
    private final Hall hall;
    private final Seat seat;
    private final List<ReadingAreaConfig> areas;

    Readers(Hall hall, Seat seat) {
        this.hall = hall;
        this.seat = seat;
        areas = hall.line.readingAreas();
    }

    /** Foresees when its label comes by; again after it was moved, for the areas it has still to pass. */
    void foresee(SimParcel parcel) {
        if (parcel.readAt.length != areas.size()) {
            parcel.readAt = new long[areas.size()];
        }
        if (parcel.readDone == 0 && parcel.nextLead == 0) {
            for (int i = 0; i < areas.size(); i++) {
                parcel.readAt[i] = place(areas.get(i));
            }
        }
        int turn = parcel.turn;
        for (int i = 0; i < areas.size(); i++) {
            int area = i;
            long at = parcel.start + parcel.labelAt + parcel.readAt[i];
            if ((parcel.readDone & (1L << i)) == 0 && at >= hall.travel) {
                hall.agenda.whenTravelled(at, () -> {
                    if (parcel.turn == turn) {
                        parcel.readDone |= 1L << area;
                        see(parcel, area);
                    }
                });
            }
        }
    }

    private long place(ReadingAreaConfig area) {
        long tolerance = hall.line.tracking().toleranceMm() * 800L;
        if (hall.chance.strikes(Fault.NEIGHBOUR_READ)) {
            return hall.chance.oneIn(2)
                    ? area.fromMm() * 1_000L - hall.chance.between(0, tolerance)
                    : area.toMm() * 1_000L + hall.chance.between(0, tolerance);
        }
        return hall.chance.between(area.fromMm() * 1_000L, area.toMm() * 1_000L);
    }

    private void see(SimParcel parcel, int index) {
        ReadingAreaConfig area = areas.get(index);
        double longest = area.maxDelayMs() * 1e6;
        if (index == 0) {
            measure(parcel, index, (long) hall.chance.between(longest * 0.2, longest));
        }
        boolean read = !parcel.codes.isEmpty() && !hall.chance.strikes(Fault.NO_READ);
        if (!read) {
            if (hall.chance.oneIn(2)) {
                send(parcel, index, area.scanners().getFirst(), List.of(), longest * 0.9);
            }
            return;
        }
        int sure = hall.chance.below(area.scanners().size());
        for (int i = 0; i < area.scanners().size(); i++) {
            String scanner = area.scanners().get(i);
            if (i == sure || !hall.chance.oneIn(4)) {
                List<Identification> codes = parcel.codes;
                if (codes.size() > 1 && hall.chance.oneIn(3)) {
                    codes = List.of(codes.get(hall.chance.below(codes.size())));
                }
                send(parcel, index, scanner, codes, hall.chance.between(longest * 0.1, longest));
                if (hall.chance.strikes(Fault.DOUBLE_READ)) {
                    send(parcel, index, scanner, codes, hall.chance.between(longest * 0.5, longest));
                }
            }
        }
    }

    private void send(SimParcel parcel, int area, String scanner, List<Identification> codes, double nanos) {
        List<Identification> sent = new ArrayList<>(codes);
        hall.after((long) nanos, () -> {
            hall.story.add(hall.now, parcel, "scanner %s sends %d codes", scanner, sent.size());
            seat.post(new Input.Read(hall.now, hall.count(), area, scanner, sent), parcel);
        });
    }

    private void measure(SimParcel parcel, int area, long nanos) {
        int lengthMm = (int) (parcel.length / 1_000) + hall.chance.below(11) - 5;
        int grams = parcel.grams;
        if (hall.chance.strikes(Fault.WRONG_MEASURE)) {
            if (hall.chance.oneIn(2)) {
                grams = 0;
            } else {
                lengthMm += hall.line.tracking().lengthToleranceMm() * 2 + 20;
            }
        }
        int saidLength = lengthMm;
        int saidGrams = grams;
        hall.after(
                nanos,
                () -> seat.post(
                        new Input.Measured(
                                hall.now, hall.count(), area, saidGrams, saidLength, parcel.widthMm, parcel.heightMm),
                        parcel));
    }
}
