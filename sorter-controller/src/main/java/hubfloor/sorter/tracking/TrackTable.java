package hubfloor.sorter.tracking;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All tracks on the belt in the order in which they lie, the one furthest downstream first. Never a queue: a track is
 * found by its place, and one that goes missing shifts no other.
 *
 * <p>Bounded: {@link #add} refuses above {@code bound}; whoever adds decides what becomes of that parcel. One thread.
 */
public final class TrackTable<T extends Track> {
    private final int bound;
    private final List<T> tracks = new ArrayList<>();

    public TrackTable(int bound) {
        this.bound = bound;
    }

    /** False when the table is full; the track is then not in it. */
    public boolean add(T track) {
        if (tracks.size() >= bound) {
            return false;
        }
        int index = tracks.size();
        while (index > 0 && tracks.get(index - 1).zeroUm() > track.zeroUm()) {
            index--;
        }
        tracks.add(index, track);
        return true;
    }

    public void remove(T track) {
        tracks.remove(track);
    }

    public int size() {
        return tracks.size();
    }

    public T at(int index) {
        return tracks.get(index);
    }

    /** The next one downstream; null for none. */
    public @Nullable T ahead(Track track) {
        int index = tracks.indexOf(track);
        return index <= 0 ? null : tracks.get(index - 1);
    }

    /** The next one upstream; null for none. */
    public @Nullable T behind(Track track) {
        int index = tracks.indexOf(track);
        return index < 0 || index + 1 >= tracks.size() ? null : tracks.get(index + 1);
    }

    public @Nullable T byNumber(long number) {
        for (int i = 0; i < tracks.size(); i++) {
            if (tracks.get(i).number() == number) {
                return tracks.get(i);
            }
        }
        return null;
    }

    /** Whether another track's leading edge lies between those of two. */
    public boolean anyBetween(Track front, Track back) {
        for (int i = 0; i < tracks.size(); i++) {
            T each = tracks.get(i);
            if (!each.equals(front)
                    && !each.equals(back)
                    && each.zeroUm() >= front.zeroUm()
                    && each.zeroUm() <= back.zeroUm()) {
                return true;
            }
        }
        return false;
    }

    /** After a track was anchored anew: keeps the order by place. */
    public void settle(T track) {
        int index = tracks.indexOf(track);
        boolean ordered = (index <= 0 || tracks.get(index - 1).zeroUm() <= track.zeroUm())
                && (index + 1 >= tracks.size() || tracks.get(index + 1).zeroUm() >= track.zeroUm());
        if (index >= 0 && !ordered) {
            tracks.remove(index);
            add(track);
        }
    }
}
