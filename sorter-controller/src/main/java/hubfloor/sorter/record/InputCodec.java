package hubfloor.sorter.record;

import hubfloor.advice.Advice;
import hubfloor.advice.Clocks;
import hubfloor.advice.CustomsFacts;
import hubfloor.advice.FloorRelease;
import hubfloor.advice.Routing;
import hubfloor.config.model.CustomsStatus;
import hubfloor.config.model.FloorRole;
import hubfloor.parcel.Candidate;
import hubfloor.parcel.Identification;
import hubfloor.sorter.core.Input;
import java.util.Optional;

/**
 * Inputs as bytes: a kind, the time and the count as differences to the input before, and the rest. A tick takes six
 * bytes. Each block begins anew, so that it can be read alone. One thread.
 *
 * <pre>
 *   kind (1) | atNanos - last | count - last | fields of the kind
 * </pre>
 */
final class InputCodec {
    // On disk: add at the end only.
    private static final int TICK = 1;
    private static final int EYE_EDGE = 2;
    private static final int EYE_EDGES_LOST = 3;
    private static final int BELT_CONTACT = 4;
    private static final int EMERGENCY_STOP = 5;
    private static final int CHUTE_LEVEL = 6;
    private static final int READ = 7;
    private static final int MEASURED = 8;
    private static final int ADVISED = 9;
    private static final int HOST_ASSIGNED = 10;
    private static final int PLAN_ARRIVED = 11;
    private static final int WALL_CLOCK = 12;
    private static final int ORDER = 13;
    private static final int ADVISED_ON_FLOOR = 14;

    private long lastNanos;
    private long lastCount;

    /** The next input is written, or read, in full. */
    void restart() {
        lastNanos = 0;
        lastCount = 0;
    }

    void write(ByteWriter out, Input input) {
        switch (input) {
            case Input.Tick tick -> head(out, TICK, input);
            case Input.EyeEdge e -> head(out, EYE_EDGE, input).number(e.eye()).flag(e.blocked());
            case Input.EyeEdgesLost e -> head(out, EYE_EDGES_LOST, input).number(e.eye());
            case Input.BeltContact e -> head(out, BELT_CONTACT, input).flag(e.running());
            case Input.EmergencyStop e -> head(out, EMERGENCY_STOP, input).flag(e.open());
            case Input.ChuteLevel e ->
                head(out, CHUTE_LEVEL, input).number(e.chute()).word(e.level()).flag(e.active());
            case Input.Read e ->
                head(out, READ, input).number(e.area()).text(e.scanner()).list(e.codes(), code -> write(out, code));
            case Input.Measured e ->
                head(out, MEASURED, input)
                        .number(e.area())
                        .number(e.grams())
                        .number(e.lengthMm())
                        .number(e.widthMm())
                        .number(e.heightMm());
            case Input.Advised e -> advised(out, e);
            case Input.HostAssigned e ->
                head(out, HOST_ASSIGNED, input).number(e.parcel()).text(e.chute());
            case Input.PlanArrived e -> PlanCodec.write(head(out, PLAN_ARRIVED, input), e.plan());
            case Input.WallClock e -> head(out, WALL_CLOCK, input).instant(e.wall());
            case Input.Order e -> OrderCodec.write(head(out, ORDER, input), e.order());
        }
    }

    Input read(ByteReader in) throws Damaged {
        int kind = in.octet();
        long at = lastNanos + in.number();
        long count = lastCount + in.number();
        lastNanos = at;
        lastCount = count;
        return switch (kind) {
            case TICK -> new Input.Tick(at, count);
            case EYE_EDGE -> new Input.EyeEdge(at, count, in.small(), in.flag());
            case EYE_EDGES_LOST -> new Input.EyeEdgesLost(at, count, in.small());
            case BELT_CONTACT -> new Input.BeltContact(at, count, in.flag());
            case EMERGENCY_STOP -> new Input.EmergencyStop(at, count, in.flag());
            case CHUTE_LEVEL ->
                new Input.ChuteLevel(at, count, in.small(), in.word(Input.ChuteLevel.Level.class), in.flag());
            case READ -> new Input.Read(at, count, in.small(), in.text(), in.list(() -> identification(in)));
            case MEASURED -> new Input.Measured(at, count, in.small(), in.small(), in.small(), in.small(), in.small());
            case ADVISED -> new Input.Advised(at, count, in.text(), advice(in));
            case ADVISED_ON_FLOOR -> new Input.Advised(at, count, in.text(), onFloor(in));
            case HOST_ASSIGNED -> new Input.HostAssigned(at, count, in.number(), in.text());
            case PLAN_ARRIVED -> new Input.PlanArrived(at, count, PlanCodec.read(in));
            case WALL_CLOCK -> new Input.WallClock(at, count, in.instant());
            case ORDER -> new Input.Order(at, count, OrderCodec.read(in));
            default -> throw new Damaged("an input that this version does not know");
        };
    }

    private ByteWriter head(ByteWriter out, int kind, Input input) {
        out.octet(kind).number(input.atNanos() - lastNanos).number(input.count() - lastCount);
        lastNanos = input.atNanos();
        lastCount = input.count();
        return out;
    }

    private static void write(ByteWriter out, Identification code) {
        out.word(code.outcome());
        out.list(code.candidates(), c -> {
            out.text(c.scheme())
                    .text(c.format())
                    .text(c.value())
                    .flag(c.valid())
                    .text(c.reason());
            out.fraction(c.confidence()).text(c.symbology());
            out.list(c.elements(), element -> out.text(element.ai()).text(element.value()));
        });
    }

    private static Identification identification(ByteReader in) throws Damaged {
        return new Identification(
                in.word(Identification.Outcome.class),
                in.list(() -> new Candidate(
                        in.text(),
                        in.text(),
                        in.text(),
                        in.flag(),
                        in.text(),
                        in.fraction(),
                        in.text(),
                        in.list(() -> new Candidate.Element(in.text(), in.text())))));
    }

    private static void write(ByteWriter out, Advice advice) {
        Routing routing = advice.routing();
        out.number(routing.sequence()).text(routing.country()).text(routing.postcode());
        out.text(routing.service()).number(routing.announcedGrams()).number(routing.priority());
        out.flag(routing.trusted()).instant(routing.clocks().accepted());
        out.instant(routing.clocks().presented()).instant(routing.clocks().cutOff());
        CustomsFacts customs = advice.customs();
        out.optional(customs.status(), out::word).number(customs.sequence());
        out.instant(customs.at()).flag(customs.conflicting());
    }

    private void advised(ByteWriter out, Input.Advised input) {
        Optional<FloorRelease> floor = input.advice().customs().floor();
        int kind = floor.isPresent() ? ADVISED_ON_FLOOR : ADVISED;
        write(head(out, kind, input).text(input.subject()), input.advice());
        floor.ifPresent(release -> write(out, release));
    }

    private static void write(ByteWriter out, FloorRelease release) {
        out.text(release.by()).word(release.role()).flag(release.inspected()).number(release.sequence());
        out.instant(release.at()).instant(release.until());
    }

    private static Advice onFloor(ByteReader in) throws Damaged {
        Advice advice = advice(in);
        FloorRelease release = new FloorRelease(
                in.text(), in.word(FloorRole.class), in.flag(), in.number(), in.instant(), in.instant());
        CustomsFacts said = advice.customs();
        return new Advice(
                advice.routing(),
                new CustomsFacts(said.status(), said.sequence(), said.at(), said.conflicting(), Optional.of(release)));
    }

    private static Advice advice(ByteReader in) throws Damaged {
        Routing routing = new Routing(
                in.number(),
                in.text(),
                in.text(),
                in.text(),
                in.small(),
                in.small(),
                in.flag(),
                new Clocks(in.instant(), in.instant(), in.instant()));
        return new Advice(
                routing,
                new CustomsFacts(
                        in.optional(() -> in.word(CustomsStatus.class)), in.number(), in.instant(), in.flag()));
    }
}
