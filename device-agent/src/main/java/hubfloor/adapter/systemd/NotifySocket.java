package hubfloor.adapter.systemd;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;

/**
 * Sends datagrams to a Unix socket, which the JDK cannot do: its Unix sockets are streams. One descriptor, kept for the
 * life of the process. Constants from linux/socket.h and asm-generic/fcntl.h, which x86-64 and arm64 share.
 *
 * <pre>
 *   struct sockaddr_un (linux/un.h):  sun_family u16 | sun_path char[108]
 *   a path that begins with '@' is an abstract name: its first byte is 0, and its length is told, not terminated
 * </pre>
 */
final class NotifySocket {
    private static final short AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int EINTR = 4;
    private static final int PATH_MAX = 108;
    private static final int FAMILY_BYTES = 2;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final MethodHandle sendto =
            link("sendto", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    private final byte[] path;
    private final int fd;

    /** @param name of the socket: a path, or {@code @} and an abstract name, as {@code NOTIFY_SOCKET} holds it */
    NotifySocket(String name) throws IOException {
        path = name.getBytes(StandardCharsets.UTF_8);
        if (path.length == 0 || path.length > PATH_MAX || (path[0] != '/' && path[0] != '@')) {
            throw new IOException("\"" + name + "\" is no name of a Unix socket");
        }
        if (path[0] == '@') {
            path[0] = 0;
        }
        fd = open();
    }

    /** Returns when the receiver has it. */
    synchronized void send(String words) throws IOException {
        byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CALL_STATE);
            MemorySegment message = arena.allocateFrom(JAVA_BYTE, bytes);
            MemorySegment address = arena.allocate(FAMILY_BYTES + path.length, 2);
            address.set(JAVA_SHORT, 0, AF_UNIX);
            MemorySegment.copy(path, 0, address, JAVA_BYTE, FAMILY_BYTES, path.length);
            long sent;
            do {
                sent = sendTo(state, message, address);
            } while (sent < 0 && errno(state) == EINTR);
            if (sent < 0) {
                throw new IOException("sendto failed, errno " + errno(state));
            }
        }
    }

    private long sendTo(MemorySegment state, MemorySegment message, MemorySegment address) {
        try {
            return (long) sendto.invokeExact(
                    state, fd, message, message.byteSize(), MSG_NOSIGNAL, address, (int) address.byteSize());
        } catch (Throwable broken) {
            throw new IllegalStateException("the C library cannot be called: " + broken.getMessage(), broken);
        }
    }

    private static int open() throws IOException {
        MethodHandle socket = link("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CALL_STATE);
            int opened;
            try {
                opened = (int) socket.invokeExact(state, (int) AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
            } catch (Throwable broken) {
                throw new IllegalStateException("the C library cannot be called: " + broken.getMessage(), broken);
            }
            if (opened < 0) {
                throw new IOException("socket failed, errno " + errno(state));
            }
            return opened;
        }
    }

    private static int errno(MemorySegment state) {
        return (int) ERRNO.get(state, 0L);
    }

    @SuppressWarnings("restricted") // calling the C library is what this class is for
    private static MethodHandle link(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), descriptor, Linker.Option.captureCallState("errno"));
    }
}
