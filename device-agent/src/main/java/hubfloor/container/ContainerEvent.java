package hubfloor.container;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that happened to a container, as it is stored and told to central. All of one container in order are its
 * story, and what lies in it can be told from them alone. Containers and parcels are named {@code scheme/value}; a
 * parcel on which a line read nothing {@code line/3f2a9c01-81234/17}.
 */
public sealed interface ContainerEvent {
    String container();

    String type();

    /** What the envelope is about: the parcel where there is one with a name, else the container. */
    default String subject() {
        return container();
    }

    Map<String, Object> data();

    /**
     * From now on what comes to this place goes in.
     *
     * @param boundTo chute, or the station's own name
     * @param purpose its country and service; the chute is {@code boundTo}
     */
    record Opened(String container, String kind, String boundTo, Purpose purpose) implements ContainerEvent {
        static final String TYPE = "container.opened.v1";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public Map<String, Object> data() {
            Map<String, Object> data = members(container);
            data.put("kind", kind);
            data.put("boundTo", boundTo);
            data.put("chute", purpose.chute());
            data.put("country", purpose.country());
            data.put("service", purpose.service());
            return data;
        }
    }

    record Added(String container, String parcel) implements ContainerEvent {
        static final String TYPE = "container.added.v1";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String subject() {
            return ofParcel(parcel);
        }

        @Override
        public Map<String, Object> data() {
            return members(container, "parcel", parcel);
        }
    }

    record Removed(String container, String parcel) implements ContainerEvent {
        static final String TYPE = "container.removed.v1";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String subject() {
            return ofParcel(parcel);
        }

        @Override
        public Map<String, Object> data() {
            return members(container, "parcel", parcel);
        }
    }

    /**
     * Customs no longer lets go what lies in an open container, or lets it go again.
     *
     * @param customs what it says now, one word; {@value #RELEASED} takes the others back
     */
    record CustomsChanged(String container, String parcel, String customs) implements ContainerEvent {
        public static final String RELEASED = "released";
        static final String TYPE = "container.customs-changed.v1";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String subject() {
            return ofParcel(parcel);
        }

        @Override
        public Map<String, Object> data() {
            return members(container, "parcel", parcel, "customs", customs);
        }
    }

    /** A parcel that does not belong there was put to it, or fell into it. It does not count among its contents. */
    record Wrong(String container, String parcel, String reason) implements ContainerEvent {
        static final String TYPE = "container.wrong.v1";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String subject() {
            return ofParcel(parcel);
        }

        @Override
        public Map<String, Object> data() {
            Map<String, Object> data = members(container, "parcel", parcel);
            data.put("reason", reason);
            return data;
        }
    }

    /**
     * Nothing goes in any more.
     *
     * @param parcels all of them, in order; empty when there are more than {@link #LISTED_MAX}
     * @param firstSeq number of the event by which the first of them came in, 0 for none; of the device's own numbers
     * @param lastSeq the same of the last
     */
    record Closed(String container, int count, List<String> parcels, long firstSeq, long lastSeq)
            implements ContainerEvent {
        /** More make the message too large; the events that added them say which they are. */
        public static final int LISTED_MAX = 200;

        static final String TYPE = "container.closed.v1";

        public Closed {
            parcels = List.copyOf(parcels);
        }

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public Map<String, Object> data() {
            Map<String, Object> data = members(container);
            data.put("count", (long) count);
            data.put("parcels", parcels);
            data.put("firstSeq", firstSeq);
            data.put("lastSeq", lastSeq);
            return data;
        }
    }

    /** A closed container went into another one. */
    record Loaded(String container, String into) implements ContainerEvent {
        static final String TYPE = "container.loaded.v1";

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public Map<String, Object> data() {
            return members(container, "into", into);
        }
    }

    /** Reads one back; empty for what is none, or was written by a newer program. */
    static Optional<ContainerEvent> of(String type, Map<String, ?> data) {
        String container = text(data, "container");
        if (container.isEmpty()) {
            return Optional.empty();
        }
        String parcel = text(data, "parcel");
        return switch (type) {
            case Opened.TYPE ->
                Optional.of(new Opened(
                        container,
                        text(data, "kind"),
                        text(data, "boundTo"),
                        new Purpose(text(data, "chute"), text(data, "country"), text(data, "service"))));
            case Added.TYPE -> Optional.of(new Added(container, parcel));
            case Removed.TYPE -> Optional.of(new Removed(container, parcel));
            case CustomsChanged.TYPE -> Optional.of(new CustomsChanged(container, parcel, text(data, "customs")));
            case Wrong.TYPE -> Optional.of(new Wrong(container, parcel, text(data, "reason")));
            case Closed.TYPE ->
                Optional.of(new Closed(
                        container,
                        (int) number(data, "count"),
                        data.get("parcels") instanceof List<?> list
                                ? list.stream().map(String::valueOf).toList()
                                : List.of(),
                        number(data, "firstSeq"),
                        number(data, "lastSeq")));
            case Loaded.TYPE -> Optional.of(new Loaded(container, text(data, "into")));
            default -> Optional.empty();
        };
    }

    private static String ofParcel(String parcel) {
        return parcel.startsWith("line/") ? "" : parcel;
    }

    private static Map<String, Object> members(String container, String... more) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("container", container);
        for (int i = 0; i < more.length; i += 2) {
            members.put(more[i], more[i + 1]);
        }
        return members;
    }

    private static String text(Map<String, ?> data, String name) {
        return data.get(name) instanceof String text ? text : "";
    }

    private static long number(Map<String, ?> data, String name) {
        return data.get(name) instanceof Long number ? number : 0;
    }
}
