package hubfloor.sorter.main;

import hubfloor.advice.Advice;
import hubfloor.config.load.Loaded;
import hubfloor.config.load.PlanFile;
import hubfloor.config.load.Problem;
import hubfloor.config.model.ChuteConfig;
import hubfloor.config.model.GateConfig;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.container.ContainerLabel;
import hubfloor.hub.Floor;
import hubfloor.hub.Orders;
import hubfloor.port.Clock;
import hubfloor.port.HubStore;
import hubfloor.port.HubStore.HubStoreFailed;
import hubfloor.port.HubStore.KeptPlan;
import hubfloor.sorter.core.Input;
import hubfloor.sorter.core.LineOrder;
import hubfloor.sorter.decision.CompiledPlan;
import hubfloor.sorter.event.Reason;
import hubfloor.sorter.line.LineBoard;
import hubfloor.sorter.line.LineInputs;
import hubfloor.sorter.story.LineStory;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a line makes of what its hub tells: advice and host answers for its parcels, plans for the next ones, and the
 * orders that need nobody at the line. Starting, and going on after a jam or a stop, needs a person who has looked.
 */
final class LineHub implements Floor {
    private static final int PENDING_MAX = 64;
    /** Which container what lands in a chute goes into. */
    private static final String BIND = "bind-container";

    private static final Logger LOG = LoggerFactory.getLogger(LineHub.class);

    private final LineConfig line;
    private final String run;
    private final LineBoard board;
    private final LineInputs inputs;
    private final Clock clock;
    private final @Nullable LineContainers containers;
    private final List<String> chutes;
    private final List<String> gates;
    private final IdentityHashMap<Input, Consumer<String>> pending = new IdentityHashMap<>();

    /** @param containers null where no container hangs at a chute */
    LineHub(
            LineConfig line,
            String run,
            LineBoard board,
            LineInputs inputs,
            Clock clock,
            @Nullable LineContainers containers) {
        this.containers = containers;
        this.line = line;
        this.run = run;
        this.board = board;
        this.inputs = inputs;
        this.clock = clock;
        chutes = line.chutes().stream().map(ChuteConfig::name).toList();
        gates = line.gates().stream().map(GateConfig::name).toList();
    }

    /**
     * The plan to begin with: what the hub last put in force, unless the file's is newer. Plans that wait for their time
     * go to the line.
     */
    static SortPlan first(LineConfig line, SortPlan fromFile, HubStore store, Consumer<SortPlan> waiting) {
        SortPlan first = fromFile;
        try {
            for (KeptPlan kept : store.plans()) {
                Optional<SortPlan> plan = accepted(PlanFile.loadText("plan", kept.text(), line));
                if (plan.isEmpty()) {
                    continue; // the line has changed since: a chute it names is gone
                }
                if (kept.inForce() && !plan.get().validFrom().isBefore(first.validFrom())) {
                    first = plan.get();
                } else if (plan.get().validFrom().isAfter(fromFile.validFrom())) {
                    waiting.accept(plan.get());
                }
            }
        } catch (HubStoreFailed e) {
            LOG.error("the hub's plans cannot be read, the file's is used: {}", e.getMessage());
        }
        return first;
    }

    private static Optional<SortPlan> accepted(Loaded<SortPlan> loaded) {
        return loaded instanceof Loaded.Accepted<SortPlan> accepted ? Optional.of(accepted.value()) : Optional.empty();
    }

    @Override
    public void advised(String subject, Advice advice) {
        long now = clock.nanos();
        if (!inputs.news(new Input.Advised(now, board.countAt(now), subject, advice))) {
            LOG.warn("news of a parcel came faster than the line takes it; the parcel counts as one without advice");
        }
    }

    @Override
    public Verdict plan(byte[] text) {
        return switch (PlanFile.loadText("plan", text, line)) {
            case Loaded.Refused<SortPlan> refused ->
                new Verdict(
                        "",
                        "",
                        refused.problems().stream().map(Problem::sentence).toList());
            case Loaded.Accepted<SortPlan> accepted -> {
                SortPlan plan = accepted.value();
                List<String> problems = new ArrayList<>();
                CompiledPlan.problem(plan, line).ifPresent(problems::add);
                if (problems.isEmpty() && !post(plan)) {
                    problems.add("the line has too much waiting; send it again");
                }
                yield new Verdict(plan.version(), plan.validFrom().toString(), problems);
            }
        };
    }

    /** @return false when so much waits that it was not taken */
    boolean post(SortPlan plan) {
        long now = clock.nanos();
        return inputs.news(new Input.PlanArrived(now, board.countAt(now), plan));
    }

    @Override
    public boolean order(String verb, Map<String, Object> members, Consumer<String> answer) {
        if (verb.equals(Orders.ASSIGN)) {
            assign(members, answer);
            return true;
        }
        String word = String.valueOf(members.getOrDefault("order", ""));
        if (word.equals(BIND)) {
            bind(members, answer);
            return true;
        }
        LineOrder order = order(word, members);
        if (order == null) {
            answer.accept(wanted(word) ? "person-needed" : "unknown-order");
            return true;
        }
        long now = clock.nanos();
        Input.Order input = new Input.Order(now, board.countAt(now), order);
        synchronized (pending) {
            if (pending.size() >= PENDING_MAX || !inputs.news(input)) {
                answer.accept("too-much-waits");
                return true;
            }
            pending.put(input, answer);
        }
        return true;
    }

    private void bind(Map<String, Object> members, Consumer<String> answer) {
        String chute = String.valueOf(members.getOrDefault("chute", ""));
        Optional<ContainerLabel> label = ContainerLabel.named(String.valueOf(members.getOrDefault("container", "")));
        if (containers == null) {
            answer.accept("no-containers");
        } else if (!chutes.contains(chute) || label.isEmpty()) {
            answer.accept(label.isEmpty() ? "malformed" : "unknown-chute");
        } else {
            containers.bind(chute, label.get(), answer);
        }
    }

    /** The line has taken an order, or refused it. Line thread. */
    void obeyed(Input.Order input, Reason refusal) {
        if (containers != null
                && refusal == Reason.NONE
                && input.order() instanceof LineOrder.BagChange bag
                && bag.closed()) {
            containers.close(chutes.get(bag.chute()));
        }
        Consumer<String> answer;
        synchronized (pending) {
            answer = pending.remove(input);
        }
        if (answer != null) {
            answer.accept(refusal == Reason.NONE ? "" : refusal.word());
        }
    }

    private void assign(Map<String, Object> members, Consumer<String> answer) {
        String key = String.valueOf(members.getOrDefault("parcel", ""));
        String chute = String.valueOf(members.getOrDefault("chute", ""));
        Optional<Long> parcel = LineStory.parcel(run, key);
        if (parcel.isEmpty() || !chute.matches("[a-z0-9-]{1,32}")) {
            answer.accept(parcel.isEmpty() ? "unknown-parcel" : "malformed");
            return;
        }
        long now = clock.nanos();
        boolean taken = inputs.news(new Input.HostAssigned(now, board.countAt(now), parcel.get(), chute));
        answer.accept(taken ? "" : "too-much-waits");
    }

    private @Nullable LineOrder order(String word, Map<String, Object> members) {
        int chute = chutes.indexOf(String.valueOf(members.getOrDefault("chute", "")));
        int gate = gates.indexOf(String.valueOf(members.getOrDefault("gate", "")));
        return switch (word) {
            case "stop", "hold", "abort" ->
                new LineOrder.Change(LineOrder.Command.valueOf(word.toUpperCase(Locale.ROOT)));
            case "enable-chute" -> chute < 0 ? null : new LineOrder.EnableChute(chute, true);
            case "disable-chute" -> chute < 0 ? null : new LineOrder.EnableChute(chute, false);
            case "bag-change" -> chute < 0 ? null : new LineOrder.BagChange(chute, true);
            case "bag-changed" -> chute < 0 ? null : new LineOrder.BagChange(chute, false);
            case "reset-gate" -> gate < 0 ? null : new LineOrder.ResetGate(gate);
            default -> null;
        };
    }

    private static boolean wanted(String word) {
        return List.of("clear", "reset", "start", "unhold", "unsuspend", "suspend")
                .contains(word);
    }
}
