package hubfloor.wall;

import java.util.List;

/**
 * Which slot a parcel belongs into, and why, in the words of a line's decision.
 *
 * @param slot index in the wall's config
 * @param step the rung of the ladder that decided
 * @param reason {@code none} when it was the first choice
 * @param planValidFrom RFC 3339
 * @param rule empty when the plan was not asked
 * @param customs the status the decision saw; empty when none was known
 * @param inputs what it was made from, {@code key=value}; at most 16
 */
public record Choice(
        int slot,
        String step,
        String reason,
        String plan,
        String planValidFrom,
        String rule,
        String customs,
        List<String> inputs) {
    public Choice {
        inputs = List.copyOf(inputs);
    }
}
