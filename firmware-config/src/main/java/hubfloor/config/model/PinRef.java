package hubfloor.config.model;

/**
 * Which line of a GPIO chip: by its number there (on a Raspberry Pi the BCM number) or by the name that the board's
 * description gives it, {@code GPIO17}.
 *
 * @param number 0 or more; -1 when it is told by name
 * @param name empty when it is told by number
 */
public record PinRef(int number, String name) {
    public static PinRef of(int number) {
        return new PinRef(number, "");
    }

    public static PinRef named(String name) {
        return new PinRef(-1, name);
    }

    /** As it stands in the device file. */
    @Override
    public String toString() {
        return name.isEmpty() ? Integer.toString(number) : name;
    }
}
