package hubfloor.sorter.story;

import hubfloor.advice.Clocks;
import hubfloor.config.model.BeltConfig;
import hubfloor.config.model.ChuteConfig;
import hubfloor.config.model.CustomsStatus;
import hubfloor.config.model.DecisionConfig;
import hubfloor.config.model.EyeConfig;
import hubfloor.config.model.GateConfig;
import hubfloor.config.model.InputPin;
import hubfloor.config.model.InspectionDraw;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.LineInputsConfig;
import hubfloor.config.model.OutputPin;
import hubfloor.config.model.ReadingAreaConfig;
import hubfloor.config.model.RecirculationConfig;
import hubfloor.config.model.TrackingConfig;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.event.Reason;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A line with one of each thing, and one of each event on it. */
public final class Events {
    private Events() {}

    public static LineConfig line() {
        InputPin pin = new InputPin(1, false);
        return new LineConfig(
                "simulated",
                new BeltConfig(20_000, 500, 2_500, 1_500, Optional.of(new BeltConfig.EncoderConfig(1_000, 3))),
                new TrackingConfig(60, 150, 80, 1_200, 60, 1_500),
                List.of(
                        new EyeConfig("entry", EyeConfig.Role.INDUCTION, 0, pin, 500, Optional.empty()),
                        new EyeConfig("middle", EyeConfig.Role.CHECK, 9_000, pin, 500, Optional.empty())),
                List.of(new ReadingAreaConfig("tunnel", 500, 1_500, List.of("cam-1"), 300, true, false)),
                List.of(new GateConfig(
                        "push-1",
                        GateConfig.Kind.PUSHER,
                        5_000,
                        new OutputPin(4, false, false),
                        40,
                        5,
                        200,
                        300,
                        60,
                        List.of(),
                        3)),
                List.of(
                        chute("north", ChuteConfig.Kind.NORMAL, Optional.of("push-1")),
                        chute("end", ChuteConfig.Kind.EXCEPTION, Optional.empty())),
                Optional.empty(),
                Optional.of(new RecirculationConfig(2)),
                new LineInputsConfig(Optional.empty(), pin, pin),
                new DecisionConfig(Path.of("plan.yaml"), true, 60, false, InspectionDraw.NONE));
    }

    private static ChuteConfig chute(String name, ChuteConfig.Kind kind, Optional<String> gate) {
        return new ChuteConfig(name, kind, gate, Optional.empty(), Optional.empty(), 1_000, true);
    }

    /** The story of a parcel that goes well, 100 ms between its events. */
    public static List<LineEvent> goodParcel(long parcel, String subject, long fromNanos) {
        long step = 100_000_000;
        return List.of(
                new LineEvent.Inducted(fromNanos, parcel, 0, false, "p1"),
                new LineEvent.Sized(fromNanos + step, parcel, 300, 420),
                new LineEvent.Joined(fromNanos + 2 * step, parcel, 0, "cam-1", List.of(subject)),
                new LineEvent.Weighed(fromNanos + 3 * step, parcel, 1_250, 300, 200, 100),
                decided(fromNanos + 4 * step, parcel, subject, 0, LineEvent.Step.PLAN, Reason.NONE),
                new LineEvent.Fired(fromNanos + 5 * step, parcel, 0, 0, 5_120, -2),
                new LineEvent.Ended(fromNanos + 6 * step, parcel, LineEvent.Outcome.CONFIRMED, 0, Reason.NONE));
    }

    static LineEvent.Decided decided(
            long atNanos, long parcel, String subject, int chute, LineEvent.Step step, Reason reason) {
        return new LineEvent.Decided(
                atNanos,
                parcel,
                subject,
                chute,
                step,
                reason,
                "p1",
                Instant.parse("2026-11-22T00:00:00Z"),
                "asia",
                Optional.of(CustomsStatus.RELEASED),
                new Clocks(Instant.EPOCH, Instant.parse("2026-11-22T08:00:00Z"), Instant.EPOCH)
                        .least(false, false, Instant.parse("2026-11-22T11:00:00Z")),
                List.of("read=s10", "country=MY"));
    }
}
