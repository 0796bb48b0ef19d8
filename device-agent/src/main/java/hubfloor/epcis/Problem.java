package hubfloor.epcis;

/**
 * One thing wrong with a document.
 *
 * @param pointer where, as a JSON pointer (RFC 6901): {@code /epcisBody/eventList/3/bizStep}
 * @param words what is wrong there and what belongs there
 */
public record Problem(String pointer, String words) {
    @Override
    public String toString() {
        return (pointer.isEmpty() ? "/" : pointer) + ": " + words;
    }
}
