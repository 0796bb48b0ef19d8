package hubfloor.container;

import java.util.List;

/**
 * What containers say to one scan or one landed parcel.
 *
 * @param container the one it is about; empty where none is open
 * @param other the container that was closed by opening this one, or in which the parcel already is;
 *     the first parcel in it that customs holds, when it was closed or could not be; empty for none
 * @param count how many lie in {@code container} afterwards; when it was closed, in that one
 * @param reason one word, where something is wrong
 * @param events to be stored and then applied, in order; none when nothing changes
 */
public record Answer(
        Result result, String container, String other, int count, String reason, List<ContainerEvent> events) {
    public Answer {
        events = List.copyOf(events);
    }

    static Answer of(Result result, String container, int count, ContainerEvent... events) {
        return new Answer(result, container, "", count, "", List.of(events));
    }

    static Answer about(Result result, String container, String other, String reason, ContainerEvent... events) {
        return new Answer(result, container, other, 0, reason, List.of(events));
    }

    /** The kinds of answers. */
    public enum Result {
        OPENED,
        /** Its label again, and nothing is in it. */
        OPEN_ALREADY,
        ADDED,
        ALREADY_IN_THIS,
        /** Wrong: it was put into another one that is still open. */
        ALREADY_IN_ANOTHER,
        /** Wrong: it is for somewhere else, or was to fall elsewhere. */
        WRONG_DESTINATION,
        REMOVED,
        /** Nothing to take out. */
        NOT_IN_THIS,
        CLOSED,
        /** Not closed: customs no longer lets go {@code other}, which lies in it. */
        HELD_INSIDE,
        /** Customs changed its word on what lies in it. */
        CUSTOMS_CHANGED,
        /** Closed before; its label once more opens it anew. */
        CLOSED_ALREADY,
        LOADED,
        /** Open at another place, so it can be neither opened nor loaded here. */
        OPEN_ELSEWHERE,
        /** No container is open here. */
        UNKNOWN,
        /** No room for one more parcel. */
        FULL,
        /** No room for one more open container. */
        TOO_MANY_OPEN
    }
}
