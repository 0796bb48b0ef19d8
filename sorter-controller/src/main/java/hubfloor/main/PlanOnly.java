package hubfloor.main;

import hubfloor.config.model.BeltConfig;
import hubfloor.config.model.ChuteConfig;
import hubfloor.config.model.ChuteConfig.Kind;
import hubfloor.config.model.DecisionConfig;
import hubfloor.config.model.InputPin;
import hubfloor.config.model.InspectionDraw;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.LineInputsConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.config.model.TrackingConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Stands in for the line when a plan is asked without one: a line that has just the chutes the plan names. */
final class PlanOnly {
    private PlanOnly() {}

    static LineConfig line(SortPlan plan) {
        List<ChuteConfig> chutes = plan.rules().stream()
                .flatMap(rule -> rule.chutes().stream())
                .distinct()
                .map(PlanOnly::chute)
                .toList();
        InputPin none = new InputPin(0, false);
        return new LineConfig(
                "simulated",
                new BeltConfig(1, 1, 1, 1, Optional.empty()),
                new TrackingConfig(1, 1, 1, 1, 1, 1),
                List.of(),
                List.of(),
                List.of(),
                chutes,
                Optional.empty(),
                Optional.empty(),
                new LineInputsConfig(Optional.empty(), none, none),
                new DecisionConfig(Path.of(""), false, 1, false, InspectionDraw.NONE));
    }

    private static ChuteConfig chute(String name) {
        return new ChuteConfig(name, Kind.NORMAL, Optional.empty(), Optional.empty(), Optional.empty(), 0, true);
    }
}
