package hubfloor.config.model;

/**
 * The path from the belt's end back to the induction eye. A parcel that comes round is known again by its read, not by
 * its place.
 *
 * @param limit most rounds of one parcel; after these it goes to the exception chute
 */
public record RecirculationConfig(int limit) {}
