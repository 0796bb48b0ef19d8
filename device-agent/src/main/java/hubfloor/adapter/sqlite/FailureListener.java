package hubfloor.adapter.sqlite;

/**
 * Told once, when the disk under the store has failed: from then on every event is refused, and the process must show
 * red and end with its store-failed exit code. Called on the store's writer thread or on the link's; must only enqueue.
 */
@FunctionalInterface
public interface FailureListener {
    void failed(String words);
}
