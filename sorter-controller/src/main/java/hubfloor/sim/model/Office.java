package hubfloor.sim.model;

import hubfloor.advice.Advice;
import hubfloor.advice.CustomsFacts;
import hubfloor.advice.FloorRelease;
import hubfloor.config.model.ChuteConfig;
import hubfloor.config.model.CustomsStatus;
import hubfloor.config.model.FloorRole;
import hubfloor.parcel.Candidate;
import hubfloor.parcel.Identification;
import hubfloor.sorter.core.Effect;
import hubfloor.sorter.core.Input;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who answers the controller's questions: the floor's own table, the host, and customs whenever it likes. */
final class Office {
    private final Hall hall;
    private final Seat seat;
    private final List<String> hostChutes;

    Office(Hall hall, Seat seat) {
        this.hall = hall;
        this.seat = seat;
        hostChutes = hall.line.chutes().stream()
                .filter(c -> c.kind() == ChuteConfig.Kind.NORMAL && c.enabled())
                .map(ChuteConfig::name)
                .toList();
    }

    void answer(Effect.Ask question) {
        String subject = subject(question.codes());
        SimParcel parcel = subject == null ? null : hall.bySubject.get(subject);
        if (subject == null || parcel == null) {
            return;
        }
        if (!hall.chance.strikes(Fault.NOT_ANNOUNCED)) {
            advise(parcel, subject, parcel.advice, hall.chance.millis(0.2, 2));
            if (hall.line.decision().customs() && hall.chance.strikes(Fault.CUSTOMS_NEWS)) {
                news(parcel, subject);
            }
            if (hall.line.decision().customs() && hall.chance.strikes(Fault.FLOOR_RELEASE)) {
                letGo(parcel, subject);
            }
        }
        if (hall.line.decision().askHost() && !hostChutes.isEmpty()) {
            askHost(question);
        }
    }

    private void advise(SimParcel parcel, String subject, Advice advice, long delay) {
        hall.after(delay, () -> {
            CustomsFacts said = advice.customs();
            CustomsStatus status =
                    said.conflicting() ? CustomsStatus.NONE : said.status().orElse(CustomsStatus.NONE);
            hall.story.add(hall.now, parcel, "advised: customs %s, sequence %d", status, said.sequence());
            if (seat.on()) {
                parcel.fate.customs.add(new CustomsWord(hall.now, said.sequence(), status));
                if (said.conflicting()) { // the judge hears of the contradiction by hearing two words
                    parcel.fate.customs.add(new CustomsWord(hall.now, said.sequence(), CustomsStatus.HOLD));
                }
            }
            seat.post(new Input.Advised(hall.now, hall.count(), subject, advice), parcel);
        });
    }

    /**
     * Somebody says that it may go: with or without the right, after an inspection or not, to what customs last said or
     * to what it said before. Which of these count is the controller's affair, and the judge's.
     */
    private void letGo(SimParcel parcel, String subject) {
        hall.after(hall.chance.millis(20, 6_000), () -> {
            CustomsFacts said = parcel.advice.customs();
            FloorRelease release = new FloorRelease(
                    "0008592946",
                    hall.chance.oneIn(3) ? FloorRole.SUPERVISOR : FloorRole.CUSTOMS_OFFICER,
                    hall.chance.oneIn(2),
                    hall.chance.oneIn(4) ? said.sequence() - 1 : said.sequence(),
                    hall.trueWall(),
                    hall.trueWall().plus(Duration.ofHours(8)));
            hall.story.add(hall.now, parcel, "let go on the floor: %s", release);
            if (seat.on()) {
                parcel.fate.letGo.add(new FloorWord(hall.now, release));
            }
            Advice told = new Advice(
                    parcel.advice.routing(),
                    new CustomsFacts(
                            said.status(), said.sequence(), said.at(), said.conflicting(), Optional.of(release)));
            advise(parcel, subject, told, 0);
        });
    }

    /** A person's word on a parcel, as it reached the controller. */
    record FloorWord(long atNanos, FloorRelease release) {}

    /** Customs' word on a parcel, as it reached the controller. */
    record CustomsWord(long atNanos, long sequence, CustomsStatus status) {}

    /** One to three more words of customs: newer, overtaken, said twice, or contradicting the one before. */
    private void news(SimParcel parcel, String subject) {
        CustomsStatus[] all = CustomsStatus.values();
        for (int words = 1 + hall.chance.below(3); words > 0; words--) {
            Advice old = parcel.advice;
            long before = old.customs().sequence();
            CustomsStatus said = all[hall.chance.below(all.length)];
            CustomsStatus again = old.customs().status().orElse(said);
            Advice word = new Advice(old.routing(), CustomsFacts.UNKNOWN);
            word = switch (hall.chance.below(5)) {
                case 0 -> word.heard(said, before - 1, hall.trueWall());
                case 1 -> word.heard(again, before, hall.trueWall());
                case 2 -> word.heard(said, before, hall.trueWall());
                default -> word.heard(said, before + 1, hall.trueWall());
            };
            parcel.advice = old.heard(word);
            advise(parcel, subject, word, hall.chance.millis(20, 8_000));
        }
    }

    private void askHost(Effect.Ask question) {
        String chute = hostChutes.get(hall.chance.below(hostChutes.size()));
        long left = Math.max(0, question.deadlineAtNanos() - hall.now);
        long delay = (long) (Math.min(left * 0.5, 120e6) * hall.chance.between(0.2, 1.0));
        if (hall.chance.strikes(Fault.HOST_SILENT)) {
            return;
        } else if (hall.chance.strikes(Fault.HOST_LATE)) {
            delay = left + hall.chance.millis(1, 3_000);
        } else if (hall.chance.strikes(Fault.HOST_NONSENSE)) {
            chute = "no-such-chute";
        }
        String named = chute;
        int boot = seat.boots();
        hall.after(delay, () -> {
            if (boot == seat.boots()) {
                seat.post(new Input.HostAssigned(hall.now, hall.count(), question.parcel(), named), null);
            }
        });
    }

    private static @Nullable String subject(List<Identification> codes) {
        for (Identification code : codes) {
            for (Candidate candidate : code.candidates()) {
                if (candidate.valid() && !candidate.scheme().equals("gtin")) {
                    return candidate.scheme() + "/" + candidate.value();
                }
            }
        }
        return null;
    }
}
