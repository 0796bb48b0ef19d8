package hubfloor.adapter.tls;

/**
 * Who is at the other end, in the words of the device file, for messages a person can act on.
 *
 * @param name {@code broker}, {@code reader}
 * @param section the key its host and TLS files stand under, {@code broker}, {@code llrp-readers[0]}
 */
public record Peer(String name, String section) {}
