package hubfloor.adapter.mqtt;

import java.io.IOException;

/** A dial that cannot succeed as things are; the message is for the person at the line and says what to do. */
final class DialFailure extends IOException {
    private static final long serialVersionUID = 1L;

    DialFailure(String words) {
        super(words);
    }

    DialFailure(String words, Throwable cause) {
        super(words, cause);
    }
}
