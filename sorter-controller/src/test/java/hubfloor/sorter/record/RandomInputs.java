package hubfloor.sorter.record;

import hubfloor.advice.Advice;
import hubfloor.advice.Clocks;
import hubfloor.advice.CustomsFacts;
import hubfloor.advice.FloorRelease;
import hubfloor.advice.Routing;
import hubfloor.config.model.CustomsStatus;
import hubfloor.config.model.FloorRole;
import hubfloor.config.model.SortPlan;
import hubfloor.config.model.SortRule;
import hubfloor.config.model.SortRule.PostcodeRange;
import hubfloor.config.model.SortRule.Share;
import hubfloor.config.model.SortRule.SizeClass;
import hubfloor.config.model.SortRule.Wave;
import hubfloor.parcel.Candidate;
import hubfloor.parcel.Identification;
import hubfloor.sorter.core.Input;
import hubfloor.sorter.core.LineOrder;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;

/** Inputs of every kind with strange values in every field; the same list for the same seed. */
final class RandomInputs {
    private final SplittableRandom random;
    private long nanos;
    private long count;

    RandomInputs(long seed) {
        random = new SplittableRandom(seed);
        nanos = random.nextLong() / 4;
    }

    static RunStart start(long seed) {
        return new RunStart(
                "3f2a9c01-" + seed,
                "0.1.0",
                Instant.ofEpochSecond(seed, 17),
                "line.yaml",
                "cafe",
                -seed,
                new RandomInputs(seed).plan());
    }

    List<Input> list(int length) {
        List<Input> inputs = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            nanos += random.nextInt(-1_000_000, 20_000_000);
            count += random.nextInt(20);
            inputs.add(next());
        }
        return inputs;
    }

    private Input next() {
        int kind = random.nextInt(100);
        return switch (kind) {
            case 0 -> new Input.EyeEdgesLost(nanos, count, small());
            case 1 -> new Input.BeltContact(nanos, count, yes());
            case 2 -> new Input.EmergencyStop(nanos, count, yes());
            case 3 -> new Input.ChuteLevel(nanos, count, small(), of(Input.ChuteLevel.Level.values()), yes());
            case 4, 5, 6, 7, 8 -> new Input.Read(nanos, count, small(), text(), codes());
            case 9 -> new Input.Measured(nanos, count, small(), small(), small(), -small(), Integer.MAX_VALUE);
            case 10 -> new Input.Advised(nanos, count, text(), advice());
            case 11 -> new Input.HostAssigned(nanos, count, random.nextLong(), text());
            case 12 -> new Input.PlanArrived(nanos, count, plan());
            case 13 -> new Input.WallClock(nanos, count, Instant.ofEpochSecond(random.nextInt(), small()));
            case 14 -> new Input.Order(nanos, count, order());
            case 15, 16, 17, 18, 19, 20 -> new Input.EyeEdge(nanos, count, small(), yes());
            default -> new Input.Tick(nanos, count);
        };
    }

    private LineOrder order() {
        return switch (random.nextInt(6)) {
            case 0 -> new LineOrder.Change(of(LineOrder.Command.values()));
            case 1 -> new LineOrder.Switch(of(LineOrder.Mode.values()));
            case 2 -> new LineOrder.EnableChute(small(), yes());
            case 3 -> new LineOrder.BagChange(small(), yes());
            case 4 -> new LineOrder.ResetGate(small());
            default -> new LineOrder.MoveGate(small(), yes());
        };
    }

    private Advice advice() {
        Routing routing = new Routing(
                random.nextLong(),
                text(),
                text(),
                text(),
                small(),
                small(),
                yes(),
                new Clocks(instant(), instant(), instant()));
        Optional<CustomsStatus> status = yes() ? Optional.of(of(CustomsStatus.values())) : Optional.empty();
        long sequence = random.nextLong();
        Optional<FloorRelease> floor = yes()
                ? Optional.of(new FloorRelease(text(), of(FloorRole.values()), yes(), sequence, instant(), instant()))
                : Optional.empty();
        return new Advice(routing, new CustomsFacts(status, sequence, instant(), yes(), floor));
    }

    private Instant instant() {
        return Instant.EPOCH.plusSeconds(random.nextInt());
    }

    private List<Identification> codes() {
        List<Identification> codes = new ArrayList<>();
        for (int n = random.nextInt(3); n > 0; n--) {
            List<Candidate.Element> elements = yes() ? List.of(new Candidate.Element("00", text())) : List.of();
            codes.add(new Identification(
                    of(Identification.Outcome.values()),
                    List.of(new Candidate(
                            text(), text(), text(), yes(), text(), random.nextDouble(), text(), elements))));
        }
        return codes;
    }

    private SortPlan plan() {
        SortRule rule = new SortRule(
                text(),
                Set.of("s10", text() + "x"),
                List.of(text()),
                Set.of(),
                List.of(new PostcodeRange("1", "2")),
                Set.of(text()),
                OptionalInt.of(small()),
                OptionalInt.empty(),
                Set.of(SizeClass.LARGE),
                Set.of(CustomsStatus.HOLD, CustomsStatus.NONE),
                OptionalInt.of(-1),
                OptionalInt.of(small()),
                yes(),
                Set.of(DayOfWeek.values()),
                Optional.of(new Wave("w", LocalTime.of(22, 0), LocalTime.MIDNIGHT)),
                List.of("a", "b"),
                of(Share.values()));
        return new SortPlan(text(), Instant.EPOCH, ZoneId.of("Asia/Kuala_Lumpur"), "00", List.of(rule, rule));
    }

    /** Anything a reader may send: GS, NUL, umlauts, the last character there is, half a surrogate. */
    private String text() {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(8); n > 0; n--) {
            text.append("A7\u001d\u0000\u007f\u0080ü\uffff\ud800€".charAt(random.nextInt(10)));
        }
        return text.toString();
    }

    private int small() {
        return random.nextInt(1 << random.nextInt(1, 30));
    }

    private boolean yes() {
        return random.nextBoolean();
    }

    private <T> T of(T[] words) {
        return words[random.nextInt(words.length)];
    }
}
