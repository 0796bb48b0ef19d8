package hubfloor.wall;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that happened at a put-to-light wall, as it is stored and told to central. Parcels are named
 * {@code scheme/value}, slots by their names. Each {@link Lit} ends as exactly one {@link Confirmed} or
 * {@link Unconfirmed}, across power cuts too.
 */
public sealed interface WallEvent {
    String type();

    /** The parcel; empty for what is about a slot. */
    String parcel();

    Map<String, Object> data();

    /** This slot's light is on for this parcel. */
    record Lit(String parcel, String slot, String kind, Choice choice) implements WallEvent {
        static final String TYPE = "sort.put-lit.v1";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public Map<String, Object> data() {
            Map<String, Object> data = members(parcel, slot);
            data.put("kind", kind);
            data.put("step", choice.step());
            data.put("reason", choice.reason());
            data.put("plan", choice.plan());
            data.put("planValidFrom", choice.planValidFrom());
            data.put("rule", choice.rule());
            data.put("customs", choice.customs());
            data.put("inputs", choice.inputs());
            return data;
        }
    }

    /**
     * The person says that it is in.
     *
     * @param by how: {@code button}, {@code label}, {@code container} or {@code page}
     * @param afterMs since the light went on
     * @param container open at the slot; empty for none
     */
    record Confirmed(String parcel, String slot, String by, long afterMs, String container) implements WallEvent {
        static final String TYPE = "sort.put-confirmed.v1";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public Map<String, Object> data() {
            Map<String, Object> data = members(parcel, slot);
            data.put("by", by);
            data.put("afterMs", afterMs);
            data.put("container", container);
            return data;
        }
    }

    /** Another slot than the lit one was meant; the light stays on. */
    record WrongSlot(String parcel, String slot, String wanted, String by, long afterMs) implements WallEvent {
        static final String TYPE = "sort.put-wrong-slot.v1";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public Map<String, Object> data() {
            Map<String, Object> data = members(parcel, slot);
            data.put("wanted", wanted);
            data.put("by", by);
            data.put("afterMs", afterMs);
            return data;
        }
    }

    /**
     * The light went out and nobody said that the parcel is in: where it is, nobody knows.
     *
     * @param reason {@code restart}, {@code withdrawn}, {@code moved} (another slot is lit for it) or {@code slot_shut}
     */
    record Unconfirmed(String parcel, String slot, String reason) implements WallEvent {
        static final String TYPE = "sort.put-unconfirmed.v1";

        /** Another slot is lit for the same parcel: its story goes on. */
        public boolean lightMoved() {
            return reason.equals("moved") || reason.equals("slot_shut");
        }

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public Map<String, Object> data() {
            Map<String, Object> data = members(parcel, slot);
            data.put("reason", reason);
            return data;
        }
    }

    /** Lit for longer than it should be; the light blinks. */
    record Overdue(String parcel, String slot, long afterMs) implements WallEvent {
        static final String TYPE = "alarm.put-overdue.v1";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public Map<String, Object> data() {
            Map<String, Object> data = members(parcel, slot);
            data.put("afterMs", afterMs);
            return data;
        }
    }

    /**
     * A slot can be used again, or no longer.
     *
     * @param state {@code open}, {@code full} or {@code disabled}
     */
    record SlotChanged(String slot, String state, String reason) implements WallEvent {
        static final String TYPE = "chute.changed.v1";
        static final String OPEN = "open";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String parcel() {
            return "";
        }

        @Override
        public Map<String, Object> data() {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("chute", slot);
            data.put("state", state);
            data.put("reason", reason);
            return data;
        }
    }

    /** Reads one back that changes what a wall remembers; empty for all else. */
    static Optional<WallEvent> of(String type, Map<String, ?> data) {
        String parcel = text(data, "parcel");
        String slot = text(data, "slot");
        return switch (type) {
            case Lit.TYPE ->
                Optional.of(new Lit(
                        parcel,
                        slot,
                        text(data, "kind"),
                        new Choice(
                                Wall.NO_SLOT,
                                text(data, "step"),
                                text(data, "reason"),
                                text(data, "plan"),
                                text(data, "planValidFrom"),
                                text(data, "rule"),
                                text(data, "customs"),
                                List.of())));
            case Confirmed.TYPE ->
                Optional.of(new Confirmed(parcel, slot, text(data, "by"), 0, text(data, "container")));
            case Unconfirmed.TYPE -> Optional.of(new Unconfirmed(parcel, slot, text(data, "reason")));
            case SlotChanged.TYPE ->
                Optional.of(new SlotChanged(text(data, "chute"), text(data, "state"), text(data, "reason")));
            default -> Optional.empty();
        };
    }

    private static Map<String, Object> members(String parcel, String slot) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("parcel", parcel);
        members.put("slot", slot);
        return members;
    }

    private static String text(Map<String, ?> data, String name) {
        return data.get(name) instanceof String text ? text : "";
    }
}
