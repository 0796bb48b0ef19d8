package hubfloor.demo;

import hubfloor.sim.model.SimulationResult;
import hubfloor.sorter.line.ShotTimes;

/**
 * What became of the demo's parcels, by where they truly went and not by what the line thinks.
 *
 * @param result the judgement
 * @param lost events that the line said and central does not hold
 * @param lapses how often the outputs' lease ran out
 */
public record LineSummary(SimulationResult result, long lost, long lapses, ShotTimes shots) {
    /** Nothing of what must never happen did. */
    public boolean good() {
        return result.good() && lost == 0;
    }

    @Override
    public String toString() {
        return "parcels %d, confirmed %d, exceptions %d %s, wrong gate %d, forced by a fault %d, lost on the belt %d, unconfirmed %d, unaccounted %d%s; events lost %d%n%s; outputs dropped by their lease %d times"
                .formatted(
                        result.parcels(),
                        result.confirmedAsPlanned(),
                        result.exceptionTotal(),
                        result.exceptions(),
                        result.wrongGate(),
                        result.forcedByFault(),
                        result.lostReported(),
                        result.unconfirmed(),
                        result.unaccounted(),
                        result.violations().isEmpty() ? "" : ", violations " + result.violations(),
                        lost,
                        shots,
                        lapses);
    }
}
