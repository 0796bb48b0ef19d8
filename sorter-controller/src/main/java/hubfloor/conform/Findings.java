package hubfloor.conform;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a trial has found so far; each finding is handed on at once, because a trial takes half a minute. One thread. */
final class Findings {
    private final List<Finding> all = new ArrayList<>();
    private final Consumer<Finding> told;

    Findings(Consumer<Finding> told) {
        this.told = told;
    }

    void passed(String rule, String check, String seen) {
        add(new Finding(rule, check, Verdict.PASSED, seen));
    }

    void failed(String rule, String check, String seen) {
        add(new Finding(rule, check, Verdict.FAILED, seen));
    }

    void notTried(String rule, String check, String why) {
        add(new Finding(rule, check, Verdict.NOT_TRIED, why));
    }

    /** Failed with the first fault, or passed when there is none. */
    void judged(String rule, String check, List<String> faults, String otherwise) {
        if (faults.isEmpty()) {
            passed(rule, check, otherwise);
        } else {
            failed(
                    rule,
                    check,
                    faults.getFirst() + (faults.size() > 1 ? " (and " + (faults.size() - 1) + " more)" : ""));
        }
    }

    boolean mentions(String rule) {
        return all.stream().anyMatch(finding -> finding.rule().equals(rule));
    }

    List<Finding> all() {
        return List.copyOf(all);
    }

    private void add(Finding finding) {
        all.add(finding);
        told.accept(finding);
    }
}
