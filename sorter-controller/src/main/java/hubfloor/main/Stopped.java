package hubfloor.main;

import hubfloor.config.model.ExitCode;

/** A command cannot go on; the message tells a person what to do. */
final class Stopped extends Exception {
    private static final long serialVersionUID = 1L;

    private final ExitCode code;

    Stopped(ExitCode code, String message) {
        super(message);
        this.code = code;
    }

    ExitCode code() {
        return code;
    }
}
