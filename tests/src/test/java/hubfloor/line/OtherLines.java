package hubfloor.line;

import hubfloor.config.model.BeltConfig;
import hubfloor.config.model.ChuteConfig;
import hubfloor.config.model.ChuteConfig.Kind;
import hubfloor.config.model.DecisionConfig;
import hubfloor.config.model.EyeConfig;
import hubfloor.config.model.EyeConfig.Role;
import hubfloor.config.model.GateConfig;
import hubfloor.config.model.InputPin;
import hubfloor.config.model.InspectionDraw;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.OutputPin;
import hubfloor.config.model.RecirculationConfig;
import hubfloor.config.model.TrackingConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The demo line rebuilt as other people build theirs. */
final class OtherLines {
    private OtherLines() {}

    /** No encoder: time at constant speed, with twice the tolerance. */
    static LineConfig withoutEncoder(LineConfig of) {
        BeltConfig belt = of.belt();
        TrackingConfig tracking = of.tracking();
        return with(
                of,
                new BeltConfig(
                        belt.lengthMm(), belt.minMmPerS(), belt.maxMmPerS(), belt.nominalMmPerS(), Optional.empty()),
                new TrackingConfig(
                        tracking.toleranceMm() * 2,
                        tracking.minGapMm() * 2,
                        tracking.minLengthMm(),
                        tracking.maxLengthMm(),
                        tracking.lengthToleranceMm(),
                        tracking.jamMs()),
                of.eyes(),
                of.gates(),
                of.chutes(),
                of.beltEnd(),
                of.recirculation(),
                of.decision());
    }

    static LineConfig withoutEyes(LineConfig of, Predicate<EyeConfig> without) {
        return with(
                of,
                of.belt(),
                of.tracking(),
                of.eyes().stream().filter(without.negate()).toList(),
                of.gates(),
                of.chutes(),
                of.beltEnd(),
                of.recirculation(),
                of.decision());
    }

    /** What nothing diverts goes round, at most twice; the exception chute gets a gate of its own. */
    static LineConfig goingRound(LineConfig of) {
        List<GateConfig> gates = new ArrayList<>(of.gates());
        GateConfig last = gates.getLast();
        gates.add(new GateConfig(
                "g-exception",
                last.kind(),
                19_200,
                new OutputPin(90, false, false),
                last.lagMs(),
                last.lagJitterMs(),
                last.holdMs(),
                last.minOffMs(),
                last.maxPerMinute(),
                List.of(),
                last.missesToStop()));
        List<ChuteConfig> chutes = of.chutes().stream()
                .map(c -> c.kind() == Kind.EXCEPTION ? gated(c, "g-exception") : c)
                .toList();
        return with(
                of,
                of.belt(),
                of.tracking(),
                of.eyes(),
                gates,
                chutes,
                Optional.empty(),
                Optional.of(new RecirculationConfig(2)),
                of.decision());
    }

    /** Customs decides first; a host is asked as well. */
    static LineConfig withCustomsAndHost(LineConfig of) {
        return with(
                of,
                of.belt(),
                of.tracking(),
                of.eyes(),
                of.gates(),
                of.chutes(),
                of.beltEnd(),
                of.recirculation(),
                new DecisionConfig(of.decision().plan(), true, 60, true, InspectionDraw.NONE));
    }

    /** Gates that must not be out together: each swing arm with its neighbours. */
    static LineConfig interlocked(LineConfig of) {
        List<GateConfig> gates = new ArrayList<>();
        for (int i = 0; i < of.gates().size(); i++) {
            GateConfig gate = of.gates().get(i);
            String partner = of.gates().get(i % 2 == 0 ? i + 1 : i - 1).name();
            gates.add(new GateConfig(
                    gate.name(),
                    gate.kind(),
                    gate.positionMm(),
                    gate.output(),
                    gate.lagMs(),
                    gate.lagJitterMs(),
                    gate.holdMs(),
                    gate.minOffMs(),
                    gate.maxPerMinute(),
                    List.of(partner),
                    gate.missesToStop()));
        }
        return with(
                of,
                of.belt(),
                of.tracking(),
                of.eyes(),
                gates,
                of.chutes(),
                of.beltEnd(),
                of.recirculation(),
                of.decision());
    }

    static boolean verifies(EyeConfig eye) {
        return eye.role() == Role.VERIFY;
    }

    private static ChuteConfig gated(ChuteConfig chute, String gate) {
        return new ChuteConfig(
                chute.name(),
                chute.kind(),
                Optional.of(gate),
                Optional.<InputPin>empty(),
                Optional.<InputPin>empty(),
                chute.fullAfterMs(),
                true);
    }

    private static LineConfig with(
            LineConfig of,
            BeltConfig belt,
            TrackingConfig tracking,
            List<EyeConfig> eyes,
            List<GateConfig> gates,
            List<ChuteConfig> chutes,
            Optional<String> beltEnd,
            Optional<RecirculationConfig> recirculation,
            DecisionConfig decision) {
        return new LineConfig(
                of.board(),
                belt,
                tracking,
                eyes,
                of.readingAreas(),
                gates,
                chutes,
                beltEnd,
                recirculation,
                of.inputs(),
                decision);
    }
}
