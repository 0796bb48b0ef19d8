package hubfloor.adapter.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.port.EventStore;
import hubfloor.port.EventStoreContract;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryEventStoreTest extends EventStoreContract {
    private final AtomicLong names = new AtomicLong(0xabc);

    @Override
    protected EventStore open() {
        return open(100_000);
    }

    private EventStore open(int capacity) {
        return new MemoryEventStore(() -> String.format("%016x", names.getAndIncrement()), List.of(CENTRAL), capacity);
    }

    @Test
    void fullMemoryRefusesUntilReceiptsMakeRoom() throws Exception {
        try (EventStore small = open(10)) {
            assertThat(appendAll(small, 12).stream().filter(t -> t.why() == EventStore.Refusal.FULL))
                    .hasSize(2);
            small.receipted(CENTRAL, 5);
            assertThat(appendAll(small, 1).getFirst().event().seq()).isEqualTo(11);
        }
    }
}
