/**
 * Decides what to send, what to send again and what may be forgotten.
 * Pure: time and chance come in as arguments, effects go out as values.
 *
 * <p>Order. First transmissions leave in number order; after a loss everything from the lowest number that is not
 * receipted (or, where nobody receipts, not acknowledged by the broker) leaves again, in order. One exception, the
 * live lane: while at least 50,000 events wait and draining them in order would make a new event more than 5 s late,
 * every eighth slot carries an event committed since, ahead of its turn; the drain passes it over when it gets there.
 * The price is order: for that time a consumer sees two rising sequences interleaved. It buys that the floor is seen
 * as it is now, not as it was before the outage. Consumers tell order by (epoch, seq), never by arrival.
 *
 * <p>Slots of eight: five drain, two replay (asked-for and parked events), one live; an empty lane's slot goes to the
 * next one that has something.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.delivery;
