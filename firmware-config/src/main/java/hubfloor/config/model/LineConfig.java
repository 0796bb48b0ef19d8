package hubfloor.config.model;

import java.util.List;
import java.util.Optional;

/**
 * One sorter line as it stands on the floor: a belt, what sees parcels on it, what pushes them off and where they land.
 * Positions are millimetres along the belt from the induction eye's beam (0), growing downstream; a name is
 * {@code [a-z0-9-]{1,32}} and unique among things of its kind. Already checked: every name that is referred to exists.
 *
 * @param board {@code simulated}, or the label of the GPIO chip that all inputs and outputs of this line are on
 * @param eyes in order of position; the first is the induction eye at 0
 * @param gates in order of position
 * @param chutes at least one of kind EXCEPTION; the belt's end leads to {@code beltEnd} or, when there is one, round again
 * @param beltEnd where a parcel lands that no gate diverted; empty only when {@code recirculation} is present
 */
public record LineConfig(
        String board,
        BeltConfig belt,
        TrackingConfig tracking,
        List<EyeConfig> eyes,
        List<ReadingAreaConfig> readingAreas,
        List<GateConfig> gates,
        List<ChuteConfig> chutes,
        Optional<String> beltEnd,
        Optional<RecirculationConfig> recirculation,
        LineInputsConfig inputs,
        DecisionConfig decision) {
    public LineConfig {
        eyes = List.copyOf(eyes);
        readingAreas = List.copyOf(readingAreas);
        gates = List.copyOf(gates);
        chutes = List.copyOf(chutes);
    }
}
