package hubfloor.config.model;

/**
 * How the program ends, in one place: for systemd units, CI and people. The numbers are a contract and never change
 * their meaning; the systemd unit must not restart after {@link #USAGE} and {@link #CONFIG_REFUSED}.
 */
public enum ExitCode {
    OK(0, "It ran and the result is good."),
    FAILED(1, "It ran and the result is bad: something was lost or a check failed."),
    USAGE(2, "The command line was not understood; nothing was started."),
    CONFIG_REFUSED(3, "The config file was refused; every problem is printed with its line. Nothing was started."),
    STORE_IN_USE(4, "Another process holds this device's event store."),
    STORE_FAILED(5, "The disk refused a write or a flush; nothing was accepted after that."),
    BROKER_UNREACHABLE(6, "A command that needs the broker could not reach it; a station never ends for this."),
    DEVICE_UNAVAILABLE(7, "A scanner port or GPIO chip named in the config cannot be used at all on this machine."),
    INTERNAL(70, "A fault in the program itself; please report it with the log.");

    private final int code;
    private final String sentence;

    ExitCode(int code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    public int code() {
        return code;
    }

    public String sentence() {
        return sentence;
    }
}
