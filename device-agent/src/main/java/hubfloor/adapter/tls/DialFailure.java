package hubfloor.adapter.tls;

import java.io.IOException;

/** A dial that cannot succeed as things are; the message is for the person at the line and says what to do. */
public final class DialFailure extends IOException {
    private static final long serialVersionUID = 1L;

    public DialFailure(String words) {
        super(words);
    }

    public DialFailure(String words, Throwable cause) {
        super(words, cause);
    }
}
