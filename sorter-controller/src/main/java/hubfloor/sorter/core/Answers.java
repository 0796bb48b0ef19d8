package hubfloor.sorter.core;

import hubfloor.advice.Advice;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.event.Reason;

/**
 * Takes what the host and central say of parcels on the belt. A host's answer past its deadline is refused with the
 * milliseconds; the deadline is belt travel, so a belt that stands does not use it up. One thread.
 */
final class Answers {
    /** So many ended parcels are remembered for an answer that comes after their end. */
    private static final int KEPT = 1_024;

    private final LineState line;
    private final Router router;
    private final long[] askedNumber = new long[KEPT];
    private final long[] answerByUm = new long[KEPT];

    Answers(LineState line, Router router) {
        this.line = line;
        this.router = router;
    }

    void hostAssigned(long number, String chute, long travelUm) {
        Parcel parcel = line.parcels().byNumber(number);
        if (parcel == null) {
            refuse(number, Reason.HOST_LATE, lateMs(travelUm, deadline(number)), chute);
        } else if (!parcel.asked) {
            refuse(number, Reason.NOT_ALLOWED_NOW, 0, chute);
        } else if (travelUm > parcel.answerByUm || parcel.decision != null) {
            refuse(number, Reason.HOST_LATE, lateMs(travelUm, parcel.answerByUm), chute);
        } else {
            parcel.hostChute = chute;
        }
    }

    private void refuse(long number, Reason reason, long lateMs, String chute) {
        line.journal.report(new LineEvent.HostRefused(line.now(), number, reason, lateMs, chute));
    }

    private long lateMs(long travelUm, long byUm) {
        return Math.max(0, travelUm - byUm) * 1_000 / line.belt.odometer().brisk();
    }

    private long deadline(long number) {
        int slot = (int) (number % KEPT);
        return number >= 0 && askedNumber[slot] == number ? answerByUm[slot] : line.belt.travelUm();
    }

    /** Remembers a parcel's deadline beyond its end. */
    void asked(Parcel parcel) {
        int slot = (int) (parcel.number() % KEPT);
        askedNumber[slot] = parcel.number();
        answerByUm[slot] = parcel.answerByUm;
    }

    void advised(String subject, Advice advice) {
        if (subject.isEmpty()) {
            return;
        }
        for (int i = 0; i < line.parcels().size(); i++) {
            Parcel parcel = line.parcels().at(i);
            if (parcel.subject.equals(subject)) {
                parcel.advice = parcel.advice == null ? advice : parcel.advice.heard(advice);
                parcel.customs = parcel.customs.heard(advice.customs());
                router.news(parcel);
            }
        }
    }
}
