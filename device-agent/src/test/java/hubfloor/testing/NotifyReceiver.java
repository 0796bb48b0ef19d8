package hubfloor.testing;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** systemd's end of sd_notify: a real Unix datagram socket that keeps what it is told. One thread. */
public final class NotifyReceiver implements AutoCloseable {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int BYTES_MAX = 4096;
    private static final Linker LINKER = Linker.nativeLinker();

    private final MethodHandle recv =
            link("recv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private final String name;
    private final int fd;
    private final List<String> heard = new ArrayList<>();

    private NotifyReceiver(String name) {
        this.name = name;
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        if (path[0] == '@') {
            path[0] = 0;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(2 + path.length, 2);
            address.set(JAVA_SHORT, 0, (short) AF_UNIX);
            MemorySegment.copy(path, 0, address, JAVA_BYTE, 2, path.length);
            fd = (int) link("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT))
                    .invokeExact(AF_UNIX, SOCK_DGRAM, 0);
            int bound = (int) link("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT))
                    .invokeExact(fd, address, (int) address.byteSize());
            if (fd < 0 || bound < 0) {
                throw new IllegalStateException("no datagram socket at " + name);
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a file, the way systemd does on a device. */
    public static NotifyReceiver at(Path file) {
        return new NotifyReceiver(file.toString());
    }

    /** As an abstract name, the way containers do. */
    public static NotifyReceiver named(String name) {
        return new NotifyReceiver("@" + name);
    }

    /** What the process finds as {@code NOTIFY_SOCKET}. */
    public String name() {
        return name;
    }

    /** Everything told so far, in order. */
    public List<String> heard() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment into = arena.allocate(BYTES_MAX);
            for (long n = receive(into); n > 0; n = receive(into)) {
                heard.add(new String(into.asSlice(0, n).toArray(JAVA_BYTE), StandardCharsets.UTF_8));
            }
        }
        return List.copyOf(heard);
    }

    public long count(String word) {
        return heard().stream().filter(word::equals).count();
    }

    /** Waits until this was told more often than so many times. */
    public void awaitMore(String word, long before, Duration limit) {
        Await.until(word + " told more than " + before + " times, heard " + heard(), limit, () -> count(word) > before);
    }

    private long receive(MemorySegment into) {
        try {
            return (long) recv.invokeExact(fd, into, into.byteSize(), MSG_DONTWAIT);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            int result = (int)
                    link("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT)).invokeExact(fd);
            if (result < 0) {
                throw new IllegalStateException("close failed");
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("restricted") // the JDK has no datagrams over Unix sockets
    private static MethodHandle link(String function, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(function), descriptor);
    }
}
