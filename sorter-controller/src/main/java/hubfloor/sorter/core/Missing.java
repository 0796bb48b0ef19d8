package hubfloor.sorter.core;

import hubfloor.sorter.event.Reason;
import java.util.Arrays;

/**
 * Parcels that no eye saw where the line expected them, kept by section: section n is the belt before check eye n, up
 * to the one before, with the chutes that lead off there. One that did not land where its gate sent it may still lie on
 * the belt, somewhere else than the line believes: after two such, and for one section's length of belt travel, what
 * lands there proves nothing of anybody. And when {@value #JAM} in a row are missed by more than one eye, it is no eye that fails but the
 * belt that is jammed: the line is held and every place is in doubt. One thread.
 */
final class Missing {
    static final int JAM = 4;

    private static final long NEVER = Long.MIN_VALUE / 2;

    private final LineState line;
    private final EyeState[] eyes;
    private final Jammed jammed;
    /** Belt travel when one went astray last, and the one before that. */
    private final long[] sinceUm;

    private final long[] beforeUm;
    private final long[] unseenUm;
    private final int[] inARow;
    private final int[] eye;
    private final boolean[] severalEyes;

    /** Holds the line and doubts every place. */
    interface Jammed {
        void jammed(Reason reason, String about, String detail);
    }

    Missing(LineState line, EyeState[] eyes, Jammed jammed) {
        this.line = line;
        this.eyes = eyes;
        this.jammed = jammed;
        int sections = line.layout.checks.length + 1;
        sinceUm = new long[sections];
        inARow = new int[sections];
        eye = new int[sections];
        severalEyes = new boolean[sections];
        beforeUm = new long[sections];
        Arrays.fill(sinceUm, NEVER);
        unseenUm = new long[sections];
        Arrays.fill(beforeUm, NEVER);
        Arrays.fill(unseenUm, NEVER);
    }

    /** This eye should have seen a parcel that came into the section. */
    void unseen(int section, int byEye) {
        unseenUm[section] = line.belt.travelUm();
        boolean another = inARow[section] > 0 && (severalEyes[section] || eye[section] != byEye);
        severalEyes[section] = another || passedUnseen(section);
        eye[section] = byEye;
        inARow[section]++;
        if (inARow[section] >= JAM && severalEyes[section]) {
            inARow[section] = 0;
            String name = line.config.eyes().get(byEye).name();
            jammed.jammed(Reason.JAM, name, JAM + " parcels in a row were not seen before it or there");
        }
    }

    /** The check eye at which the section begins is not believed, because it saw none of them either. */
    private boolean passedUnseen(int section) {
        return section > 0 && eyes[line.layout.checks[section - 1]].out;
    }

    /** A gate of the section moved for a parcel that did not land there: it may still be on the belt. */
    void astray(int section) {
        beforeUm[section] = sinceUm[section];
        sinceUm[section] = line.belt.travelUm();
    }

    /** A parcel came through the section, or landed in a chute of it, as expected. */
    void seen(int section) {
        inARow[section] = 0;
    }

    /** The one that went astray was seen further down the belt. */
    void found(int section) {
        sinceUm[section] = beforeUm[section];
        beforeUm[section] = NEVER;
    }

    /** Two went astray so lately that one of them may still be on the belt; one alone is an eye that missed it. */
    boolean near(int section) {
        return line.belt.travelUm() - beforeUm[section] < lengthUm(section) + line.wideUm();
    }

    /** One that came through this section was not seen there or further down, so lately that it may not have left. */
    boolean lately(int section) {
        for (int i = section; i < unseenUm.length; i++) {
            if (line.belt.travelUm() - unseenUm[i] < line.layout.beltUm) {
                return true;
            }
        }
        return false;
    }

    private long lengthUm(int section) {
        long from = section == 0 ? 0 : line.layout.checkUm[section - 1];
        long to = section < line.layout.checkUm.length ? line.layout.checkUm[section] : line.layout.beltUm;
        return to - from;
    }
}
