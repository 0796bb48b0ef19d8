package hubfloor.agent;

import hubfloor.event.StoredEvent;
import hubfloor.port.EventStore.Outcome;
import hubfloor.port.EventStore.Refusal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** What became of one appended event, for a thread that waits for it: told by the store's writer, read by one other. */
final class Awaited implements Outcome {
    private final CompletableFuture<Told> told = new CompletableFuture<>();

    private record Told(
            @Nullable StoredEvent event, @Nullable Refusal refused) {}

    @Override
    public void stored(StoredEvent event) {
        told.complete(new Told(event, null));
    }

    @Override
    public void refused(Refusal why) {
        told.complete(new Told(null, why));
    }

    /** Waits; null when it was refused, and {@link #refusal} says why. */
    @Nullable
    StoredEvent event() throws InterruptedException {
        return get().event;
    }

    /** Waits; null when it was stored. */
    @Nullable
    Refusal refusal() throws InterruptedException {
        return get().refused;
    }

    private Told get() throws InterruptedException {
        try {
            return told.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
