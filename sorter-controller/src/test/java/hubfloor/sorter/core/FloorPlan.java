package hubfloor.sorter.core;

import hubfloor.config.model.BeltConfig;
import hubfloor.config.model.BeltConfig.EncoderConfig;
import hubfloor.config.model.ChuteConfig;
import hubfloor.config.model.ChuteConfig.Kind;
import hubfloor.config.model.DecisionConfig;
import hubfloor.config.model.EyeConfig;
import hubfloor.config.model.EyeConfig.Role;
import hubfloor.config.model.EyeConfig.Verify;
import hubfloor.config.model.GateConfig;
import hubfloor.config.model.InputPin;
import hubfloor.config.model.InspectionDraw;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.LineInputsConfig;
import hubfloor.config.model.OutputPin;
import hubfloor.config.model.ReadingAreaConfig;
import hubfloor.config.model.RecirculationConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.config.model.SortRule;
import hubfloor.config.model.TrackingConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The line of these tests: 1 m/s, one millimetre a pulse; parcels are sorted by the first letter of their label.
 *
 * <pre>
 *   0 induct   400-450 read   2000 check   3000 g1 pusher A   4500 g2 arm B   6000 check   7000 g3 wheel C
 *   8000 check   10000 end: exception
 * </pre>
 */
final class FloorPlan {
    static final int INDUCT = 0;
    static final int CHECK1 = 1;
    static final int CHECK2 = 2;
    static final int CHECK3 = 3;
    static final int IN_A = 4;
    static final int IN_B = 5;
    static final int IN_C = 6;
    static final int IN_END = 7;
    static final int A = 0;
    static final int B = 1;
    static final int C = 2;
    static final int SPARE = 3;
    static final int END = 4;
    static final Instant MORNING = Instant.parse("2026-11-23T06:00:00Z");

    boolean encoder = true;
    boolean round;
    boolean host;
    boolean customs;
    boolean verify = true;
    List<String> interlocks = List.of();
    GateConfig.Kind kind1 = GateConfig.Kind.PUSHER;
    GateConfig.Kind kind3 = GateConfig.Kind.WHEEL;
    int minOffMs = 100;
    int perMinute = 100;
    int lag2 = 100;
    int readToMm = 450;

    LineConfig line() {
        List<EyeConfig> eyes = new ArrayList<>(List.of(
                eye("induct", Role.INDUCTION, 0, ""),
                eye("check-1", Role.CHECK, 2_000, ""),
                eye("check-2", Role.CHECK, 6_000, ""),
                eye("check-3", Role.CHECK, 8_000, "")));
        if (verify) {
            eyes.add(eye("in-a", Role.VERIFY, 3_000, "a"));
            eyes.add(eye("in-b", Role.VERIFY, 4_500, "b"));
            eyes.add(eye("in-c", Role.VERIFY, 7_000, "c"));
            if (!round) {
                eyes.add(eye("in-end", Role.VERIFY, 10_000, "end"));
            }
        }
        List<ChuteConfig> chutes = new ArrayList<>(List.of(
                chute("a", Kind.NORMAL, "g1"),
                chute("b", Kind.NORMAL, "g2"),
                chute("c", Kind.NORMAL, "g3"),
                chute("spare", Kind.EXCEPTION, "g4")));
        if (!round) {
            chutes.add(chute("end", Kind.EXCEPTION, ""));
        }
        return new LineConfig(
                "simulated",
                new BeltConfig(
                        10_000,
                        500,
                        1_500,
                        1_000,
                        encoder ? Optional.of(new EncoderConfig(1_000, 1)) : Optional.empty()),
                new TrackingConfig(60, 100, 100, 800, 50, 1_000),
                eyes,
                List.of(new ReadingAreaConfig("tunnel", 400, readToMm, List.of("top", "side"), 30, true, false)),
                List.of(
                        gate("g1", kind1, 3_000, 60, List.of()),
                        gate("g2", GateConfig.Kind.SWING_ARM, 4_500, lag2, interlocks),
                        gate("g3", kind3, 7_000, 80, List.of()),
                        gate("g4", GateConfig.Kind.PUSHER, 9_000, 60, List.of())),
                chutes,
                round ? Optional.empty() : Optional.of("end"),
                round ? Optional.of(new RecirculationConfig(2)) : Optional.empty(),
                new LineInputsConfig(Optional.empty(), new InputPin(90, false), new InputPin(91, false)),
                new DecisionConfig(Path.of("plan.yaml"), customs, 60, host, InspectionDraw.NONE));
    }

    private static EyeConfig eye(String name, Role role, int positionMm, String chute) {
        Optional<Verify> verify = chute.isEmpty() ? Optional.empty() : Optional.of(new Verify(chute, 100, 700));
        return new EyeConfig(name, role, positionMm, new InputPin(positionMm / 10, false), 500, verify);
    }

    private static ChuteConfig chute(String name, Kind kind, String gate) {
        return new ChuteConfig(
                name,
                kind,
                gate.isEmpty() ? Optional.empty() : Optional.of(gate),
                Optional.empty(),
                Optional.empty(),
                500,
                !name.equals("spare"));
    }

    private GateConfig gate(String name, GateConfig.Kind kind, int positionMm, int lagMs, List<String> with) {
        return new GateConfig(
                name,
                kind,
                positionMm,
                new OutputPin(positionMm / 10, false, false),
                lagMs,
                5,
                80,
                minOffMs,
                perMinute,
                with,
                3);
    }

    /** A goes to a and then c when a cannot be had, B to b, C to c. */
    static SortPlan plan(String version, Instant from, String forA) {
        return new SortPlan(
                version,
                from,
                ZoneOffset.UTC,
                "00",
                List.of(rule("A", List.of(forA, "c")), rule("B", List.of("b")), rule("", List.of("c"))));
    }

    private static SortRule rule(String prefix, List<String> chutes) {
        return new SortRule(
                "to-" + chutes.getFirst() + "-" + prefix.length(),
                Set.of(),
                prefix.isEmpty() ? List.of() : List.of(prefix),
                Set.of(),
                List.of(),
                Set.of(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Set.of(),
                Set.of(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                false,
                Set.of(),
                Optional.empty(),
                chutes,
                SortRule.Share.FILL);
    }
}
