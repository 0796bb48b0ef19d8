package hubfloor.sorter.decision;

import hubfloor.advice.TimeLeft;
import hubfloor.config.model.CustomsStatus;
import hubfloor.sorter.event.LineEvent.Step;
import hubfloor.sorter.event.Reason;
import java.util.List;
import java.util.Optional;

/**
 * Where a parcel goes, by which rung of the ladder, and why.
 *
 * @param chute index in the line's config, or {@link #ROUND}
 * @param reason NONE when the rung's first choice was free; else what kept the parcel from something better
 * @param rule index of the plan's rule that matched; -1 when the plan was not asked
 * @param ruleName empty when the plan was not asked
 * @param place which of the rule's chutes was taken as a new turn; -1 otherwise; see {@link Turns#take}
 * @param hostRefused NONE, or why the host's chute was not taken: reported by the line's owner
 * @param customs the newest status; empty when unknown or contradicted
 * @param inputs what it was made from as {@code key=value}; at most 16, each at most 64 characters
 */
public record Decision(
        int chute,
        Step step,
        Reason reason,
        int rule,
        String ruleName,
        int place,
        Reason hostRefused,
        Optional<CustomsStatus> customs,
        Optional<TimeLeft> timeLeft,
        List<String> inputs) {
    /** No chute: past all gates and round again. */
    public static final int ROUND = -1;

    public Decision {
        inputs = List.copyOf(inputs);
    }
}
