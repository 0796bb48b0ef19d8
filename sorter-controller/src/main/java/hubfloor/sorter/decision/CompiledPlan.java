package hubfloor.sorter.decision;

import hubfloor.config.model.ChuteConfig;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.config.model.SortRule;
import hubfloor.sorter.decision.PlanMatch.Miss;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sort plan made ready for one line: chutes as indices, sets as bits. Made once when a plan arrives, so that a
 * parcel's decision costs no look-ups per rule. Immutable; any thread.
 */
public final class CompiledPlan {
    /** More rules are refused: a decision walks them all. */
    public static final int RULES_MAX = 1_000;

    private final SortPlan plan;
    private final CompiledRule[] rules;
    private final Words schemes = new Words();
    private final Words countries = new Words();
    private final Words services = new Words();
    private final boolean timed;

    /** @throws IllegalArgumentException when {@link #problem} has something to say */
    public CompiledPlan(SortPlan plan, LineConfig line) {
        this(plan, line.chutes());
    }

    /** The same for other places than a line's, see {@link Places}. */
    public CompiledPlan(SortPlan plan, List<ChuteConfig> places) {
        problem(plan, places).ifPresent(words -> {
            throw new IllegalArgumentException(words);
        });
        this.plan = plan;
        Map<String, Integer> chutes = chuteIndices(places);
        boolean anyTimed = false;
        for (SortRule rule : plan.rules()) {
            schemes.learn(rule.schemes());
            countries.learn(rule.countries());
            services.learn(rule.services());
            anyTimed |= !rule.weekdays().isEmpty() || rule.wave().isPresent();
        }
        timed = anyTimed;
        rules = plan.rules().stream()
                .map(rule -> new CompiledRule(
                        rule, rule.chutes().stream().mapToInt(chutes::get).toArray(), schemes, countries, services))
                .toArray(CompiledRule[]::new);
    }

    /** Why this line cannot sort by this plan, in words; empty when it can. */
    public static Optional<String> problem(SortPlan plan, LineConfig line) {
        return problem(plan, line.chutes());
    }

    private static Optional<String> problem(SortPlan plan, List<ChuteConfig> places) {
        if (plan.rules().isEmpty() || plan.rules().size() > RULES_MAX) {
            return Optional.of("plan " + plan.version() + " has " + plan.rules().size() + " rules; 1 to " + RULES_MAX
                    + " are possible");
        }
        Map<String, Integer> chutes = chuteIndices(places);
        for (SortRule rule : plan.rules()) {
            if (rule.chutes().isEmpty()) {
                return Optional.of("plan " + plan.version() + ", rule " + rule.name() + ": no chute");
            }
            for (String chute : rule.chutes()) {
                if (!chutes.containsKey(chute)) {
                    return Optional.of(
                            "plan " + plan.version() + ", rule " + rule.name() + ": this line has no chute " + chute);
                }
            }
        }
        SortRule last = plan.rules().getLast();
        if (!CompiledRule.unconditional(last)) {
            return Optional.of("plan " + plan.version() + ", rule " + last.name()
                    + ": the last rule must be without conditions, so that every parcel has a chute");
        }
        return Optional.empty();
    }

    public SortPlan plan() {
        return plan;
    }

    /** How many rules. */
    public int size() {
        return rules.length;
    }

    /** Index of the rule that decides for this parcel; the last one matches every parcel. */
    public int match(Facts facts) {
        Known parcel = known(facts);
        for (int i = 0; i < rules.length - 1; i++) {
            if (rules[i].failed(parcel) == null) {
                return i;
            }
        }
        return rules.length - 1;
    }

    /** The same with an answer for every rule before it; for people, not for every parcel. */
    public PlanMatch explain(Facts facts) {
        Known parcel = known(facts);
        List<Miss> misses = new ArrayList<>();
        for (int i = 0; i < rules.length; i++) {
            Condition failed = rules[i].failed(parcel);
            if (failed == null) {
                return new PlanMatch(i, rules[i].rule.name(), misses);
            }
            misses.add(Miss.of(i, rules[i].rule, failed, facts, plan.zone()));
        }
        throw new IllegalStateException("a plan without a last rule for all");
    }

    CompiledRule rule(int index) {
        return rules[index];
    }

    private Known known(Facts facts) {
        return new Known(facts, schemes, countries, services, timed, plan.zone());
    }

    static Map<String, Integer> chuteIndices(List<ChuteConfig> chutes) {
        Map<String, Integer> indices = new HashMap<>();
        for (int i = 0; i < chutes.size(); i++) {
            indices.put(chutes.get(i).name(), i);
        }
        return indices;
    }
}
