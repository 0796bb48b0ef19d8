package hubfloor.demo;

/**
 * What became of the parcels that a person sorted into a wall's slots: what the hand did beside what the station said.
 *
 * @param lit scanned by the person, and a slot was lit
 * @param inException of those, put into an exception slot
 * @param put pressed by the person at the lit slot, and the light went out
 * @param confirmed told by the station
 * @param wrongMade pressed by the person at another slot
 * @param wrongFound told by the station
 * @param unconfirmed ended without anybody's word
 * @param neverLit carried a valid number, and no slot was lit for it
 */
public record WallSummary(
        long lit,
        long inException,
        long put,
        long confirmed,
        long wrongMade,
        long wrongFound,
        long unconfirmed,
        long neverLit) {
    /** Every parcel that was lit was put and told, and every wrong slot was found. */
    public boolean good() {
        return lit == put && put == confirmed && wrongMade == wrongFound && unconfirmed == 0 && neverLit == 0;
    }

    @Override
    public String toString() {
        return "lit %d, put %d, confirmed %d, exception slot %d, wrong slots %d, found %d, unconfirmed %d, never lit %d"
                .formatted(lit, put, confirmed, inException, wrongMade, wrongFound, unconfirmed, neverLit);
    }
}
