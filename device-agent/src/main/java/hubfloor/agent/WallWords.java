package hubfloor.agent;

import hubfloor.agent.StaffFeedback.Light;
import hubfloor.config.model.ChuteConfig.Kind;
import hubfloor.config.model.SlotConfig;
import hubfloor.wall.Answer;
import hubfloor.wall.Answer.Result;
import hubfloor.wall.Choice;
import hubfloor.wall.Wall;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What staff at a wall see: the slot's name first and alone, so that it is the largest thing on the screen. */
final class WallWords {
    private final List<SlotConfig> slots;

    WallWords(List<SlotConfig> slots) {
        this.slots = slots;
    }

    /** @param choice why the lit slot is the one; null when nothing is lit */
    PackingWords of(Answer answer, @Nullable Choice choice) {
        String slot = name(answer.slot());
        String wanted = name(answer.wanted());
        String parcel = shown(answer.parcel());
        return switch (answer.result()) {
            case LIT -> green(answer, slot + ". " + put(answer.slot()) + because(answer.slot(), choice));
            case LIT_ALREADY ->
                green(answer, slot + ". It is lit already: put the parcel there, then press its button");
            case PUT_FIRST ->
                red(answer, slot + " first. Put " + parcel + " into slot " + slot + ", then scan this one again");
            case CONFIRMED -> green(answer, "In " + slot + ". Scan the next parcel");
            case WRONG_SLOT ->
                red(
                        answer,
                        wanted + ", not " + slot + ". Take " + parcel + " out of " + slot + " and put it into "
                                + wanted);
            case NOTHING_LIT ->
                red(answer, "Scan first. No slot is lit; scan the parcel, then put it where the light is");
            case OVERDUE ->
                red(answer, wanted + ". Nobody confirmed " + parcel + ": put it there and press the button");
            case WITHDRAWN -> green(answer, "Set aside. " + parcel + " goes into no slot; scan it again later");
            case SHUT_IN_HAND, SHUT -> green(answer, slot + " out of use. Hold its button to take it back into use");
            case OPENED -> green(answer, slot + " in use again");
            case LAST_EXCEPTION ->
                red(answer, slot + " stays in use. Parcels in doubt need it: empty it, or open another exception slot");
            case NOTHING -> green(answer, "Ready to scan");
        };
    }

    /** The parcel that was in hand when the program ended. */
    PackingWords afterRestart(Answer answer) {
        return new PackingWords(
                Light.RED,
                "unconfirmed",
                "Look into " + name(answer.slot()) + ". Before the restart nobody confirmed " + shown(answer.parcel())
                        + ": find it and scan it again");
    }

    private String put(int slot) {
        return slots.get(slot).button().isPresent()
                ? "Put it there, then press its button"
                : "Put it there, then scan the slot's label";
    }

    private String because(int slot, @Nullable Choice choice) {
        if (choice == null) {
            return "";
        }
        String reason = choice.reason();
        if (reason.startsWith("customs_")) {
            return " (customs has not released it: " + reason.substring(8).replace('_', ' ') + ")";
        }
        return switch (reason) {
            case "none" -> slots.get(slot).kind() == Kind.EXCEPTION ? " (no slot for where it goes)" : "";
            case "random_inspection" -> " (drawn for inspection)";
            case "weight_mismatch" -> " (it does not weigh what was announced)";
            case "chute_full", "chute_disabled", "bag_change" -> " (its own slot is out of use)";
            default -> " (" + reason.replace('_', ' ') + ")";
        };
    }

    private String name(int slot) {
        return slot == Wall.NO_SLOT ? "its slot" : slots.get(slot).name().toUpperCase(Locale.ROOT);
    }

    private static String shown(String subject) {
        return subject.substring(subject.indexOf('/') + 1);
    }

    private static PackingWords green(Answer answer, String words) {
        return new PackingWords(Light.GREEN, word(answer.result()), words);
    }

    private static PackingWords red(Answer answer, String words) {
        return new PackingWords(Light.RED, word(answer.result()), words);
    }

    private static String word(Result result) {
        return "wall-" + result.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
