package hubfloor.config.model;

import java.nio.file.Path;

/**
 * How this line decides.
 *
 * @param plan the local sort plan's file, the one in force until central sends another
 * @param customs true = only a parcel that customs released may take a NORMAL chute
 * @param customsValidMinutes an older release counts as unknown
 * @param askHost true = a host is asked for every parcel and its answer goes before the plan, if it comes in time
 */
public record DecisionConfig(
        Path plan, boolean customs, int customsValidMinutes, boolean askHost, InspectionDraw draw) {}
