package hubfloor.event;

/** An event that survives a power cut: committed under (epoch, seq), which never again names anything else. */
public record StoredEvent(String epoch, long seq, Event event) {}
