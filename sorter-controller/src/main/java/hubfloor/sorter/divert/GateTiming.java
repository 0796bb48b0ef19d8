package hubfloor.sorter.divert;

import hubfloor.config.model.GateConfig;
import hubfloor.sorter.tracking.Belt;
import hubfloor.sorter.tracking.Track;

/**
 * Where, in belt travel, one gate must be told what for a track. What is time (lag, hold) is turned into travel with
 * the speed given at every look, so a change of speed needs no new plan.
 *
 * <pre>
 *   held gate     on                 effective by            release          clear by
 *   command ------|==== lag+-jit ====|--- parcel passes ------|=== lag+-jit ===|------> travel
 *                                    lead - u            tail + u              next lead - u
 *   pusher        on                 stroke at the middle, +-30 % of the length
 * </pre>
 */
final class GateTiming {
    /** A held gate that grips this part of the length late still carries the parcel off (60 % are enough). */
    private static final int LATE_PART = 10;

    private static final long MILLI = 1_000_000L;
    /** How late a shell may look at a due place on a good day. */
    private static final long LOOK = 4 * MILLI;

    private final GateConfig config;
    private final Belt<?> belt;
    private final long positionUm;
    private final long eyeBeforeUm;

    /** @param eyeBeforeUm the last check eye upstream of the gate; 0 for the induction eye */
    GateTiming(GateConfig config, Belt<?> belt, long eyeBeforeUm) {
        this.config = config;
        this.belt = belt;
        this.eyeBeforeUm = eyeBeforeUm;
        positionUm = config.positionMm() * 1_000L;
    }

    long positionUm() {
        return positionUm;
    }

    boolean held() {
        return config.kind().heldForLength();
    }

    long unsure(Track track) {
        return belt.unsureUm(track, positionUm, eyeBeforeUm);
    }

    static long over(long speed, int millis) {
        return Belt.over(speed, millis * MILLI);
    }

    /** Belt travel at which the gate must be effective: for a pusher its stroke, else the earliest leading edge. */
    long target(Track track, long speed) {
        long lead = track.zeroUm() + positionUm;
        return held() ? lead - unsure(track) - Belt.over(speed, LOOK) : lead + track.lengthUm() / 2;
    }

    /** How far past its target a shot may still be run. */
    long slack(Track track, long speed) {
        return held()
                ? Belt.over(speed, LOOK) + track.lengthUm() / LATE_PART
                : track.lengthUm() * 3 / 10 - unsure(track) - over(speed, config.lagJitterMs());
    }

    private int lag() {
        return held() ? config.lagMs() + config.lagJitterMs() : config.lagMs();
    }

    /** Belt travel at which the command must be given. */
    long command(Track track, long speed) {
        return target(track, speed) - over(speed, lag());
    }

    /** Belt travel at which the gate is surely out of everybody's way again. */
    long clear(Track track, long speed) {
        return held()
                ? track.zeroUm()
                        + positionUm
                        + track.lengthUm()
                        + unsure(track)
                        + over(speed, 2 * config.lagJitterMs() + GateConfig.OVERTIME_MS)
                : target(track, speed)
                        + Math.max(0, slack(track, speed))
                        + over(speed, config.holdMs() + 2 * config.lagJitterMs() + GateConfig.OVERTIME_MS);
    }

    /** Belt travel at which the gate can be effective first. */
    long effective(Track track, long speed) {
        return target(track, speed) - over(speed, 2 * config.lagJitterMs());
    }

    /** Belt travel at which the release is commanded at the latest. */
    long release(Track track, long speed) {
        return held() ? clear(track, speed) - over(speed, lag()) : command(track, speed) + over(speed, config.holdMs());
    }

    /** Belt travel at which a held gate may be let go: its parcel is past when the gate gives way. */
    long letGo(Shot shot, long speed) {
        Track track = shot.track();
        return track.zeroUm()
                + positionUm
                + shot.lengthUm()
                + shot.unsureUm()
                - over(speed, config.lagMs() - config.lagJitterMs());
    }

    /** Belt travel at which the gate is surely clear of the parcel it holds for. */
    long clearOf(Shot shot, long speed) {
        return letGo(shot, speed) + over(speed, config.lagMs() + config.lagJitterMs());
    }
}
