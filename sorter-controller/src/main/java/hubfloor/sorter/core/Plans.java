package hubfloor.sorter.core;

import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.sorter.decision.CompiledPlan;
import hubfloor.sorter.decision.Turns;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.event.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The plan for the next parcel, and those that wait for their time. A parcel keeps the plan it was inducted under; a
 * plan once left is never taken up again, whatever the wall clock does. At most {@value #WAITING_MAX} wait. One thread.
 */
final class Plans {
    static final int WAITING_MAX = 8;

    private final LineConfig line;
    private final List<InForce> waiting = new ArrayList<>();
    private InForce now;

    Plans(LineConfig line, SortPlan first) {
        this.line = line;
        now = compile(line, first);
    }

    /** One plan, ready for this line, with the turns of its chutes. */
    record InForce(SortPlan plan, CompiledPlan compiled, Turns turns) {}

    private static InForce compile(LineConfig line, SortPlan plan) {
        CompiledPlan compiled = new CompiledPlan(plan, line);
        return new InForce(plan, compiled, new Turns(compiled));
    }

    /** False when the plan cannot be used on this line, with the alarm said. */
    boolean arrived(SortPlan plan, Journal journal, long atNanos) {
        String problem = CompiledPlan.problem(plan, line).orElse("");
        if (problem.isEmpty() && waiting.size() >= WAITING_MAX) {
            problem = "too many plans wait for their time";
        }
        if (!problem.isEmpty()) {
            journal.alarm(atNanos, Reason.NOT_ALLOWED_NOW, "plan " + plan.version(), problem);
            return false;
        }
        waiting.removeIf(each -> each.plan().validFrom().equals(plan.validFrom()));
        waiting.add(compile(line, plan));
        return true;
    }

    /** The plan for a parcel inducted now; EPOCH = the wall clock is not known and no plan comes into force. */
    InForce at(Instant wall, Journal journal, long atNanos) {
        if (!waiting.isEmpty() && wall.isAfter(Instant.EPOCH)) {
            change(wall, journal, atNanos);
        }
        return now;
    }

    private void change(Instant wall, Journal journal, long atNanos) {
        InForce best = null;
        for (int i = 0; i < waiting.size(); i++) {
            InForce each = waiting.get(i);
            boolean due = !each.plan().validFrom().isAfter(wall);
            boolean later =
                    best == null || each.plan().validFrom().isAfter(best.plan().validFrom());
            best = due && later ? each : best;
        }
        if (best == null) {
            return;
        }
        InForce next = best;
        waiting.removeIf(each -> !each.plan().validFrom().isAfter(next.plan().validFrom()));
        SortPlan from = now.plan();
        now = next;
        journal.report(new LineEvent.PlanChanged(
                atNanos, from.version(), next.plan().version(), next.plan().validFrom()));
    }

    InForce now() {
        return now;
    }
}
