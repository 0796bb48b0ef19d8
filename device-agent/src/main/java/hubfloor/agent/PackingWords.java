package hubfloor.agent;

import hubfloor.agent.StaffFeedback.Light;
import hubfloor.container.Answer;
import java.util.Locale;

/**
 * What staff at a build-up station see for an answer. Green is something done; everything that needs a hand is red and
 * says what to do.
 *
 * @param reason one word for machines and translations
 * @param words up to the first full stop what happened, then what to do
 */
record PackingWords(Light light, String reason, String words) {
    static final PackingWords TAKE_OUT =
            new PackingWords(Light.GREEN, "take-out", "Take out. Scan the parcel that comes out of the container");
    static final PackingWords KIND_ONLY = new PackingWords(
            Light.RED, "no-serial", "This label names no single container. Scan the one with a serial number");

    static PackingWords of(Answer answer) {
        String name = shown(answer.container());
        String in = answer.count() == 1 ? "1 inside" : answer.count() + " inside";
        return switch (answer.result()) {
            case OPENED ->
                green(
                        answer,
                        "Open: " + name
                                + (answer.other().isEmpty() ? "" : ". " + shown(answer.other()) + " is closed, " + in));
            case OPEN_ALREADY -> green(answer, "Open: " + name + ", empty");
            case ADDED -> green(answer, "In " + name + ". " + in);
            case ALREADY_IN_THIS -> green(answer, "Already in " + name);
            case ALREADY_IN_ANOTHER ->
                red(
                        answer,
                        "Wrong container. It belongs in " + shown(answer.other()) + ", where it was scanned before");
            case WRONG_DESTINATION ->
                red(
                        answer,
                        "Wrong container. " + name + " is for another "
                                + answer.reason().replace("other_", ""));
            case REMOVED -> green(answer, "Out of " + name + ". " + in);
            case NOT_IN_THIS -> red(answer, "It was not in " + name);
            case CLOSED ->
                answer.other().isEmpty()
                        ? green(answer, "Closed: " + name + ". " + in)
                        : red(
                                answer,
                                "Closed, and customs holds " + shown(answer.other())
                                        + " in it. It must not leave: call the supervisor");
            case HELD_INSIDE ->
                red(answer, "Not closed. Customs holds " + shown(answer.other()) + " in it: take it out first");
            case CUSTOMS_CHANGED -> red(answer, "Customs has changed its word on a parcel in " + name);
            case CLOSED_ALREADY ->
                red(answer, name + " is closed already. Scan its label once more to open it anew, empty");
            case LOADED -> green(answer, "Loaded into " + name + ". " + in);
            case OPEN_ELSEWHERE -> red(answer, name + " is open or loaded elsewhere. Close or unload it there first");
            case UNKNOWN -> red(answer, "No container is open. Scan its label first, then the parcel again");
            case FULL -> red(answer, name + " is full. Close it and open another one");
            case TOO_MANY_OPEN -> red(answer, "Too many containers are open. Close some first");
        };
    }

    /** Without scheme and brackets, as a person finds it on the label. */
    private static String shown(String container) {
        String value = container.substring(container.indexOf('/') + 1);
        return value.replaceFirst("^\\(800[34]\\)", "");
    }

    private static PackingWords green(Answer answer, String words) {
        return new PackingWords(Light.GREEN, word(answer), words);
    }

    private static PackingWords red(Answer answer, String words) {
        return new PackingWords(Light.RED, word(answer), words);
    }

    private static String word(Answer answer) {
        return answer.result().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
