package hubfloor.sim.model;

import hubfloor.config.model.SortPlan;
import hubfloor.config.model.SortRule;
import hubfloor.sorter.core.Input;
import hubfloor.sorter.core.LineOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What goes wrong by the hour, and the hands that reach onto the belt. */
final class Troubles {
    private final Hall hall;
    private final Seat seat;
    private final Motor motor;
    private final Lane lane;
    private final Mouths mouths;
    private final SimEye[] eyes;
    private final Judge judge;
    private final ParcelMaker maker;
    private final Runnable controllerRestarted;
    private int plans;

    Troubles(
            Hall hall,
            Seat seat,
            Motor motor,
            Lane lane,
            Mouths mouths,
            SimEye[] eyes,
            Judge judge,
            ParcelMaker maker,
            Runnable controllerRestarted) {
        this.hall = hall;
        this.seat = seat;
        this.motor = motor;
        this.lane = lane;
        this.mouths = mouths;
        this.eyes = eyes;
        this.judge = judge;
        this.maker = maker;
        this.controllerRestarted = controllerRestarted;
    }

    void start() {
        for (Fault fault : Fault.values()) {
            if (fault.per() == Fault.Per.HOUR && hall.chance.on(fault)) {
                hall.after(hall.chance.nanosUntil(fault), () -> strike(fault));
            }
        }
    }

    /** A parcel has come onto the belt: what hands may do to it or near it later. */
    void fed(SimParcel parcel) {
        if (hall.chance.strikes(Fault.SLIDE)) {
            long way = hall.line.tracking().toleranceMm() * 1_000L;
            onItsWay(parcel, () -> lane.slide(parcel, hall.chance.between(-way / 2, way)));
        }
        if (hall.chance.strikes(Fault.HAND_OFF)) {
            onItsWay(parcel, () -> {
                hall.story.add(hall.now, parcel, "TAKEN OFF at %d mm", parcel.leadAt(hall.travel) / 1_000);
                lane.remove(parcel);
                judge.takenOff(parcel);
            });
        }
        if (hall.chance.strikes(Fault.HAND_ON)) {
            hall.agenda.whenTravelled(hall.travel + anywhere(), this::putOn);
        }
        if (hall.chance.strikes(Fault.LATENCY)) {
            hall.agenda.whenTravelled(hall.travel + anywhere(), () -> seat.standStill(hall.chance.millis(1, 15)));
        }
    }

    private long anywhere() {
        return hall.chance.between(0, lane.lengthMicrometres());
    }

    private void onItsWay(SimParcel parcel, Runnable what) {
        int round = parcel.rounds;
        hall.agenda.whenTravelled(hall.travel + anywhere(), () -> {
            if (parcel.onBelt && parcel.rounds == round) {
                what.run();
            }
        });
    }

    private void putOn() {
        SimParcel parcel = maker.next();
        long lead = parcel.length + hall.chance.between(0, lane.lengthMicrometres() - parcel.length);
        for (SimParcel other : lane.parcels()) {
            if (other.leadAt(hall.travel) > lead - parcel.length - 20_000
                    && other.trailAt(hall.travel) < lead + 20_000) {
                return;
            }
        }
        parcel.fate.disturbed = true;
        parcel.fate.everDisturbed = true;
        parcel.fate.placed(hall.now);
        judge.added();
        parcel.readDone = 0;
        hall.story.add(hall.now, parcel, "PUT ON at %d mm, %s", lead / 1_000, parcel.subjects);
        lane.place(parcel, hall.travel - lead);
    }

    private void strike(Fault fault) {
        hall.after(hall.chance.nanosUntil(fault), () -> strike(fault));
        switch (fault) {
            case JAM -> jam();
            case PHANTOM -> anyEye().phantom(hall.chance.millis(5, 400));
            case EYE_STUCK_BLOCKED -> anyEye().stick(true, hall.chance.millis(500, 20_000));
            case EYE_STUCK_CLEAR -> anyEye().stick(false, hall.chance.millis(500, 20_000));
            case ENCODER_SLIP -> encoder(hall.chance.between(0.9, 0.99), hall.chance.millis(500, 10_000));
            case ENCODER_DEAD -> encoder(0, hall.chance.millis(300, 5_000));
            case ENCODER_DROP -> hall.encoder.jump(hall.travel, -hall.encoder.pulses(hall.chance.between(5.0, 60.0)));
            case ENCODER_JITTER -> shake(20);
            case BELT_STOP -> motor.stopFor(hall.chance.millis(500, 20_000));
            case SPEED -> changeSpeed();
            case EMERGENCY_STOP -> emergencyStop();
            case CHUTE_FULL -> mouths.fill(hall.chance.below(mouths.full.length), hall.chance.millis(5_000, 60_000));
            case BAG_CHANGE -> shut(hall.chance.below(mouths.full.length));
            case PLAN_SWAP -> swapPlan();
            case CLOCK_STEP -> stepClock();
            case FREEZE -> {
                long nanos = hall.chance.oneIn(2) ? hall.chance.millis(50, 1_000) : hall.chance.millis(1_000, 20_000);
                judge.outage(hall.now + nanos, false);
                seat.standStill(nanos);
            }
            case POWER_CUT -> powerCut();
            default -> throw new IllegalArgumentException(fault + " does not strike by the hour");
        }
    }

    private SimEye anyEye() {
        return eyes[hall.chance.below(eyes.length)];
    }

    private void encoder(double share, long nanos) {
        hall.story.add(hall.now, null, "encoder turns %.0f %%", share * 100);
        hall.encoder.turn(hall.travel, share);
        hall.after(nanos, () -> hall.encoder.turn(hall.travel, 1));
    }

    private void shake(int times) {
        hall.encoder.jump(hall.travel, hall.chance.between(-3L, 3L));
        if (times > 0) {
            hall.after(hall.chance.millis(5, 50), () -> shake(times - 1));
        }
    }

    private void jam() {
        if (hall.chance.oneIn(3)) {
            mouths.block(hall.chance.below(mouths.full.length), hall.chance.millis(3_000, 15_000));
        } else if (!lane.parcels().isEmpty()) {
            lane.stick(lane.parcels().get(hall.chance.below(lane.parcels().size())));
        }
    }

    private void changeSpeed() {
        if (hall.encoder.present()) {
            double slowest = hall.line.belt().minMmPerS() * 1.1e3;
            motor.speed(Math.max(slowest, hall.nominalSpeed() * hall.chance.between(0.7, 1.0)));
        }
    }

    private void emergencyStop() {
        if (motor.circuitOpen()) {
            return;
        }
        hall.story.add(hall.now, null, "E-STOP");
        motor.circuit(true);
        for (SimGate gate : lane.gates()) {
            gate.rest();
        }
        hall.after(hall.chance.millis(5_000, 20_000), () -> motor.circuit(false));
    }

    private void shut(int chute) {
        boolean bag = hall.chance.oneIn(2);
        if (mouths.shutSince[chute] != Long.MAX_VALUE
                || mouths.full[chute]
                || !mouths.config(chute).enabled()) {
            return;
        }
        mouths.shut(chute);
        seat.order(bag ? new LineOrder.BagChange(chute, true) : new LineOrder.EnableChute(chute, false));
        int boot = seat.boots();
        hall.after(hall.chance.millis(5_000, 30_000), () -> {
            mouths.open(chute);
            if (boot == seat.boots()) {
                seat.order(bag ? new LineOrder.BagChange(chute, false) : new LineOrder.EnableChute(chute, true));
            }
        });
    }

    /** The same rules with their chutes passed on by one: what a plan swapped in the middle of a parcel would mix. */
    private void swapPlan() {
        List<SortRule> old = hall.plan.rules();
        List<List<String>> chutes = new ArrayList<>(old.stream()
                .limit(Math.max(0, old.size() - 1))
                .map(SortRule::chutes)
                .toList());
        Collections.rotate(chutes, 1);
        List<SortRule> rules = new ArrayList<>();
        for (int i = 0; i < old.size(); i++) {
            SortRule rule = old.get(i);
            rules.add(i < chutes.size() ? with(rule, chutes.get(i)) : rule);
        }
        Instant from = hall.wall().plus(Duration.ofSeconds(hall.chance.below(20)));
        hall.plan = new SortPlan(
                hall.plan.version().replaceAll("\\.swap.*", "") + ".swap" + ++plans,
                from,
                hall.plan.zone(),
                hall.plan.hash(),
                rules);
        seat.post(new Input.PlanArrived(hall.now, hall.count(), hall.plan), null);
    }

    private static SortRule with(SortRule rule, List<String> chutes) {
        return new SortRule(
                rule.name(),
                rule.schemes(),
                rule.prefixes(),
                rule.countries(),
                rule.postcodes(),
                rule.services(),
                rule.minGrams(),
                rule.maxGrams(),
                rule.sizes(),
                rule.customs(),
                rule.minPriority(),
                rule.maxMinutesLeft(),
                rule.trusted(),
                rule.weekdays(),
                rule.wave(),
                chutes,
                rule.share());
    }

    private void stepClock() {
        long[] steps = {0, 2, -2, 3_600, -3_600, 86_400, -86_400 * 365L, 86_400 * 365L};
        hall.stepWall(steps[hall.chance.below(steps.length)]);
        seat.post(new Input.WallClock(hall.now, hall.count(), hall.wall()), null);
    }

    private void powerCut() {
        if (!seat.on()) {
            return;
        }
        long nanos = hall.chance.millis(3_000, 40_000);
        judge.outage(hall.now + nanos, true);
        seat.cutPower();
        if (hall.chance.oneIn(2)) {
            motor.stopFor(nanos);
        }
        hall.after(nanos, () -> {
            motor.permit(true);
            judge.booted();
            controllerRestarted.run();
            seat.boot();
        });
    }
}
