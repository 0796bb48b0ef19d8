package hubfloor.sim.model;

import hubfloor.adapter.gs1.Gs1Files;
import hubfloor.config.model.BeltConfig;
import hubfloor.config.model.BeltConfig.EncoderConfig;
import hubfloor.config.model.ChuteConfig;
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
import hubfloor.config.model.SortPlan;
import hubfloor.config.model.SortRule;
import hubfloor.config.model.SortRule.Share;
import hubfloor.config.model.TrackingConfig;
import hubfloor.parcel.Barcode;
import hubfloor.parcel.Identification;
import hubfloor.parcel.Identifier;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/** Lines and plans to imagine. */
final class SimLines {
    static final Function<String, Identification> IDENTIFY = identify();

    private SimLines() {}

    /** Four gates, two of each way of working, all chutes with eyes, the belt's end an exception chute. */
    static LineConfig fourGates() {
        List<EyeConfig> eyes = new ArrayList<>(List.of(
                new EyeConfig("in", Role.INDUCTION, 0, pin(1), 2_000, Optional.empty()),
                new EyeConfig("check", Role.CHECK, 1_800, pin(2), 2_000, Optional.empty())));
        List<GateConfig> gates = new ArrayList<>();
        List<ChuteConfig> chutes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            GateConfig.Kind kind = i < 2 ? GateConfig.Kind.PUSHER : GateConfig.Kind.SWING_ARM;
            int at = 3_000 + 1_500 * i;
            gates.add(new GateConfig(
                    "g" + i, kind, at, new OutputPin(20 + i, false, false), 60, 5, 80, 80, 200, List.of(), 3));
            chutes.add(new ChuteConfig(
                    "c" + i,
                    ChuteConfig.Kind.NORMAL,
                    Optional.of("g" + i),
                    Optional.of(pin(40 + i)),
                    Optional.empty(),
                    1_000,
                    true));
            eyes.add(verify("c" + i, at, 10 + i));
        }
        chutes.add(new ChuteConfig(
                "end", ChuteConfig.Kind.EXCEPTION, Optional.empty(), Optional.empty(), Optional.empty(), 1_000, true));
        eyes.add(verify("end", 9_000, 14));
        return new LineConfig(
                "simulated",
                new BeltConfig(9_000, 500, 1_600, 1_500, Optional.of(new EncoderConfig(1_000, 5))),
                new TrackingConfig(60, 150, 150, 800, 60, 1_000),
                eyes,
                List.of(new ReadingAreaConfig("tunnel", 400, 550, List.of("top"), 60, true, false)),
                gates,
                chutes,
                Optional.of("end"),
                Optional.empty(),
                new LineInputsConfig(Optional.of(pin(6)), pin(7), pin(8)),
                new DecisionConfig(Path.of("plan.yaml"), false, 60, false, InspectionDraw.NONE));
    }

    private static EyeConfig verify(String chute, int at, int pin) {
        return new EyeConfig("in-" + chute, Role.VERIFY, at, pin(pin), 2_000, Optional.of(new Verify(chute, 200, 900)));
    }

    static InputPin pin(int number) {
        return new InputPin(number, false);
    }

    /** By scheme: S10, SSCC, UPS; the rest to the exception chute. */
    static SortPlan plan() {
        return new SortPlan(
                "sim-1",
                Instant.parse("2026-11-23T00:00:00Z"),
                ZoneId.of("Asia/Kuala_Lumpur"),
                "00",
                List.of(
                        rule("rr", Set.of("s10"), List.of("RR", "LX"), "c0"),
                        rule("s10", Set.of("s10"), List.of(), "c1", "c0"),
                        rule("sscc", Set.of("sscc"), List.of(), "c2"),
                        rule("ups", Set.of("ups"), List.of(), "c3"),
                        rule("rest", Set.of(), List.of(), "end")));
    }

    private static SortRule rule(String name, Set<String> schemes, List<String> prefixes, String... chutes) {
        return new SortRule(
                name,
                schemes,
                prefixes,
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
                List.of(chutes),
                Share.FILL);
    }

    private static Function<String, Identification> identify() {
        Identifier identifier = new Identifier(Gs1Files.shipped());
        return text -> identifier.identify(new Barcode("", text));
    }
}
