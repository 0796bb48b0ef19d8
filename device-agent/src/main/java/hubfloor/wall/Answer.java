package hubfloor.wall;

import java.util.List;

/**
 * What a wall says to one scan, one button, or the time.
 *
 * @param slot index of the slot it is about; {@link Wall#NO_SLOT} for none
 * @param wanted index of the slot that is lit, where another one was meant
 * @param parcel subject of the parcel it is about; empty for none
 * @param events to be stored and then applied, in order; none when nothing changes
 */
public record Answer(Result result, int slot, int wanted, String parcel, List<WallEvent> events) {
    /** Nothing happened that anybody need know of. */
    static final Answer NOTHING = new Answer(Result.NOTHING, Wall.NO_SLOT, Wall.NO_SLOT, "", List.of());

    public Answer {
        events = List.copyOf(events);
    }

    public static Answer of(Result result, int slot, String parcel, WallEvent... events) {
        return new Answer(result, slot, slot, parcel, List.of(events));
    }

    /** The kinds of answers. */
    public enum Result {
        NOTHING,
        /** This slot is lit from now on. */
        LIT,
        /** The parcel in hand was scanned again: its slot is lit already. */
        LIT_ALREADY,
        /** Another parcel is in hand and must be put first. */
        PUT_FIRST,
        CONFIRMED,
        /** Another slot is lit, and stays so. */
        WRONG_SLOT,
        /** A slot was confirmed while none is lit. */
        NOTHING_LIT,
        /** Lit for too long. */
        OVERDUE,
        /** The parcel in hand goes nowhere for now. */
        WITHDRAWN,
        /** Out of use; the parcel in hand was for it and needs another slot. */
        SHUT_IN_HAND,
        SHUT,
        OPENED,
        /** Parcels in doubt must always have a slot. */
        LAST_EXCEPTION
    }
}
