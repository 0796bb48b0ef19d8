package hubfloor.sorter.core;

import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.sorter.event.Reason;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The heart of a sorter line: what it sees comes in, what must be done comes out, at once and in order. Same inputs,
 * same effects.
 *
 * <p>Promise: a parcel leaves by the chute it was decided for or at an exception chute, and its story ends exactly
 * once. In doubt nothing is diverted. The line starts in STOPPED; what lies on the belt then is unknown.
 *
 * <p>One thread. A tick with nothing due looks at each eye and gate and at no parcel, and allocates nothing. At most
 * {@value LineState#PARCELS_MAX} parcels.
 */
public final class SorterCore {
    /** A line that was not stepped for this long missed what it had to do; its output leases have lapsed. */
    private static final long FROZEN = 250_000_000L;
    /** After a freeze the edges seen meanwhile are still to come: nothing is called missing before. */
    private static final long CATCH_UP = 100_000_000L;

    private final LineState line;
    private final EyeState[] eyes;
    private final ChuteBoard chutes;
    private final Router router;
    private final Operations operations;
    private final Induction induction;
    private final CheckEyes checkEyes;
    private final Landings landings;
    private final Reads reads;
    private final Answers answers;
    private final Milestones milestones;
    private boolean booted;
    private int encoderFaults;
    private long catchUpUntil = Long.MIN_VALUE;

    public SorterCore(LineConfig config, SortPlan plan, long bootNanos) {
        line = new LineState(config, plan, bootNanos);
        eyes = new EyeState[config.eyes().size()];
        Arrays.setAll(eyes, i -> new EyeState());
        chutes = new ChuteBoard(config.chutes(), line.journal);
        router = new Router(line, chutes, bootNanos);
        operations = new Operations(line, router, chutes, eyes);
        induction = new Induction(line, router, eyes[0]);
        Missing missing = new Missing(line, eyes, operations::jammed);
        landings = new Landings(line, router, chutes, eyes, operations, missing);
        checkEyes = new CheckEyes(line, router, induction, landings, eyes, missing);
        answers = new Answers(line, router);
        reads = new Reads(line, router, answers);
        milestones = new Milestones(line, router, checkEyes, landings, eyes);
    }

    /** Takes one input and gives its effects to {@code out} before it returns. */
    public void step(Input input, Consumer<Effect> out) {
        line.journal.open(out);
        long before = line.now();
        if (!booted) {
            booted = true;
            operations.boot();
            before = input.atNanos();
        }
        line.belt.odometer().advance(input.atNanos(), input.count());
        if (input.atNanos() - before > FROZEN) {
            catchUpUntil = input.atNanos() + CATCH_UP;
            operations.positionsLost(Reason.LATE, "line", "was not looked after for a while");
        }
        encoder();
        due();
        take(input);
        due();
        line.journal.close();
    }

    private void encoder() {
        if (line.belt.odometer().watch().faults() != encoderFaults) {
            encoderFaults = line.belt.odometer().watch().faults();
            operations.positionsLost(
                    Reason.ENCODER_FAULT,
                    "encoder",
                    line.belt.odometer().watch().words());
        }
    }

    private void due() {
        router.run();
        checkEyes.measure();
        operations.watchJams();
        landings.watchMouths();
        operations.handMoves().run();
        for (int full = chutes.becameFull(line.now()); full != Layout.NONE; full = chutes.becameFull(line.now())) {
            router.reconsider(full);
        }
        if (line.now() >= catchUpUntil) {
            milestones.run();
        }
    }

    private void take(Input input) {
        long travel = line.belt.odometer().travelAt(input.atNanos(), input.count());
        switch (input) {
            case Input.Tick tick -> {}
            case Input.EyeEdge edge -> eye(edge, travel);
            case Input.EyeEdgesLost lost -> edgesLost(lost.eye(), travel);
            case Input.BeltContact contact -> line.belt.odometer().contact(contact.atNanos(), contact.running());
            case Input.EmergencyStop stop -> operations.emergencyStop(stop.open());
            case Input.ChuteLevel level -> {
                if (chutes.level(level.atNanos(), level.chute(), level.level(), level.active())) {
                    router.reconsider(level.chute());
                }
            }
            case Input.Read read -> reads.read(read.area(), travel, read.scanner(), read.codes());
            case Input.Measured measured -> reads.measured(measured, travel);
            case Input.Advised advised -> answers.advised(advised.subject(), advised.advice());
            case Input.HostAssigned host -> answers.hostAssigned(host.parcel(), host.chute(), travel);
            case Input.PlanArrived arrived -> line.plans.arrived(arrived.plan(), line.journal, line.now());
            case Input.WallClock clock -> line.wall(clock.atNanos(), clock.wall());
            case Input.Order order -> operations.order(order.order());
        }
    }

    private void eye(Input.EyeEdge edge, long travel) {
        int check = line.layout.checkOf[edge.eye()];
        if (edge.eye() == 0) {
            induction.edge(0, travel, edge.atNanos(), edge.blocked());
        } else if (check != Layout.NONE) {
            checkEyes.edge(check, travel, edge.atNanos(), edge.blocked());
        } else {
            landings.edge(edge.eye(), edge.atNanos(), edge.blocked());
        }
    }

    private void edgesLost(int eye, long travel) {
        int check = line.layout.checkOf[eye];
        line.alarm(Reason.EDGES_LOST, line.config.eyes().get(eye).name(), "edges were lost");
        if (eye == 0) {
            induction.edgesLost(travel);
        } else if (check != Layout.NONE) {
            checkEyes.edgesLost(check, travel);
        } else {
            eyes[eye].clear(travel, line.now());
        }
    }

    /**
     * Monotonic instant at which something falls due at the belt's present speed, for which the line wants a
     * {@link Input.Tick} though nothing else happened; MAX_VALUE for nothing.
     */
    public long nextAtNanos() {
        long at = Math.min(router.gates().nextAtNanos(), chutes.nextAtNanos());
        at = Math.min(at, operations.handMoves().nextAtNanos());
        return Math.min(at, Math.max(catchUpUntil, milestones.nextAtNanos()));
    }
}
