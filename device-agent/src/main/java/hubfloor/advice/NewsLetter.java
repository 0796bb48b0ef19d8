package hubfloor.advice;

import java.util.List;

/**
 * One message of a feed: whoever tells the floor about parcels counts its messages, so that the floor can tell that one
 * is missing.
 *
 * @param epoch 16 lower-case hex digits; a new one when the feed's own count was lost
 * @param seq from 1 on, without gaps
 * @param parcels at most {@value #PARCELS_MAX}; may be empty: then it only says how far the feed is
 * @param leftOut entries that were not what the contract says, and of which nothing is known
 */
public record NewsLetter(String epoch, long seq, List<ParcelNews> parcels, int leftOut) {
    /** More parcels than this are more than one letter. */
    public static final int PARCELS_MAX = 256;

    public NewsLetter {
        parcels = List.copyOf(parcels);
    }
}
