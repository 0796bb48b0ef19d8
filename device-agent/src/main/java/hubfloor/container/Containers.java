package hubfloor.container;

import hubfloor.container.Answer.Result;
import hubfloor.container.ContainerEvent.Added;
import hubfloor.container.ContainerEvent.Closed;
import hubfloor.container.ContainerEvent.CustomsChanged;
import hubfloor.container.ContainerEvent.Loaded;
import hubfloor.container.ContainerEvent.Opened;
import hubfloor.container.ContainerEvent.Removed;
import hubfloor.container.ContainerEvent.Wrong;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The open containers of one device and what lies in them: at most one at each place (a chute, or the station itself),
 * and no parcel in two of them. Asking changes nothing; an answer's events are stored first and then {@link #apply
 * applied}, so that nothing is known here that a power cut can take back. Between asking and applying nobody else may ask.
 *
 * <p>At most {@value #OPEN_MAX} open with {@value #PARCELS_MAX} parcels each; of closed ones only the names of the last
 * {@value #CLOSED_MAX} are known. One thread at a time.
 */
public final class Containers {
    public static final int OPEN_MAX = 256;
    public static final int PARCELS_MAX = 2_000;
    static final int CLOSED_MAX = 4_096;

    private final boolean loads;
    private final Map<String, Open> open = new LinkedHashMap<>();
    private final Map<String, Open> places = new HashMap<>();
    private final Map<String, String> holders = new HashMap<>();
    private final Map<String, Integer> closed = new LinkedHashMap<>();
    /** The place at which a closed container's label was the last thing scanned, and the container. */
    private final Map<String, String> askedAgain = new HashMap<>();

    /**
     * One open container; parcels in order, each with the number of the event that added it, and those of them that
     * customs no longer lets go, each with its word.
     */
    private record Open(Opened opened, LinkedHashMap<String, Long> parcels, LinkedHashMap<String, String> held) {
        String name() {
            return opened.container();
        }

        /** The first that customs no longer lets go; empty for none. */
        String firstHeld() {
            return held.isEmpty() ? "" : held.firstEntry().getKey();
        }

        Closed closing() {
            List<String> all = List.copyOf(parcels.keySet());
            List<String> listed = all.size() > Closed.LISTED_MAX ? List.of() : all;
            return all.isEmpty()
                    ? new Closed(name(), 0, listed, 0, 0)
                    : new Closed(
                            name(),
                            all.size(),
                            listed,
                            parcels.getOrDefault(all.getFirst(), 0L),
                            parcels.getOrDefault(all.getLast(), 0L));
        }
    }

    /** @param loads whether another container's label scanned at a place with an open one loads it into that one */
    public Containers(boolean loads) {
        this.loads = loads;
    }

    /**
     * A container's label was scanned: it is opened, closed or loaded, and one that was open here is closed by opening
     * the next.
     *
     * @param purpose what it is for, as far as anybody has told
     */
    public Answer label(String place, ContainerLabel label, Purpose purpose) {
        String name = label.name();
        String asked = askedAgain.remove(place);
        Open here = places.get(place);
        if (here != null && !here.held.isEmpty() && (here.name().equals(name) || !loads)) {
            return Answer.about(Result.HELD_INSIDE, here.name(), here.firstHeld(), "held_inside");
        }
        if (here != null && here.name().equals(name)) {
            return here.parcels.isEmpty()
                    ? Answer.of(Result.OPEN_ALREADY, name, 0)
                    : Answer.of(Result.CLOSED, name, here.parcels.size(), here.closing());
        }
        if (open.containsKey(name)) {
            return Answer.about(Result.OPEN_ELSEWHERE, name, "", "open_elsewhere");
        }
        if (loads && here != null) {
            return load(here, name, purpose);
        }
        if (closed.containsKey(name) && !name.equals(asked)) {
            askedAgain.put(place, name);
            return Answer.of(Result.CLOSED_ALREADY, name, closed.getOrDefault(name, 0));
        }
        return opening(place, label, purpose, here);
    }

    /** A container is bound to a place by an order, which need not ask twice; one that was open there is closed. */
    public Answer bind(String place, ContainerLabel label, Purpose purpose) {
        askedAgain.remove(place);
        Open here = places.get(place);
        if (here != null && here.name().equals(label.name())) {
            return Answer.of(Result.OPEN_ALREADY, label.name(), here.parcels.size());
        }
        if (open.containsKey(label.name())) {
            return Answer.about(Result.OPEN_ELSEWHERE, label.name(), "", "open_elsewhere");
        }
        return opening(place, label, purpose, here);
    }

    private Answer opening(String place, ContainerLabel label, Purpose purpose, @Nullable Open here) {
        String held = holders.getOrDefault(label.name(), "");
        if (!held.isEmpty() && here != null && here.name().equals(held)) {
            return Answer.about(Result.ALREADY_IN_THIS, held, "", "");
        }
        if (!held.isEmpty()) {
            return Answer.about(Result.OPEN_ELSEWHERE, label.name(), held, "loaded_before");
        }
        if (here == null && open.size() >= OPEN_MAX) {
            return Answer.about(Result.TOO_MANY_OPEN, "", "", "too_many_open");
        }
        Opened opened = new Opened(label.name(), label.kind().word(), place, purpose);
        return here == null
                ? Answer.of(Result.OPENED, label.name(), 0, opened)
                : new Answer(
                        Result.OPENED,
                        label.name(),
                        here.name(),
                        here.parcels.size(),
                        "",
                        List.of(here.closing(), opened));
    }

    private Answer load(Open into, String name, Purpose purpose) {
        return put(into, name, purpose, Result.LOADED, new Loaded(name, into.name()));
    }

    /** A parcel was scanned at a place, or an eye saw it land there as it was decided. */
    public Answer parcel(String place, String parcel, Purpose purpose) {
        askedAgain.remove(place);
        Open here = places.get(place);
        return here == null
                ? Answer.about(Result.UNKNOWN, "", "", "no_container")
                : put(here, parcel, purpose, Result.ADDED, new Added(here.name(), parcel));
    }

    private Answer put(Open here, String thing, Purpose purpose, Result done, ContainerEvent event) {
        String holder = holders.getOrDefault(thing, "");
        if (holder.equals(here.name())) {
            return Answer.of(Result.ALREADY_IN_THIS, holder, here.parcels.size());
        }
        if (!holder.isEmpty()) {
            return Answer.about(
                    Result.ALREADY_IN_ANOTHER,
                    here.name(),
                    holder,
                    "in_another",
                    new Wrong(here.name(), thing, "in_another"));
        }
        String contradiction = here.opened.purpose().contradiction(purpose);
        if (!contradiction.isEmpty()) {
            return Answer.about(
                    Result.WRONG_DESTINATION,
                    here.name(),
                    "",
                    contradiction,
                    new Wrong(here.name(), thing, contradiction));
        }
        if (here.parcels.size() >= PARCELS_MAX) {
            return Answer.about(Result.FULL, here.name(), "", "container_full");
        }
        return Answer.of(done, here.name(), here.parcels.size() + 1, event);
    }

    /**
     * Customs changed its word on a parcel; of interest only while it lies in an open container.
     *
     * @param word what it says now; {@link CustomsChanged#RELEASED} takes the others back
     */
    public Answer customs(String parcel, String word) {
        Open here = open.get(holders.getOrDefault(parcel, ""));
        boolean released = word.equals(CustomsChanged.RELEASED);
        if (here == null || (released ? !here.held.containsKey(parcel) : word.equals(here.held.get(parcel)))) {
            return Answer.about(Result.UNKNOWN, "", "", "");
        }
        return Answer.about(
                Result.CUSTOMS_CHANGED, here.name(), "", word, new CustomsChanged(here.name(), parcel, word));
    }

    /** An eye saw a parcel land at a place for which it was not decided; it counts among no container's contents. */
    public Answer landedWrong(String place, String parcel, String reason) {
        Open here = places.get(place);
        return here == null
                ? Answer.about(Result.UNKNOWN, "", "", "no_container")
                : Answer.about(
                        Result.WRONG_DESTINATION, here.name(), "", reason, new Wrong(here.name(), parcel, reason));
    }

    /** A parcel is taken out of the container at this place. */
    public Answer takeOut(String place, String parcel) {
        askedAgain.remove(place);
        Open here = places.get(place);
        if (here == null) {
            return Answer.about(Result.UNKNOWN, "", "", "no_container");
        }
        return here.parcels.containsKey(parcel)
                ? Answer.of(Result.REMOVED, here.name(), here.parcels.size() - 1, new Removed(here.name(), parcel))
                : Answer.of(Result.NOT_IN_THIS, here.name(), here.parcels.size());
    }

    /** What is open at this place is closed, also an empty one, and one in which something lies that customs holds. */
    public Answer close(String place) {
        askedAgain.remove(place);
        Open here = places.get(place);
        return here == null
                ? Answer.about(Result.UNKNOWN, "", "", "no_container")
                : new Answer(
                        Result.CLOSED,
                        here.name(),
                        here.firstHeld(),
                        here.parcels.size(),
                        here.held.isEmpty() ? "" : "held_inside",
                        List.of(here.closing()));
    }

    /**
     * Takes in what has been stored, now or before a restart. What does not fit any more changes nothing: an event may
     * be told twice.
     *
     * @param seq the event's number
     */
    public void apply(ContainerEvent event, long seq) {
        switch (event) {
            case Opened opened -> {
                closed.remove(opened.container());
                drop(opened.container());
                Open before = places.get(opened.boundTo());
                if (before != null) {
                    drop(before.name());
                }
                Open now = new Open(opened, new LinkedHashMap<>(), new LinkedHashMap<>());
                open.put(opened.container(), now);
                places.put(opened.boundTo(), now);
            }
            case Added added -> hold(added.container(), added.parcel(), seq);
            case Removed removed -> {
                Open from = open.get(removed.container());
                if (from != null && from.parcels.remove(removed.parcel()) != null) {
                    from.held.remove(removed.parcel());
                    holders.remove(removed.parcel());
                }
            }
            case CustomsChanged changed -> {
                Open about = open.get(changed.container());
                if (about != null && changed.customs().equals(CustomsChanged.RELEASED)) {
                    about.held.remove(changed.parcel());
                } else if (about != null && about.parcels.containsKey(changed.parcel())) {
                    about.held.put(changed.parcel(), changed.customs());
                }
            }
            case Wrong nothing -> {
                // it is not among the contents
            }
            case Closed closing -> {
                drop(closing.container());
                closed.remove(closing.container());
                closed.put(closing.container(), closing.count());
                if (closed.size() > CLOSED_MAX) {
                    closed.remove(closed.keySet().iterator().next());
                }
            }
            case Loaded loaded -> {
                closed.remove(loaded.container());
                hold(loaded.into(), loaded.container(), seq);
            }
        }
    }

    private void hold(String container, String thing, long seq) {
        Open into = open.get(container);
        if (into != null && holders.putIfAbsent(thing, container) == null) {
            into.parcels.put(thing, seq);
        }
    }

    private void drop(String name) {
        Open gone = open.remove(name);
        if (gone != null) {
            gone.parcels.keySet().forEach(holders::remove);
            String place = gone.opened.boundTo();
            if (at(place).filter(name::equals).isPresent()) {
                places.remove(place);
            }
        }
    }

    /** Name of the container that is open at a place. */
    public Optional<String> at(String place) {
        return Optional.ofNullable(places.get(place)).map(Open::name);
    }

    /** Where the open container is in which a parcel lies; empty when it lies in none. */
    public Optional<String> placeOf(String parcel) {
        return Optional.ofNullable(open.get(holders.getOrDefault(parcel, ""))).map(here -> here.opened.boundTo());
    }

    /** What lies in open containers and customs no longer lets go. */
    public List<String> held() {
        return open.values().stream()
                .flatMap(here -> here.held.keySet().stream())
                .toList();
    }

    /** What lies in an open container, in the order in which it came; empty for one that is not open. */
    public List<String> contents(String container) {
        Open here = open.get(container);
        return here == null ? List.of() : List.copyOf(here.parcels.keySet());
    }

    /** Names of all open ones, the oldest first. */
    public List<String> open() {
        return List.copyOf(open.keySet());
    }
}
