package hubfloor.adapter.sqlite;

import hubfloor.event.StoredEvent;
import hubfloor.port.EventStore;
import hubfloor.port.EventStoreContract;
import hubfloor.port.LifeSign;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;

/**
 * A process to be killed, or whose disk is made to fail: {@code CrashingWriter STORE IN_FLIGHT COUNT}. Writes to its
 * standard output, unbuffered, one line for every outcome as it is told: {@code stored SEQ N} or {@code refused WHY}, and
 * {@code failed} when the store says so. Exits 3 then.
 */
final class CrashingWriter {
    private CrashingWriter() {}

    public static void main(String[] args) throws Exception {
        int inFlight = Integer.parseInt(args[1]);
        int count = Integer.parseInt(args[2]);
        try (PrintStream out =
                new PrintStream(new FileOutputStream(java.io.FileDescriptor.out), false, StandardCharsets.US_ASCII)) {
            Semaphore failed = new Semaphore(0);
            SqliteEventStore store = SqliteEventStore.open(
                    Floor.config(Path.of(args[0])),
                    java.util.List.of(),
                    new Floor.TestClock(),
                    words -> {
                        out.println("failed");
                        failed.release();
                    },
                    LifeSign.UNWATCHED);
            out.println("epoch " + store.epoch());
            Semaphore room = new Semaphore(inFlight);
            for (int i = 0; i < count; i++) {
                room.acquire();
                int n = i;
                store.append(EventStoreContract.event(n), new EventStore.Outcome() {
                    @Override
                    public void stored(StoredEvent event) {
                        out.println("stored " + event.seq() + " " + n);
                        room.release();
                    }

                    @Override
                    public void refused(EventStore.Refusal why) {
                        out.println("refused " + why);
                        room.release();
                    }
                });
            }
            room.acquire(inFlight);
            if (failed.tryAcquire()) {
                Runtime.getRuntime().halt(3);
            }
            store.close();
        }
    }
}
