package hubfloor.sim.model;

import hubfloor.config.model.EyeConfig;
import hubfloor.config.model.GateConfig;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.ReadingAreaConfig;
import hubfloor.parcel.Candidate;
import hubfloor.sorter.core.Effect;
import hubfloor.sorter.core.Input;
import hubfloor.sorter.core.LineOrder;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.event.LineEvent.Outcome;
import hubfloor.sorter.event.LineEvent.Step;
import hubfloor.sorter.event.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The simplest controller that sorts rightly on a line where nothing goes wrong. It shows that the hall is as the
 * config says, and, spoilt, that the judge sees what it must.
 */
class PlainController implements LineController {
    final LineConfig line;
    final List<Tracked> parcels = new ArrayList<>();
    long delayNanos;
    int chuteShift;
    private final double pulsesPerMm;
    private final long[] releaseAt;
    private boolean executing;
    private long next = 1;

    static final class Tracked {
        final long number;
        final long lead;
        long trail = Long.MAX_VALUE;
        int chute = -1;
        boolean fired;

        Tracked(long number, long lead) {
            this.number = number;
            this.lead = lead;
        }
    }

    PlainController(LineConfig line) {
        this.line = line;
        pulsesPerMm = line.belt().encoder().orElseThrow().pulsesPerMetre() / 1e3;
        releaseAt = new long[line.gates().size()];
    }

    @Override
    public long nextAtNanos() {
        return Long.MAX_VALUE;
    }

    @Override
    public void step(Input input, Consumer<Effect> out) {
        switch (input) {
            case Input.EyeEdge edge -> see(edge, out);
            case Input.Read read -> join(read, out);
            case Input.Order order -> obey(order, out);
            default -> {}
        }
        fire(input.atNanos(), input.count(), out);
    }

    private void obey(Input.Order order, Consumer<Effect> out) {
        if (order.order() instanceof LineOrder.Change change) {
            executing = change.command() == LineOrder.Command.START;
            String to = executing ? "EXECUTE" : "IDLE";
            out.accept(new Effect.Report(
                    new LineEvent.StateChanged(order.atNanos(), "PRODUCTION", "STOPPED", to, Reason.NONE)));
        }
    }

    private void see(Input.EyeEdge edge, Consumer<Effect> out) {
        EyeConfig eye = line.eyes().get(edge.eye());
        if (eye.role() == EyeConfig.Role.INDUCTION) {
            if (edge.blocked()) {
                parcels.add(new Tracked(next, edge.count()));
                report(out, new LineEvent.Inducted(edge.atNanos(), next++, edge.eye(), false, "p"));
            } else {
                parcels.getLast().trail = edge.count();
            }
        } else if (eye.verify().isPresent() && edge.blocked()) {
            String chute = eye.verify().get().chute();
            for (Tracked parcel : parcels) {
                if (parcel.chute >= 0
                        && line.chutes().get(parcel.chute).name().equals(chute)
                        && (parcel.fired || line.beltEnd().orElseThrow().equals(chute))) {
                    report(
                            out,
                            new LineEvent.Ended(
                                    edge.atNanos(), parcel.number, Outcome.CONFIRMED, parcel.chute, Reason.NONE));
                    parcels.remove(parcel);
                    return;
                }
            }
        }
    }

    private void join(Input.Read read, Consumer<Effect> out) {
        ReadingAreaConfig area = line.readingAreas().get(read.area());
        double delay = area.maxDelayMs() * line.belt().nominalMmPerS() / 1e3 * pulsesPerMm;
        for (Tracked parcel : parcels) {
            double lead = read.count() - parcel.lead;
            double trail = parcel.trail == Long.MAX_VALUE ? -1 : read.count() - parcel.trail;
            if (lead >= area.fromMm() * pulsesPerMm && trail - delay <= area.toMm() * pulsesPerMm) {
                String subject = "";
                if (!read.codes().isEmpty()) {
                    Candidate best = read.codes().getFirst().candidates().getFirst();
                    subject = best.scheme() + "/" + best.value();
                    report(
                            out,
                            new LineEvent.Joined(
                                    read.atNanos(), parcel.number, read.area(), read.scanner(), List.of(subject)));
                }
                int gates = line.gates().size();
                parcel.chute = subject.isEmpty() ? gates : Math.floorMod(subject.hashCode(), gates);
                report(out, decided(read.atNanos(), parcel, subject));
                return;
            }
        }
    }

    private LineEvent decided(long at, Tracked parcel, String subject) {
        return new LineEvent.Decided(
                at,
                parcel.number,
                subject,
                parcel.chute,
                Step.PLAN,
                subject.isEmpty() ? Reason.NO_READ : Reason.NONE,
                "p",
                Instant.EPOCH,
                "",
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private void fire(long now, long count, Consumer<Effect> out) {
        for (int i = 0; i < releaseAt.length; i++) {
            if (releaseAt[i] != 0 && now >= releaseAt[i]) {
                releaseAt[i] = 0;
                out.accept(Effect.MoveGate.off(i, now));
            }
        }
        double speed = line.belt().nominalMmPerS() * pulsesPerMm;
        for (Tracked parcel : parcels) {
            if (parcel.chute < 0 || parcel.chute >= releaseAt.length || parcel.fired || !executing) {
                continue;
            }
            int g = Math.floorMod(parcel.chute + chuteShift, releaseAt.length);
            GateConfig gate = line.gates().get(g);
            double lag = gate.lagMs() * speed / 1e3 - delayNanos * speed / 1e9;
            boolean held = gate.kind().heldForLength();
            double before = held ? 40 * pulsesPerMm : -(parcel.trail - parcel.lead) / 2.0;
            if (count - parcel.lead + lag + before >= gate.positionMm() * pulsesPerMm) {
                parcel.fired = true;
                double way = parcel.trail - parcel.lead + 60 * pulsesPerMm;
                releaseAt[g] = now + (long) (held ? way / speed * 1e9 : gate.holdMs() * 1e6);
                out.accept(Effect.MoveGate.on(g, now, now, Long.MAX_VALUE));
            }
        }
    }

    static void report(Consumer<Effect> out, LineEvent event) {
        out.accept(new Effect.Report(event));
    }
}
