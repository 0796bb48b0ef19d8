package hubfloor.tls;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A PEM file cannot be used; the message names it and says what to do. */
public final class PemUnusable extends IOException {
    private static final long serialVersionUID = 1L;

    PemUnusable(String words, @Nullable Throwable cause) {
        super(words, cause);
    }
}
