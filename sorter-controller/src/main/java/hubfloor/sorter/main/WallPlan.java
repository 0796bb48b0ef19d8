package hubfloor.sorter.main;

import hubfloor.advice.Advice;
import hubfloor.advice.CustomsFacts;
import hubfloor.agent.ScanRecord;
import hubfloor.agent.SlotChooser;
import hubfloor.config.load.Loaded;
import hubfloor.config.load.PlanFile;
import hubfloor.config.load.Problem;
import hubfloor.config.model.CustomsStatus;
import hubfloor.config.model.SortPlan;
import hubfloor.config.model.WallConfig;
import hubfloor.fusion.Gathered;
import hubfloor.fusion.Weights;
import hubfloor.hub.Floor.Verdict;
import hubfloor.parcel.Candidate;
import hubfloor.port.HubStore;
import hubfloor.port.HubStore.HubStoreFailed;
import hubfloor.port.HubStore.KeptPlan;
import hubfloor.sorter.decision.CompiledPlan;
import hubfloor.sorter.decision.Decision;
import hubfloor.sorter.decision.Facts;
import hubfloor.sorter.decision.Facts.Host;
import hubfloor.sorter.decision.Facts.Size;
import hubfloor.sorter.decision.Identity;
import hubfloor.sorter.decision.Places;
import hubfloor.sorter.decision.SortDecider;
import hubfloor.sorter.decision.Turns;
import hubfloor.sorter.event.Reason;
import hubfloor.wall.Choice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides about a wall's slots by the ladder of a sorter line: customs, then the plan in force, its alternates, the
 * exception slot. Plans that central sends wait for their time, at most {@value #WAITING_MAX}; one that was left is never
 * taken up again. Any thread.
 */
public final class WallPlan implements SlotChooser {
    static final int WAITING_MAX = 8;
    private static final Logger LOG = LoggerFactory.getLogger(WallPlan.class);

    private final WallConfig wall;
    private final Places places;
    private final SortDecider decider;
    private final Consumer<PlanChange> changed;
    private final List<SortPlan> waiting = new ArrayList<>();
    private CompiledPlan now;
    private Turns turns;

    private WallPlan(WallConfig wall, SortPlan fromFile, HubStore store, Consumer<PlanChange> changed) {
        this.wall = wall;
        this.changed = changed;
        places = Places.of(wall);
        decider = new SortDecider(places);
        now = new CompiledPlan(first(fromFile, store), places.chutes());
        turns = new Turns(now);
    }

    /** @param plan of the wall's own file */
    public static SlotChooser.Maker maker(WallConfig wall, SortPlan plan) {
        return (store, changed) -> new WallPlan(wall, plan, store, changed);
    }

    /** What the hub last put in force, unless the file's is newer; later ones wait. */
    private SortPlan first(SortPlan fromFile, HubStore store) {
        SortPlan first = fromFile;
        try {
            for (KeptPlan kept : store.plans()) {
                if (!(PlanFile.textForWall("plan", kept.text(), wall) instanceof Loaded.Accepted<SortPlan> accepted)) {
                    continue; // the wall has changed since: a slot it names is gone
                }
                SortPlan plan = accepted.value();
                if (kept.inForce() && !plan.validFrom().isBefore(first.validFrom())) {
                    first = plan;
                } else if (plan.validFrom().isAfter(fromFile.validFrom()) && waiting.size() < WAITING_MAX) {
                    waiting.add(plan);
                }
            }
        } catch (HubStoreFailed e) {
            LOG.error("the hub's plans cannot be read, the file's is used: {}", e.getMessage());
        }
        return first;
    }

    @Override
    public synchronized Verdict plan(byte[] text) {
        return switch (PlanFile.textForWall("plan", text, wall)) {
            case Loaded.Refused<SortPlan> refused ->
                new Verdict(
                        "",
                        "",
                        refused.problems().stream().map(Problem::sentence).toList());
            case Loaded.Accepted<SortPlan> accepted -> {
                SortPlan plan = accepted.value();
                waiting.removeIf(each -> each.validFrom().equals(plan.validFrom()));
                boolean room = waiting.size() < WAITING_MAX;
                if (room) {
                    waiting.add(plan);
                }
                yield new Verdict(
                        plan.version(),
                        plan.validFrom().toString(),
                        room ? List.of() : List.of("too many plans wait for their time"));
            }
        };
    }

    @Override
    public synchronized Choice choose(
            ScanRecord scan, Optional<Advice> advice, IntFunction<String> shut, int present, Instant wallTime) {
        change(wallTime);
        Facts facts = new Facts(
                Reason.NONE,
                identity(scan),
                advice,
                advice.map(Advice::customs).orElse(CustomsFacts.UNKNOWN),
                new Size(grams(scan), 0, 0, 0),
                Host.NONE,
                wallTime,
                0,
                present);
        Decision decision = decider.decide(facts, now, turns, slot -> reason(shut.apply(slot)));
        if (present == Facts.NO_CHUTE) {
            turns.take(decision);
        }
        SortPlan plan = now.plan();
        return new Choice(
                decision.chute(),
                decision.step().name().toLowerCase(Locale.ROOT),
                decision.reason().word(),
                plan.version(),
                plan.validFrom().toString(),
                decision.ruleName(),
                decision.customs().map(WallPlan::word).orElse(""),
                decision.inputs());
    }

    /** Nothing comes into force while the clock is not known. */
    private void change(Instant wallTime) {
        SortPlan next = null;
        for (SortPlan each : waiting) {
            boolean due = wallTime.isAfter(Instant.EPOCH) && !each.validFrom().isAfter(wallTime);
            next = due && (next == null || each.validFrom().isAfter(next.validFrom())) ? each : next;
        }
        if (next == null) {
            return;
        }
        SortPlan taken = next;
        waiting.removeIf(each -> !each.validFrom().isAfter(taken.validFrom()));
        String from = now.plan().version();
        now = new CompiledPlan(taken, places.chutes());
        turns = new Turns(now);
        changed.accept(new PlanChange(from, taken.version(), taken.validFrom().toString()));
    }

    private static Identity identity(ScanRecord scan) {
        Optional<Candidate> parcel = scan.parcel();
        return parcel.map(one -> new Identity(one.scheme(), one.value(), Reason.NONE))
                .orElse(Identity.NONE);
    }

    private static int grams(ScanRecord scan) {
        return scan.gathered()
                .flatMap(Gathered::weight)
                .map(weight -> Weights.grams(weight.value(), weight.unit()).orElse(0))
                .orElse(0);
    }

    private static Reason reason(String shut) {
        return switch (shut) {
            case "" -> Reason.NONE;
            case "full" -> Reason.CHUTE_FULL;
            default -> Reason.CHUTE_DISABLED;
        };
    }

    private static String word(CustomsStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
