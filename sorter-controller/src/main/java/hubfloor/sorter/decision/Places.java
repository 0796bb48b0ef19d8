package hubfloor.sorter.decision;

import hubfloor.config.model.ChuteConfig;
import hubfloor.config.model.DecisionConfig;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.RecirculationConfig;
import hubfloor.config.model.WallConfig;
import java.util.List;
import java.util.Optional;

/**
 * What a decision needs to know of where it is made: a line's chutes, or the slots of a wall into which a person puts
 * parcels. So both are decided by the same rules.
 *
 * @param rest the exception chute for whatever cannot go elsewhere; empty on a line that goes round
 * @param roundsMax 0 where nothing goes round
 * @param maxLengthMm longer ones fit nowhere; the largest number there is where nobody measures
 */
public record Places(
        List<ChuteConfig> chutes, Optional<String> rest, int roundsMax, int maxLengthMm, DecisionConfig decision) {
    public Places {
        chutes = List.copyOf(chutes);
    }

    public static Places of(LineConfig line) {
        return new Places(
                line.chutes(),
                line.beltEnd(),
                line.recirculation().map(RecirculationConfig::limit).orElse(0),
                line.tracking().maxLengthMm(),
                line.decision());
    }

    /** Slots as chutes without a gate; the first exception slot is what the belt's end is on a line. */
    public static Places of(WallConfig wall) {
        List<ChuteConfig> chutes = wall.slots().stream()
                .map(slot -> new ChuteConfig(
                        slot.name(), slot.kind(), Optional.empty(), Optional.empty(), Optional.empty(), 0, true))
                .toList();
        Optional<String> rest = chutes.stream()
                .filter(chute -> chute.kind() == ChuteConfig.Kind.EXCEPTION)
                .map(ChuteConfig::name)
                .findFirst();
        return new Places(chutes, rest, 0, Integer.MAX_VALUE, wall.decision());
    }
}
