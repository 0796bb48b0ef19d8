package hubfloor.sorter.core;

import hubfloor.advice.Advice;
import hubfloor.advice.CustomsFacts;
import hubfloor.parcel.Identification;
import hubfloor.sorter.decision.Decision;
import hubfloor.sorter.decision.Facts;
import hubfloor.sorter.decision.Identity;
import hubfloor.sorter.event.Reason;
import hubfloor.sorter.tracking.Track;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A track with everything else the line knows of the parcel: who it is, where it shall go, how far that went. */
final class Parcel extends Track {
    /** More codes than this on one parcel add nothing. */
    static final int CODES_MAX = 16;

    final Plans.InForce plan;
    final boolean unknown;
    /** Its label, as far as it was read. */
    final List<Identification> codes = new ArrayList<>(4);

    Identity identity = Identity.NONE;
    /** The identity's subject, kept because every read is compared with all of them. */
    String subject = "";

    @Nullable
    Advice advice;

    CustomsFacts customs = CustomsFacts.UNKNOWN;
    int grams;
    int lengthMm;
    int widthMm;
    int heightMm;
    boolean asked;
    /** Belt travel up to which a host's answer counts. */
    long answerByUm = Long.MAX_VALUE;

    String hostChute = "";

    @Nullable
    Decision decision;
    /** What a gate or the line's state refused, after which only an exception chute is left. */
    Reason refused = Reason.NONE;
    /** The gate with its planned or fired shot; -1 for none. */
    int gate = Layout.NONE;

    boolean fired;
    /** Its leading edge went past its gate, or off the belt's end: when, and on the clock of the moving belt. */
    boolean gone;

    long goneAt;
    long goneMoving;
    /** Its chute's eye did not see it in time. */
    boolean unconfirmed;
    /** It was seen, or must be, further down the belt although its gate fired. */
    boolean missed;
    /** One of several that a landing may have been. */
    boolean maybe;
    /** It fell off the belt's end. */
    boolean off;
    /** The check eye behind its gate did not see it: it left the belt. */
    boolean left;
    /** Another chute's eye saw something when it passed there; -1 for none. */
    int suspect = Layout.NONE;
    /** Given up as unconfirmed, and then something landed that may have been it. */
    boolean landedLate;

    long wakeUm;
    long wakeMoving = Long.MAX_VALUE;

    Parcel(long number, long zeroUm, long seenAtUm, long lengthUm, boolean unknown, Plans.InForce plan) {
        super(number, zeroUm, seenAtUm, lengthUm);
        this.unknown = unknown;
        this.plan = plan;
    }

    int chute() {
        return decision == null ? Layout.NONE : decision.chute();
    }

    /** True while a gate's shot can still be taken back or given. */
    boolean open() {
        return !fired && !off;
    }

    Facts.Size measured() {
        int length = lengthMm > 0 ? lengthMm : sized() ? (int) (lengthUm() / 1_000) : 0;
        return new Facts.Size(grams, length, widthMm, heightMm);
    }
}
