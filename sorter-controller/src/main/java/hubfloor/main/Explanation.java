package hubfloor.main;

import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.config.model.SortRule;
import hubfloor.config.model.SortRule.Share;
import hubfloor.sorter.decision.CompiledPlan;
import hubfloor.sorter.decision.Decision;
import hubfloor.sorter.decision.Facts;
import hubfloor.sorter.decision.PlanMatch;
import hubfloor.sorter.decision.PlanMatch.Miss;
import hubfloor.sorter.decision.SortDecider;
import hubfloor.sorter.decision.Turns;
import hubfloor.sorter.event.Reason;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A plan's answer for one parcel, in sentences for people and as a map for programs. With a line also what the whole
 * ladder says there, as if every chute were open and no host had answered.
 */
final class Explanation {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);

    private final SortPlan plan;
    private final Facts facts;
    private final PlanMatch match;
    private final @Nullable LineConfig line;
    private final Optional<Decision> decision;

    /** @param line null when it is not told where the plan is used */
    Explanation(SortPlan plan, @Nullable LineConfig line, Facts facts) {
        this.plan = plan;
        this.line = line;
        this.facts = facts;
        CompiledPlan compiled = new CompiledPlan(plan, line == null ? PlanOnly.line(plan) : line);
        match = compiled.explain(facts);
        decision = Optional.ofNullable(line)
                .map(here -> new SortDecider(here).decide(facts, compiled, new Turns(compiled), chute -> Reason.NONE));
    }

    List<String> sentences() {
        List<String> out = new ArrayList<>();
        out.add("Plan %s, asked for %s (%s in %s)"
                .formatted(
                        plan.version(),
                        facts.wall(),
                        facts.wall().atZone(plan.zone()).format(LOCAL),
                        plan.zone()));
        if (facts.wall().isBefore(plan.validFrom())) {
            out.add("  not in force yet: valid from " + plan.validFrom());
        }
        Reason problem = facts.identity().problem();
        out.add("Parcel "
                + (problem == Reason.NONE ? facts.identity().subject() : "without a number: " + why(problem)));
        if (problem != Reason.NONE) {
            out.add("  A line takes it to the exception chute and asks no plan. If it did ask:");
        }
        int width = plan.rules().stream()
                .mapToInt(rule -> rule.name().length())
                .max()
                .orElse(0);
        for (Miss miss : match.misses()) {
            out.add(row(miss.rule(), miss.name(), width) + "no: " + words(miss));
        }
        SortRule rule = rule();
        String last = match.rule() == plan.rules().size() - 1 ? " (the rule for all the rest)" : "";
        out.add(row(match.rule(), rule.name(), width) + "MATCHES" + last + ": " + chutes(rule));
        decision.ifPresent(made -> out.add(onLine(made)));
        return out;
    }

    Map<String, Object> map() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("plan", plan.version());
        map.put("validFrom", plan.validFrom().toString());
        map.put("inForce", !facts.wall().isBefore(plan.validFrom()));
        map.put("at", facts.wall().toString());
        map.put("subject", facts.identity().subject());
        map.put("problem", facts.identity().problem().word());
        map.put("rule", rule().name());
        map.put("ruleIndex", match.rule());
        map.put("chutes", rule().chutes());
        map.put("share", ParcelOptions.spelled(rule().share()));
        map.put("misses", match.misses().stream().map(this::map).toList());
        decision.ifPresent(made -> {
            map.put("chute", chute(made));
            map.put("step", ParcelOptions.spelled(made.step()));
            map.put("reason", made.reason().word());
            map.put("inputs", made.inputs());
        });
        return map;
    }

    private Map<String, Object> map(Miss miss) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("rule", miss.name());
        map.put("ruleIndex", miss.rule());
        map.put("condition", miss.condition().word());
        map.put("wanted", miss.wanted());
        map.put("value", miss.value());
        map.put("words", words(miss));
        return map;
    }

    private SortRule rule() {
        return plan.rules().get(match.rule());
    }

    private static String row(int index, String name, int width) {
        return "%4d  %s%s  ".formatted(index + 1, name, " ".repeat(width - name.length()));
    }

    /** {@code country is SG, the rule wants MY or TH}. */
    private String words(Miss miss) {
        String found = switch (miss.condition()) {
            case SCHEME, PREFIX -> "number";
            case SIZE -> "longest side";
            case WAVE -> "time";
            default -> miss.condition().word();
        };
        String is = miss.value().equals("unknown") ? " is not known" : " is " + miss.value();
        SortRule rule = plan.rules().get(miss.rule());
        String any = miss.wanted().replace(" ", " or ");
        String wants = switch (miss.condition()) {
            case PREFIX -> "one that begins with " + any;
            case WEIGHT -> weight(rule);
            case PRIORITY -> "at least " + rule.minPriority().orElse(0);
            case WAVE, POSTCODE -> miss.wanted();
            default -> any;
        };
        return found + is + ", the rule wants " + wants;
    }

    private static String weight(SortRule rule) {
        if (rule.maxGrams().isEmpty()) {
            return "at least " + rule.minGrams().orElse(0) + " g";
        }
        return rule.minGrams().isEmpty()
                ? "at most " + rule.maxGrams().getAsInt() + " g"
                : rule.minGrams().getAsInt() + " to " + rule.maxGrams().getAsInt() + " g";
    }

    private static String chutes(SortRule rule) {
        boolean balance = rule.share() == Share.BALANCE;
        return rule.chutes().size() == 1
                ? "chute " + rule.chutes().getFirst()
                : "chutes " + String.join(balance ? ", " : ", else ", rule.chutes()) + (balance ? " in turn" : "");
    }

    private String onLine(Decision made) {
        String reason = made.reason() == Reason.NONE ? "" : ", " + why(made.reason());
        String to = made.chute() == Decision.ROUND ? "goes round" : "goes to chute " + chute(made);
        return "On this line, every chute open, it " + to + " (step " + ParcelOptions.spelled(made.step()) + reason
                + ")";
    }

    private String chute(Decision made) {
        return line == null || made.chute() == Decision.ROUND
                ? ""
                : line.chutes().get(made.chute()).name();
    }

    private static String why(Reason reason) {
        return reason.word().replace('_', ' ');
    }
}
