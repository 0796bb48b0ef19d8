package hubfloor.sorter.story;

import hubfloor.advice.TimeLeft;
import hubfloor.config.model.ChuteConfig;
import hubfloor.config.model.EyeConfig;
import hubfloor.config.model.GateConfig;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.ReadingAreaConfig;
import hubfloor.event.EventClass;
import hubfloor.event.EventFamily;
import hubfloor.parcel.Candidate;
import hubfloor.parcel.Identification;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.event.LineEvent.OfParcel;
import hubfloor.sorter.event.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a line's events into events to store: names instead of indices, units in the names, a parcel's key and, from
 * its first read on, its subject. Each type always has the same fields; what is not known is empty, 0 or -1.
 *
 * <p>Remembers the subjects of the last {@value #PARCELS_MAX} parcels that have not ended; an older one's events then
 * carry only its key. One thread.
 */
public final class LineStory {
    /** Ten times what fits on a long belt. */
    static final int PARCELS_MAX = 4_096;

    private final List<String> eyes;
    private final List<String> areas;
    private final List<String> gates;
    private final List<String> chutes;
    private final String run;
    private final Map<Long, String> subjects = new LinkedHashMap<>();

    /** @param run {@link #run}: parcels are counted anew at each start of the line */
    public LineStory(LineConfig line, String run) {
        eyes = line.eyes().stream().map(EyeConfig::name).toList();
        areas = line.readingAreas().stream().map(ReadingAreaConfig::name).toList();
        gates = line.gates().stream().map(GateConfig::name).toList();
        chutes = line.chutes().stream().map(ChuteConfig::name).toList();
        this.run = run;
    }

    /** Names one start of a line: the beginning of the kernel's boot id and milliseconds since that boot. */
    public static String run(String bootId, long startMonoMs) {
        return bootId.substring(0, Math.min(8, bootId.length())) + "-" + startMonoMs;
    }

    /** {@code 3f2a9c01-81234/17}: names a parcel of this device even if nothing was ever read on it. */
    public static String key(String run, long parcel) {
        return run + "/" + parcel;
    }

    /** What these codes name, each the most likely way: {@code s10/RR123456785MY}. */
    public static List<String> subjects(List<Identification> codes) {
        return codes.stream()
                .flatMap(code ->
                        code.candidates().stream().filter(Candidate::valid).limit(1))
                .map(candidate -> candidate.scheme() + "/" + candidate.value())
                .distinct()
                .toList();
    }

    /** The number that {@link #key} named in this run; empty for another run's, or for no key at all. */
    public static Optional<Long> parcel(String run, String key) {
        if (!key.startsWith(run + "/") || !key.substring(run.length() + 1).matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(key.substring(run.length() + 1)));
    }

    public LineEventRecord tell(LineEvent event) {
        return event instanceof OfParcel parcel ? tell(parcel) : tellOfLine(event);
    }

    private LineEventRecord tell(OfParcel event) {
        Fields data = new Fields().put("parcel", key(run, event.parcel()));
        String type = switch (event) {
            case LineEvent.Inducted e -> {
                data.put("eye", name(eyes, e.eye())).put("unknown", e.unknown()).put("plan", e.plan());
                yield "sort.inducted.v1";
            }
            case LineEvent.Sized e -> {
                data.put("lengthMm", e.lengthMm()).put("gapMm", e.gapMm());
                yield "sort.sized.v1";
            }
            case LineEvent.Joined e -> {
                if (e.subjects().size() == 1) {
                    remember(e.parcel(), e.subjects().getFirst());
                }
                data.put("area", name(areas, e.area())).put("scanner", e.scanner());
                data.put("subjects", e.subjects());
                yield "sort.read.v1";
            }
            case LineEvent.Weighed e -> {
                data.put("grams", e.grams()).put("lengthMm", e.lengthMm());
                data.put("widthMm", e.widthMm()).put("heightMm", e.heightMm());
                yield "sort.measured.v1";
            }
            case LineEvent.Decided e -> {
                remember(e.parcel(), e.subject());
                data.put("chute", name(chutes, e.chute()))
                        .put("step", word(e.step()))
                        .put(e.reason());
                data.put("plan", e.plan())
                        .put("planValidFrom", e.planValidFrom().toString());
                data.put("rule", e.rule());
                data.put("customs", e.customs().map(LineStory::word).orElse(""));
                data.put("clock", e.timeLeft().map(t -> t.which().word()).orElse(""));
                data.put("leftS", e.timeLeft().map(t -> t.left().toSeconds()).orElse(0L));
                data.put("stage", e.timeLeft().map(TimeLeft::stage).orElse(""));
                data.put("inputs", e.inputs());
                yield "sort.decided.v1";
            }
            case LineEvent.HostRefused e -> {
                data.put(e.reason()).put("lateMs", e.lateMs()).put("chute", e.chute());
                yield "sort.host-refused.v1";
            }
            case LineEvent.Fired e -> {
                data.put("gate", name(gates, e.gate())).put("chute", name(chutes, e.chute()));
                data.put("duePulse", e.duePulse()).put("offsetPulses", e.offsetPulses());
                yield "sort.fired.v1";
            }
            case LineEvent.Aborted e -> {
                data.put("gate", name(gates, e.gate()))
                        .put("chute", name(chutes, e.chute()))
                        .put(e.reason());
                yield "sort.aborted.v1";
            }
            case LineEvent.Passed e -> {
                data.put("eye", name(eyes, e.eye())).put("offsetMm", e.offsetMm());
                yield "sort.passed.v1";
            }
            case LineEvent.Ended e -> {
                data.put("outcome", word(e.outcome()))
                        .put("chute", name(chutes, e.chute()))
                        .put(e.reason());
                yield "sort.ended.v1";
            }
        };
        String subject = subjects.getOrDefault(event.parcel(), "");
        if (event instanceof LineEvent.Ended) {
            subjects.remove(event.parcel());
        }
        EventClass dear = event instanceof LineEvent.Passed ? EventClass.TELEMETRY : EventClass.CUSTODY;
        return new LineEventRecord(EventFamily.SORT, dear, type, subject, data.members);
    }

    private LineEventRecord tellOfLine(LineEvent event) {
        Fields data = new Fields();
        return switch (event) {
            case LineEvent.Stray e ->
                of(EventFamily.SORT, EventClass.CUSTODY, "sort.stray.v1", data.put("eye", name(eyes, e.eye())));
            case LineEvent.StateChanged e -> {
                data.put("mode", e.mode())
                        .put("from", e.from())
                        .put("to", e.to())
                        .put(e.reason());
                yield of(EventFamily.DEVICE, EventClass.CUSTODY, "device.line-state.v1", data);
            }
            case LineEvent.GateOutOfService e -> {
                data.put("gate", name(gates, e.gate())).put(e.reason());
                yield of(EventFamily.ALARM, EventClass.ALARM, "alarm.gate-out-of-service.v1", data);
            }
            case LineEvent.ChuteChanged e -> {
                data.put("chute", name(chutes, e.chute()))
                        .put("state", e.state())
                        .put(e.reason());
                yield of(EventFamily.CHUTE, EventClass.CUSTODY, "chute.changed.v1", data);
            }
            case LineEvent.PlanChanged e -> {
                data.put("from", e.from())
                        .put("to", e.to())
                        .put("validFrom", e.validFrom().toString());
                yield of(EventFamily.DEVICE, EventClass.CUSTODY, "device.plan-changed.v1", data);
            }
            case LineEvent.Alarm e -> {
                data.put(e.reason()).put("about", e.about()).put("detail", e.detail());
                yield of(EventFamily.ALARM, EventClass.ALARM, "alarm.line.v1", data);
            }
            case LineEvent.OrderRefused e ->
                of(
                        EventFamily.OPERATOR,
                        EventClass.CUSTODY,
                        "operator.order-refused.v1",
                        data.put("order", e.order()).put(e.reason()));
            case OfParcel parcel -> throw new IllegalArgumentException("told elsewhere: " + parcel);
        };
    }

    private static LineEventRecord of(EventFamily family, EventClass dear, String type, Fields data) {
        return new LineEventRecord(family, dear, type, "", data.members);
    }

    /** The last decision's word counts: a conflict found later takes the subject away again. */
    private void remember(long parcel, String subject) {
        if (subject.isEmpty()) {
            subjects.remove(parcel);
            return;
        }
        if (subjects.size() >= PARCELS_MAX && !subjects.containsKey(parcel)) {
            subjects.remove(subjects.keySet().iterator().next());
        }
        subjects.put(parcel, subject);
    }

    /** Empty for an index that names nothing: a parcel that goes round has no chute. */
    private static String name(List<String> names, int index) {
        return index >= 0 && index < names.size() ? names.get(index) : "";
    }

    private static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    /** Members in order. */
    private static final class Fields {
        private final Map<String, Object> members = new LinkedHashMap<>();

        Fields put(String key, String value) {
            members.put(key, value);
            return this;
        }

        Fields put(String key, long value) {
            members.put(key, value);
            return this;
        }

        Fields put(String key, boolean value) {
            members.put(key, value);
            return this;
        }

        Fields put(String key, List<String> value) {
            members.put(key, value);
            return this;
        }

        Fields put(Reason reason) {
            return put("reason", reason.word());
        }
    }
}
