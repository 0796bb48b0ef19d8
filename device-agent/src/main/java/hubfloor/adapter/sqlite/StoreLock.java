package hubfloor.adapter.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a second writer off a store: an operating-system lock on {@code <store>.lock}, which holds the owner's process
 * id for people. The kernel drops it when the process dies, so there is no stale lock; the file is never deleted,
 * because deleting it would let two processes lock two different files.
 */
final class StoreLock implements AutoCloseable {
    /** Stores open in this process. Asked first: closing a second descriptor would drop the first one's lock. */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private StoreLock(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static StoreLock take(Path store) throws StoreInUse, StoreUnavailable {
        Path path = Beside.file(store, ".lock");
        if (!OURS.add(path)) {
            throw new StoreInUse("the event store " + store + " is already open in this process, "
                    + ProcessHandle.current().pid());
        }
        boolean taken = false;
        try {
            StoreLock lock = take(store, path);
            taken = true;
            return lock;
        } finally {
            if (!taken) {
                OURS.remove(path);
            }
        }
    }

    private static StoreLock take(Path store, Path path) throws StoreInUse, StoreUnavailable {
        FileChannel channel;
        try {
            channel = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw Beside.unavailable(store, e);
        }
        FileLock lock = null;
        try {
            lock = channel.tryLock();
            if (lock == null) {
                throw new StoreInUse("the event store " + store + " is in use by process " + owner(channel)
                        + "; one device has one agent: stop that process, or give this one another store path");
            }
            byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pid), 0);
            return new StoreLock(path, channel);
        } catch (IOException e) {
            throw Beside.unavailable(store, e);
        } finally {
            if (lock == null) {
                Beside.closeQuietly(channel);
            }
        }
    }

    /** Who holds it now; takes it for a moment to find out, and makes no file. */
    static Optional<String> owner(Path store) throws StoreUnavailable {
        Path path = Beside.file(store, ".lock");
        if (OURS.contains(path)) {
            return Optional.of(Long.toString(ProcessHandle.current().pid()));
        }
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null ? Optional.of(owner(channel)) : Optional.empty();
        } catch (IOException e) {
            throw Beside.unavailable(store, e);
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
        OURS.remove(path);
    }
}
