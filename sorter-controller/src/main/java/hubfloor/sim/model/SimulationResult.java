package hubfloor.sim.model;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What truly became of every parcel of one or more runs. Each parcel is in exactly one class:
 * {@code confirmedAsPlanned + unconfirmed + exceptions + forcedByFault + lostReported + wrongGate + unaccounted =
 * parcels}.
 *
 * @param parcels fed, and put on by a hand
 * @param confirmedAsPlanned left by the chute the plan, the host or customs gave it, and the line knows it
 * @param unconfirmed left by that chute; the line said that it does not know, or lost power before it could know
 * @param wrongGate left by a chute that was neither its decided one nor an exception chute
 * @param forcedByFault the same, but a mechanical fault alone did it, and the line told of it in time
 * @param lostReported left the belt by a hand, or was lost to the line's eyes, and the line said so
 * @param unaccounted the line did not say, or said what is not true
 * @param exceptions landed in an exception chute, by the line's reason
 * @param recirculated times that a parcel went round
 * @param violations anything else a line must never do, by kind: interlocked gates together, a parcel into a full or
 *     shut chute after the reaction time, a parcel that customs held into an open chute, a defect of the core
 * @param parcelsPerHour from the first parcel fed to the last, stops and faults included
 */
public record SimulationResult(
        long seed,
        long parcels,
        long confirmedAsPlanned,
        long unconfirmed,
        long wrongGate,
        long forcedByFault,
        long lostReported,
        long unaccounted,
        Map<String, Long> exceptions,
        long recirculated,
        Map<String, Long> violations,
        double parcelsPerHour,
        double simulatedSeconds,
        long steps,
        List<Integer> wrongParcels) {
    public SimulationResult {
        exceptions = Map.copyOf(exceptions);
        violations = Map.copyOf(violations);
        wrongParcels = List.copyOf(wrongParcels);
    }

    /** Of a run that never began. */
    public static SimulationResult nothing(long seed) {
        return new SimulationResult(seed, 0, 0, 0, 0, 0, 0, 0, Map.of(), 0, Map.of(), 0, 0, 0, List.of());
    }

    /** Nothing of what must never happen did. */
    public boolean good() {
        return wrongGate == 0 && unaccounted == 0 && violations.isEmpty();
    }

    public long exceptionTotal() {
        return exceptions.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Both together; the seed and the wrong parcels are the first one's that has any. */
    public SimulationResult plus(SimulationResult other) {
        double seconds = simulatedSeconds + other.simulatedSeconds;
        long all = parcels + other.parcels;
        return new SimulationResult(
                seed,
                all,
                confirmedAsPlanned + other.confirmedAsPlanned,
                unconfirmed + other.unconfirmed,
                wrongGate + other.wrongGate,
                forcedByFault + other.forcedByFault,
                lostReported + other.lostReported,
                unaccounted + other.unaccounted,
                sum(exceptions, other.exceptions),
                recirculated + other.recirculated,
                sum(violations, other.violations),
                parcels == 0
                        ? other.parcelsPerHour
                        : (parcelsPerHour * parcels + other.parcelsPerHour * other.parcels) / Math.max(1, all),
                seconds,
                steps + other.steps,
                wrongParcels);
    }

    private static Map<String, Long> sum(Map<String, Long> a, Map<String, Long> b) {
        Map<String, Long> both = new TreeMap<>(a);
        b.forEach((word, count) -> both.merge(word, count, Long::sum));
        return both;
    }
}
