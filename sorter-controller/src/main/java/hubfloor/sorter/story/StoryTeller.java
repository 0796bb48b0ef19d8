package hubfloor.sorter.story;

import java.util.List;
import java.util.Map;

/**
 * One stored event as one English sentence for the person who asks where a parcel went. Understands this line's events
 * and a station's scans; of anything else it says the type. Never fails on strange data: what is missing is left out.
 * Stateless, any thread.
 */
public final class StoryTeller {
    private StoryTeller() {}

    /**
     * @param type {@code sort.decided.v1}
     * @param data what {@link LineEventRecord#data} was
     */
    public static String sentence(String type, Map<String, Object> data) {
        Told told = new Told(data);
        return switch (type) {
            case "sort.inducted.v1" ->
                told.yes("unknown")
                        ? "Seen at eye " + told.word("eye") + " where no parcel was expected; taken in as unknown."
                        : "Inducted at eye " + told.word("eye") + told.after(" under plan ", "plan") + ".";
            case "sort.sized.v1" ->
                "Is " + told.number("lengthMm") + " mm long"
                        + (told.number("gapMm") < 0 ? "" : ", " + told.number("gapMm") + " mm behind the one before")
                        + ".";
            case "sort.read.v1" -> read(told);
            case "sort.measured.v1" ->
                "Measured: " + told.number("grams") + " g, " + told.number("lengthMm") + " x " + told.number("widthMm")
                        + " x " + told.number("heightMm") + " mm.";
            case "sort.decided.v1" -> decided(told);
            case "sort.host-refused.v1" ->
                "The host's answer" + told.after(" ", "chute") + " was refused: " + told.word("reason")
                        + (told.number("lateMs") > 0 ? ", " + told.number("lateMs") + " ms late" : "") + ".";
            case "sort.fired.v1" ->
                "Gate " + told.word("gate") + " fired for chute " + told.word("chute") + ", "
                        + told.number("offsetPulses") + " pulses from its due count.";
            case "sort.aborted.v1" ->
                "Not diverted by gate " + told.word("gate") + " to chute " + told.word("chute") + ": "
                        + told.word("reason") + ".";
            case "sort.passed.v1" ->
                "Passed eye " + told.word("eye") + ", " + told.number("offsetMm") + " mm from where it was expected.";
            case "sort.ended.v1" -> ended(told);
            case "sort.stray.v1" -> "Eye " + told.word("eye") + " saw something that fits no parcel.";
            case "sort.put-lit.v1" ->
                "Slot " + told.word("slot") + " was lit by the rung " + told.word("step")
                        + told.after(", rule ", "rule")
                        + (told.word("reason").equals("none") ? "" : told.after(": ", "reason"))
                        + ".";
            case "sort.put-confirmed.v1" ->
                "Put into slot " + told.word("slot") + ", said by " + told.word("by") + " after "
                        + told.number("afterMs") + " ms" + told.after("; in container ", "container") + ".";
            case "sort.put-wrong-slot.v1" ->
                "Slot " + told.word("slot") + " was meant, but " + told.word("wanted") + " is lit.";
            case "sort.put-unconfirmed.v1" ->
                "Nobody said that it is in slot " + told.word("slot") + ": " + told.word("reason") + ".";
            case "scan.read.v1" -> "Scanned by " + told.word("scanner") + ".";
            case "scan.conflict.v1" -> "Scanned by " + told.word("scanner") + " with contradicting codes.";
            case "scan.no-read.v1" -> "Scanned by " + told.word("scanner") + " without a read.";
            case "customs.released-on-floor.v1" ->
                "Released on the floor by " + told.word("by") + " as " + told.word("role") + " until "
                        + told.word("until") + ", because of " + told.word("reason") + "; before: "
                        + told.word("former") + ".";
            case "customs.inspected-on-floor.v1" ->
                "Inspected by " + told.word("by") + (told.yes("passed") ? ", nothing found." : ", it stays.");
            case "customs.floor-release-refused.v1" ->
                "Not released on the floor" + told.after(" for ", "by") + ": " + told.word("why") + ".";
            case "customs.floor-release-withdrawn.v1" ->
                "Its release on the floor was taken back by " + told.word("by") + " as " + told.word("role")
                        + "; customs' own word: " + told.word("former") + ".";
            case "container.added.v1" -> "Put into container " + told.word("container") + ".";
            case "container.removed.v1" -> "Taken out of container " + told.word("container") + ".";
            case "container.wrong.v1" ->
                "Does not belong in container " + told.word("container") + ": " + told.word("reason") + ".";
            case "container.customs-changed.v1" ->
                (told.word("customs").equals("released")
                                ? "Customs lets it go again"
                                : "Customs no longer lets it go (" + told.word("customs") + ")")
                        + "; it lies in container " + told.word("container") + ".";
            case "alarm.parcel-clock.v1" ->
                "Its " + told.word("clock") + " clock is " + told.word("stage") + ", due " + told.word("due") + ".";
            default -> "Event " + type + told.after(": ", "reason") + ".";
        };
    }

    private static String read(Told told) {
        String where = "scanner " + told.word("scanner") + told.after(" in area ", "area");
        List<String> subjects = told.words("subjects");
        return switch (subjects.size()) {
            case 0 -> "Not read by " + where + ".";
            case 1 -> "Read by " + where + " as " + subjects.getFirst() + ".";
            default -> "Read by " + where + " as several: " + String.join(", ", subjects) + ".";
        };
    }

    private static String decided(Told told) {
        String chute = told.word("chute");
        StringBuilder text = new StringBuilder("Decided: ")
                .append(chute.isEmpty() ? "no chute, it goes round" : "chute " + chute)
                .append(", by ")
                .append(told.word("step"))
                .append(told.after(" rule ", "rule"));
        if (told.hasReason()) {
            text.append(", because of ").append(told.word("reason"));
        }
        String clock = told.word("clock");
        if (!clock.isEmpty()) {
            text.append("; ")
                    .append(told.number("leftS") / 60)
                    .append(" min left to ")
                    .append(clock);
        }
        List<String> inputs = told.words("inputs");
        return text.append(inputs.isEmpty() ? "." : " (" + String.join(" ", inputs) + ").")
                .toString();
    }

    private static String ended(Told told) {
        String why = told.hasReason() ? ": " + told.word("reason") : "";
        String chute = told.word("chute");
        String at = chute.isEmpty() ? "" : " at chute " + chute;
        return switch (told.word("outcome")) {
            case "confirmed" -> "Confirmed" + at + why + ".";
            case "unconfirmed" ->
                "Left for chute " + chute + ", but nobody saw it land; where it is, is unknown" + why + ".";
            case "missed" -> "Missed" + at + why + ".";
            case "wrong_chute" -> "Landed in the wrong chute" + at + why + ".";
            case "lost" -> "Lost: not seen where it must have come by" + why + ".";
            case "ran_out" -> "Ran out at the belt's end" + at + why + ".";
            case "recirculated" -> "Went round again" + why + ".";
            default -> "Ended as " + told.word("outcome") + at + why + ".";
        };
    }

    /** Members of one event, with an answer also where there is none. */
    private record Told(Map<String, Object> data) {
        String word(String key) {
            Object value = data.get(key);
            return value == null ? "" : value.toString();
        }

        /** The value with something before it, or nothing at all. */
        String after(String before, String key) {
            String value = word(key);
            return value.isEmpty() ? "" : before + value;
        }

        long number(String key) {
            return data.get(key) instanceof Long number ? number : 0;
        }

        boolean yes(String key) {
            return Boolean.TRUE.equals(data.get(key));
        }

        boolean hasReason() {
            String reason = word("reason");
            return !reason.isEmpty() && !reason.equals("none");
        }

        List<String> words(String key) {
            return data.get(key) instanceof List<?> list
                    ? list.stream().map(Object::toString).toList()
                    : List.of();
        }
    }
}
