package hubfloor.adapter.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the mark file when it is due. A mark that could not be written for want of room is only an older, safe one. */
final class MarkKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(MarkKeeper.class);

    private final Path store;
    private long marked;
    private boolean failureMarked;

    MarkKeeper(Path store, long last) {
        this.store = store;
        marked = last;
    }

    boolean due(long last) {
        return last - marked >= StoreMark.EVERY;
    }

    void startedAnew(long last) {
        marked = last;
    }

    /** @return words when the disk failed, else null */
    @Nullable
    String mark(String epoch, long last, StoreMark.State state) {
        marked = last; // in want of room it is tried again after the next thousand
        try {
            new StoreMark(epoch, last, state).write(store);
            return null;
        } catch (IOException e) {
            String words = String.valueOf(e.getMessage());
            if (words.contains("No space left") || words.contains("quota")) {
                LOG.warn("mark file not written: {}", words);
                return null;
            }
            return "mark file: " + words;
        }
    }

    /** Once; the low-water number is kept as it was. */
    void markFailed(String epoch, long atLeast) {
        if (failureMarked) {
            return;
        }
        failureMarked = true;
        try {
            new StoreMark(epoch, atLeast, StoreMark.State.FAILED).write(store);
        } catch (IOException e) {
            LOG.warn("mark file not written: {}; it still says open, which is checked too", e.toString());
        }
    }
}
