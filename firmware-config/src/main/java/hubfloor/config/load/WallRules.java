package hubfloor.config.load;

import hubfloor.config.model.SlotConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a put-to-light wall must have to work at all: a slot for every parcel, names, labels and pins of their own. Runs
 * on whatever could be read.
 */
final class WallRules {
    private final Findings findings;
    private final Values file;
    private final Values wall;
    private final List<Values> slots;

    WallRules(Problems problems, Values file, Values wall) {
        findings = new Findings(problems);
        this.file = file;
        this.wall = wall;
        slots = wall.groups("slots");
    }

    void check() {
        findings.once(slots, "name");
        if (file.has("line")) {
            findings.note(file, "wall", "a wall beside a line", "one of the two on a device");
        }
        if (wall.has("slots") && slots.stream().noneMatch(slot -> LineRules.is(slot, "kind", "exception"))) {
            findings.note(wall, "slots", "no exception slot", "at least one slot with kind: exception");
        }
        labels();
        customs();
        pins();
    }

    /** A barcode on two slots would confirm the wrong one. */
    private void labels() {
        Map<String, Values> first = new HashMap<>();
        for (Values slot : slots) {
            Optional<String> label = label(slot);
            Values other = label.isPresent() ? first.putIfAbsent(label.get(), slot) : null;
            if (other != null && !slot.textIfKnown("name").equals(other.textIfKnown("name"))) {
                findings.note(
                        slot,
                        "label",
                        label.get() + ", the label of slot "
                                + other.textIfKnown("name").orElse(""),
                        "a label of its own");
            }
        }
    }

    /** The label that the slot has, written down or by its name. */
    static Optional<String> label(Values slot) {
        return slot.textIfKnown("label")
                .or(() -> slot.textIfKnown("name").map(name -> SlotConfig.LABEL + name.toUpperCase(Locale.ROOT)));
    }

    /** Customs' word comes as parcel news: a wall that keeps none would hold every parcel for ever. */
    private void customs() {
        wall.groupIfGiven("decision")
                .filter(decision -> decision.has("customs") && decision.flag("customs") && !file.has("parcels"))
                .ifPresent(decision -> findings.note(
                        decision, "customs", "customs without parcels", "parcels: {} at the top of the file as well"));
    }

    private void pins() {
        List<Findings.Pin> pins = new ArrayList<>();
        file.groupIfGiven("signals")
                .filter(signals -> signals.textIfKnown("backend").equals(wall.textIfKnown("board")))
                .ifPresent(signals -> {
                    for (String key : List.of("green-pin", "red-pin", "buzzer-pin")) {
                        pins.add(new Findings.Pin(signals, key));
                    }
                });
        for (Values slot : slots) {
            for (String key : List.of("light", "button")) {
                slot.groupIfGiven(key).ifPresent(part -> pins.add(new Findings.Pin(part, "pin")));
            }
        }
        findings.ownPins(pins);
    }
}
