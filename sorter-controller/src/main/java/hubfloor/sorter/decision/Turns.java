package hubfloor.sorter.decision;

import java.util.Arrays;

/**
 * Whose turn it is among the chutes of each BALANCE rule of one plan. Part of the line's state and so of its replay:
 * turns follow decisions, not chance. One thread.
 */
public final class Turns {
    private final int[] next;
    private final int[] sizes;

    public Turns(CompiledPlan plan) {
        next = new int[plan.size()];
        sizes = new int[plan.size()];
        Arrays.setAll(sizes, rule -> plan.rule(rule).chutes.length);
    }

    int next(int rule) {
        return next[rule];
    }

    /** The line acts on this decision: the next parcel of this rule starts behind the chute taken, full ones skipped. */
    public void take(Decision decision) {
        if (decision.place() >= 0) {
            next[decision.rule()] = (decision.place() + 1) % sizes[decision.rule()];
        }
    }
}
