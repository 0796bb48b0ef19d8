package hubfloor.port;

/**
 * A process that has a device or file open.
 *
 * @param command its program's name, such as {@code ModemManager}
 */
public record Holder(long pid, String command) {
    @Override
    public String toString() {
        return command + " (process " + pid + ")";
    }
}
