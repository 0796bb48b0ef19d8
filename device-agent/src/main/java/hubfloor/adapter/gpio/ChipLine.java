package hubfloor.adapter.gpio;

/**
 * One line of a chip, as the kernel describes it.
 *
 * @param number its offset on the chip; on a Raspberry Pi the BCM number
 * @param name what the board's description calls it, {@code GPIO17}; empty when it has no name
 * @param consumer who holds it, as that program or driver named itself; empty when unused or unnamed
 * @param used somebody holds it, or the kernel keeps it for another function
 */
public record ChipLine(int number, String name, String consumer, boolean used, boolean output, boolean activeLow) {
    /** Who holds it, in words. */
    public String holder() {
        return consumer.isEmpty() ? "an unnamed program or the kernel itself" : "\"" + consumer + "\"";
    }
}
