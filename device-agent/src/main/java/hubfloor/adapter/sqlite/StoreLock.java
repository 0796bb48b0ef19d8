package hubfloor.adapter.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second writer off a store: an operating-system lock on {@code <store>.lock}, which holds the owner's process
 * id for people. The kernel drops it when the process dies, so there is no stale lock; the file is never deleted,
 * because deleting it would let two processes lock two different files.
 */
final class StoreLock implements AutoCloseable {
    private final FileChannel channel;

    private StoreLock(FileChannel channel) {
        this.channel = channel;
    }

    static StoreLock take(Path store) throws StoreInUse, StoreUnavailable {
        Path path = Beside.file(store, ".lock");
        FileChannel channel;
        try {
            channel = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw Beside.unavailable(store, e);
        }
        FileLock lock = null;
        try {
            lock = tryLock(channel);
            if (lock == null) {
                throw new StoreInUse("the event store " + store + " is in use by process " + owner(channel)
                        + "; one device has one agent: stop that process, or give this one another store path");
            }
            byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pid), 0);
            return new StoreLock(channel);
        } catch (IOException e) {
            throw Beside.unavailable(store, e);
        } finally {
            if (lock == null) {
                Beside.closeQuietly(channel);
            }
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // this very process has it
        }
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(20);
        channel.read(bytes, 0);
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
        return text.isEmpty() ? "(unknown)" : text;
    }

    @Override
    public void close() {
        Beside.closeQuietly(channel);
    }
}
