package hubfloor.doctor;

import java.util.Locale;

/**
 * What one check found.
 *
 * @param subject what was looked at, in the words of the device file: {@code port hand}, {@code broker}
 * @param found one sentence with the figures
 * @param todo what to do about it; empty exactly when all is well
 */
public record Finding(String subject, Verdict verdict, String found, String todo) {
    /** How bad it is. */
    public enum Verdict {
        OK,
        /** It works, but not as it should, or could not be tested now. */
        WARNING,
        /** The device will not do its work. */
        FAILED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Finding ok(String subject, String found) {
        return new Finding(subject, Verdict.OK, found, "");
    }

    public static Finding warning(String subject, String found, String todo) {
        return new Finding(subject, Verdict.WARNING, found, todo);
    }

    public static Finding failed(String subject, String found, String todo) {
        return new Finding(subject, Verdict.FAILED, found, todo);
    }
}
