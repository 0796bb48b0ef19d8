package hubfloor.config.load;

import java.util.List;

/**
 * What became of a file: taken whole, or refused whole with every reason found. There is no half-read config.
 *
 * @param <T> what the file describes
 */
public sealed interface Loaded<T> {
    /** The file passed every check. */
    record Accepted<T>(T value) implements Loaded<T> {}

    /** The file is not used at all. */
    record Refused<T>(List<Problem> problems) implements Loaded<T> {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
