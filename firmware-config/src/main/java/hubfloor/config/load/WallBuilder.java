package hubfloor.config.load;

import hubfloor.config.model.ChuteConfig;
import hubfloor.config.model.DecisionConfig;
import hubfloor.config.model.OutputPin;
import hubfloor.config.model.SlotConfig;
import hubfloor.config.model.WallConfig;
import java.time.Duration;

/** Turns values that passed every check into a wall's records. */
final class WallBuilder {
    private WallBuilder() {}

    static WallConfig wall(Values wall) {
        return new WallConfig(
                wall.text("board"),
                wall.groups("slots").stream().map(WallBuilder::slot).toList(),
                decision(wall.group("decision")),
                Duration.ofSeconds(wall.number("confirm-within-s")),
                Duration.ofMillis(wall.number("hold-ms")));
    }

    private static SlotConfig slot(Values slot) {
        return new SlotConfig(
                slot.text("name"),
                ChuteConfig.Kind.valueOf(LineBuilder.constant(slot, "kind")),
                light(slot.group("light")),
                slot.groupIfGiven("button").map(LineBuilder::input),
                WallRules.label(slot).orElseThrow());
    }

    /** Dark is safe: a light that nobody tends would send a parcel astray. */
    private static OutputPin light(Values light) {
        boolean activeLow = light.flag("active-low");
        return new OutputPin(
                light.pin("pin"), activeLow, activeLow, OutputPin.Drive.valueOf(LineBuilder.constant(light, "drive")));
    }

    private static DecisionConfig decision(Values decision) {
        return new DecisionConfig(
                decision.file("plan"),
                decision.flag("customs"),
                decision.number("customs-valid-minutes"),
                false,
                LineBuilder.draw(decision));
    }
}
