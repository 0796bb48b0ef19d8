package hubfloor.sorter.decision;

import hubfloor.sorter.event.Reason;

/** Whether the parcel that is being decided could go to a chute at this moment; the line's owner answers. */
public interface Chutes {
    /**
     * @param chute index in the line's config
     * @return NONE when the parcel can still be diverted there; else why not: full, shut, its gate out of service or
     *     already passed, position unsure. The chute at the belt's end needs no gate and is asked like the others
     */
    Reason availability(int chute);
}
