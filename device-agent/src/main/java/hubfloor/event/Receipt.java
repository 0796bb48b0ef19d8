package hubfloor.event;

/** A consumer's word that it has stored every event of this epoch up to {@code through}. Cumulative. */
public record Receipt(String epoch, long through) {}
