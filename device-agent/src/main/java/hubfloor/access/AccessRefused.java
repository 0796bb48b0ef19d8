package hubfloor.access;

import java.util.List;

/** These devices and consumers cannot share a broker; the message has every reason, a sentence on a line. */
public final class AccessRefused extends Exception {
    private static final long serialVersionUID = 1L;

    AccessRefused(List<String> sentences) {
        super(String.join("\n", sentences));
    }
}
