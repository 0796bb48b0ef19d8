package hubfloor.sorter.decision;

import hubfloor.advice.Advice;
import hubfloor.advice.CustomsFacts;
import hubfloor.advice.CustomsStanding;
import hubfloor.advice.FloorRelease;
import hubfloor.config.model.ChuteConfig;
import hubfloor.config.model.ChuteConfig.Kind;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SortRule.Share;
import hubfloor.fusion.Weights;
import hubfloor.sorter.event.LineEvent.Step;
import hubfloor.sorter.event.Reason;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ladder: the first rung that has an answer decides.
 *
 * <pre>
 *   doubt (where or what it is)  -> exception chute
 *   not exactly one identifier   -> exception chute
 *   customs does not release     -> bonded (inspection if customs wants to look) -> exception chute
 *   weight or size do not fit    -> exception chute
 *   released by customs, drawn   -> inspection, in place of the NORMAL chute found below
 *   host's chute, in time, free  -> that chute
 *   plan's rule, first choice    -> that chute; the next of the rule when it is full or shut
 *   line goes round, below limit -> round again
 *   else                         -> exception chute
 * </pre>
 *
 * On a line with customs no rung below the third can be reached without an explicit, fresh release, by customs or by a
 * person on the floor within {@link FloorRelease#covers}, so neither host nor plan can take an unreleased parcel to a
 * NORMAL chute; DO_NOT_LOAD is obeyed on every line. Pure: the same facts,
 * plan, turns and chutes give the same decision. A few microseconds with 200 rules.
 */
public final class SortDecider {
    private static final int NONE = -1;

    private final Kind[] kinds;
    private final Map<String, Integer> indices;
    private final int beltEnd;
    private final int roundsMax;
    private final boolean customs;
    private final int customsValidMinutes;
    private final int maxLengthMm;
    private final Draw draw;

    /** @throws IllegalArgumentException when a parcel that nothing diverts would end anywhere but at an exception chute */
    public SortDecider(LineConfig line) {
        this(Places.of(line));
    }

    /** @throws IllegalArgumentException when a parcel in doubt would end anywhere but at an exception chute */
    public SortDecider(Places places) {
        kinds = places.chutes().stream().map(ChuteConfig::kind).toArray(Kind[]::new);
        indices = CompiledPlan.chuteIndices(places.chutes());
        beltEnd = places.rest().map(name -> indices.getOrDefault(name, NONE)).orElse(NONE);
        roundsMax = places.roundsMax();
        if (beltEnd == NONE ? roundsMax == 0 : kinds[beltEnd] != Kind.EXCEPTION) {
            throw new IllegalArgumentException("the belt must end at an exception chute, or go round");
        }
        customs = places.decision().customs();
        customsValidMinutes = places.decision().customsValidMinutes();
        draw = new Draw(places.decision().draw());
        maxLengthMm = places.maxLengthMm();
    }

    /** @param turns of the same plan; asked, not moved: see {@link Turns#take} */
    public Decision decide(Facts facts, CompiledPlan plan, Turns turns, Chutes chutes) {
        Draft draft = new Draft(facts, plan, chutes);
        if (facts.doubt() != Reason.NONE) {
            return draft.exception(Step.SAFETY, facts.doubt());
        }
        if (facts.identity().problem() != Reason.NONE) {
            return draft.exception(Step.EXCEPTION, facts.identity().problem());
        }
        CustomsStanding standing = facts.customs().standing(facts.wall(), customsValidMinutes);
        draft.onFloor = customs && standing == CustomsStanding.RELEASED_ON_FLOOR;
        Reason hold = hold(standing);
        if (hold != Reason.NONE) {
            return draft.bonded(hold);
        }
        Reason mismatch = mismatch(facts);
        if (mismatch != Reason.NONE) {
            return draft.exception(Step.EXCEPTION, mismatch);
        }
        Decision host = draft.host();
        Decision decision = host != null ? host : draft.plan(turns);
        boolean outbound = decision.chute() >= 0 && kinds[decision.chute()] == Kind.NORMAL;
        return outbound && !draft.onFloor && draw.takes(facts) ? draft.inspection() : decision;
    }

    /** NONE when customs does not stand against a NORMAL chute. */
    private Reason hold(CustomsStanding standing) {
        Reason said = Reason.of(standing);
        return customs || said == Reason.CUSTOMS_DO_NOT_LOAD ? said : Reason.NONE;
    }

    private Reason mismatch(Facts facts) {
        if (facts.size().longestMm() > maxLengthMm) {
            return Reason.OVERSIZE;
        }
        int announced = facts.advice().map(Advice::announcedGrams).orElse(0);
        boolean off = Weights.mismatch(facts.size().grams(), announced);
        return off ? Reason.WEIGHT_MISMATCH : Reason.NONE;
    }

    /** One decision in the making. */
    private final class Draft {
        private final Facts facts;
        private final CompiledPlan plan;
        private final Chutes chutes;
        private Reason hostRefused = Reason.NONE;
        private boolean onFloor;
        private int rule = NONE;

        Draft(Facts facts, CompiledPlan plan, Chutes chutes) {
            this.facts = facts;
            this.plan = plan;
            this.chutes = chutes;
        }

        /** Where customs keeps control. Host and plan may choose among such chutes, never another one. */
        Decision bonded(Reason hold) {
            int named = hostChute();
            if (named != NONE) {
                Kind kind = kinds[named];
                boolean allowed = kind == Kind.BONDED
                        || kind == Kind.EXCEPTION
                        || (kind == Kind.INSPECTION && hold == Reason.CUSTOMS_INSPECT);
                if (!allowed) {
                    hostRefused = hold;
                } else if (free(named)) {
                    return make(named, Step.CUSTOMS, hold);
                }
            }
            int chute = hold == Reason.CUSTOMS_INSPECT ? firstOf(Kind.INSPECTION) : NONE;
            chute = chute == NONE ? firstOf(Kind.BONDED) : chute;
            return chute == NONE ? exception(Step.CUSTOMS, hold) : make(chute, Step.CUSTOMS, hold);
        }

        /** The host's chute if it can be had; null and a note why not, otherwise. */
        @Nullable
        Decision host() {
            int named = hostChute();
            return named != NONE && free(named) ? make(named, Step.HOST, Reason.NONE) : null;
        }

        Decision plan(Turns turns) {
            rule = plan.match(facts);
            int[] wanted = plan.rule(rule).chutes;
            boolean balance = plan.rule(rule).rule.share() == Share.BALANCE;
            if (balance && contains(wanted, facts.present()) && chutes.availability(facts.present()) == Reason.NONE) {
                return make(facts.present(), Step.PLAN, fromHost());
            }
            int first = balance ? turns.next(rule) : 0;
            Reason shut = Reason.NONE;
            for (int i = 0; i < wanted.length; i++) {
                int place = (first + i) % wanted.length;
                Reason why = chutes.availability(wanted[place]);
                if (why == Reason.NONE) {
                    Step step = i == 0 ? Step.PLAN : Step.ALTERNATE;
                    return make(wanted[place], step, i == 0 ? fromHost() : shut, balance ? place : NONE);
                }
                shut = i == 0 ? why : shut;
            }
            if (facts.rounds() < roundsMax) {
                return make(Decision.ROUND, Step.RECIRCULATE, shut);
            }
            return exception(Step.EXCEPTION, roundsMax > 0 ? Reason.RECIRCULATION_LIMIT : shut);
        }

        /** The first free exception chute as the line lists them; with none free, wherever the belt takes it. */
        Decision exception(Step step, Reason reason) {
            int chute = firstOf(Kind.EXCEPTION);
            if (chute != NONE || beltEnd != NONE) {
                return make(chute != NONE ? chute : beltEnd, step, reason);
            }
            return make(Decision.ROUND, Step.RECIRCULATE, reason);
        }

        /** Released, and drawn all the same. */
        Decision inspection() {
            int chute = firstOf(Kind.INSPECTION);
            chute = chute == NONE ? firstOf(Kind.BONDED) : chute;
            return chute == NONE
                    ? exception(Step.CUSTOMS, Reason.RANDOM_INSPECTION)
                    : make(chute, Step.CUSTOMS, Reason.RANDOM_INSPECTION);
        }

        private int hostChute() {
            if (facts.host().chute().isEmpty()) {
                return NONE;
            }
            Integer named = indices.get(facts.host().chute());
            if (named == null) {
                hostRefused = Reason.HOST_CHUTE_UNKNOWN;
                return NONE;
            }
            return named;
        }

        private boolean free(int named) {
            hostRefused = chutes.availability(named);
            return hostRefused == Reason.NONE;
        }

        private Reason fromHost() {
            return hostRefused == Reason.NONE && facts.host().late() ? Reason.HOST_LATE : hostRefused;
        }

        private int firstOf(Kind kind) {
            if (kind != Kind.EXCEPTION) {
                int matched = plan.match(facts);
                for (int chute : plan.rule(matched).chutes) {
                    if (kinds[chute] == kind && chutes.availability(chute) == Reason.NONE) {
                        rule = matched;
                        return chute;
                    }
                }
            }
            for (int chute = 0; chute < kinds.length; chute++) {
                if (kinds[chute] == kind && chutes.availability(chute) == Reason.NONE) {
                    return chute;
                }
            }
            return NONE;
        }

        private Decision make(int chute, Step step, Reason reason) {
            return make(chute, step, reason, NONE);
        }

        private Decision make(int chute, Step step, Reason reason, int place) {
            CustomsFacts said = facts.customs();
            return new Decision(
                    chute,
                    step,
                    onFloor && reason == Reason.NONE ? Reason.RELEASED_ON_FLOOR : reason,
                    rule,
                    rule == NONE ? "" : plan.rule(rule).rule.name(),
                    place,
                    hostRefused,
                    said.conflicting() ? Optional.empty() : said.status(),
                    facts.timeLeft(),
                    Inputs.of(facts, plan, customs, onFloor, draw).words());
        }
    }

    private static boolean contains(int[] wanted, int chute) {
        for (int each : wanted) {
            if (each == chute) {
                return true;
            }
        }
        return false;
    }
}
