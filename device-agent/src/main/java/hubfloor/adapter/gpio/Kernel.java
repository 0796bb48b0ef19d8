package hubfloor.adapter.gpio;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The eight system calls a GPIO driver needs. Each answers as the kernel does: a result of 0 or more, or minus the errno.
 * None allocates; any thread. Constants from asm-generic/fcntl.h, asm-generic/poll.h and asm-generic/errno.h, which
 * x86-64 and arm64 share.
 */
final class Kernel {
    static final int O_RDWR = 2;
    static final int O_CLOEXEC = 0x80000;
    static final int O_NONBLOCK = 0x800;

    private static final int F_SETFL = 4;

    static final short POLLIN = 1;
    static final short POLLERR = 8;
    static final short POLLHUP = 16;

    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int EINTR = 4;
    static final int EIO = 5;
    static final int EAGAIN = 11;
    static final int EACCES = 13;
    static final int EBUSY = 16;
    static final int ENODEV = 19;
    static final int EINVAL = 22;

    /**
     * <pre>
     *   struct pollfd (asm-generic/poll.h)    0 fd s32 | 4 events s16 | 6 revents s16                          8 bytes
     * </pre>
     */
    static final int POLLFD_BYTES = 8;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle OPEN = link("open", 2, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle CLOSE = link("close", 0, JAVA_INT, JAVA_INT);
    private static final MethodHandle FCNTL = link("fcntl", 2, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle IOCTL = link("ioctl", 2, JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS);
    private static final MethodHandle POLL = link("poll", 0, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle READ = link("read", 0, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle WRITE = link("write", 0, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle EVENTFD = link("eventfd", 0, JAVA_INT, JAVA_INT, JAVA_INT);

    /** Where a call leaves its errno, one a thread. */
    private static final ThreadLocal<MemorySegment> STATE =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(CALL_STATE));

    private Kernel() {}

    static int open(String path, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = STATE.get();
            return answer((int) OPEN.invokeExact(state, arena.allocateFrom(path), flags), state);
        } catch (Throwable broken) {
            throw unlinked(broken);
        }
    }

    static int close(int fd) {
        try {
            MemorySegment state = STATE.get();
            return answer((int) CLOSE.invokeExact(state, fd), state);
        } catch (Throwable broken) {
            throw unlinked(broken);
        }
    }

    static int ioctl(int fd, long request, MemorySegment struct) {
        try {
            MemorySegment state = STATE.get();
            return answer((int) IOCTL.invokeExact(state, fd, request, struct), state);
        } catch (Throwable broken) {
            throw unlinked(broken);
        }
    }

    static int poll(MemorySegment fds, int count, int timeoutMs) {
        try {
            MemorySegment state = STATE.get();
            return answer((int) POLL.invokeExact(state, fds, (long) count, timeoutMs), state);
        } catch (Throwable broken) {
            throw unlinked(broken);
        }
    }

    static int read(int fd, MemorySegment into) {
        try {
            MemorySegment state = STATE.get();
            return answer((int) (long) READ.invokeExact(state, fd, into, into.byteSize()), state);
        } catch (Throwable broken) {
            throw unlinked(broken);
        }
    }

    static int write(int fd, MemorySegment from) {
        try {
            MemorySegment state = STATE.get();
            return answer((int) (long) WRITE.invokeExact(state, fd, from, from.byteSize()), state);
        } catch (Throwable broken) {
            throw unlinked(broken);
        }
    }

    /** A descriptor to be woken by: 8 bytes written to it make it readable until they are read. */
    static int eventfd() {
        try {
            MemorySegment state = STATE.get();
            return answer((int) EVENTFD.invokeExact(state, 0, O_CLOEXEC | O_NONBLOCK), state);
        } catch (Throwable broken) {
            throw unlinked(broken);
        }
    }

    /** Lets {@link #read} answer EAGAIN instead of waiting. */
    static int dontWait(int fd) {
        try {
            MemorySegment state = STATE.get();
            return answer((int) FCNTL.invokeExact(state, fd, F_SETFL, O_NONBLOCK), state);
        } catch (Throwable broken) {
            throw unlinked(broken);
        }
    }

    /** What the kernel meant, as people look it up. */
    static String word(int errno) {
        return switch (errno) {
            case EPERM -> "EPERM, not permitted";
            case ENOENT -> "ENOENT, no such file";
            case EIO -> "EIO, the chip's driver cannot do that";
            case EACCES -> "EACCES, no right";
            case EBUSY -> "EBUSY, in use";
            case ENODEV -> "ENODEV, the chip is gone";
            case EINVAL -> "EINVAL, the chip cannot do that";
            default -> "errno " + errno;
        };
    }

    private static int answer(int result, MemorySegment state) {
        return result >= 0 ? result : -(int) ERRNO.get(state, 0L);
    }

    private static IllegalStateException unlinked(Throwable broken) {
        return new IllegalStateException("the C library cannot be called: " + broken.getMessage(), broken);
    }

    /** @param variadic place of the first variadic argument, 0 = the function has none */
    @SuppressWarnings("restricted") // calling the kernel is what this class is for
    private static MethodHandle link(String name, int variadic, MemoryLayout result, MemoryLayout... arguments) {
        Linker.Option errno = Linker.Option.captureCallState("errno");
        Linker.Option[] options = variadic == 0
                ? new Linker.Option[] {errno}
                : new Linker.Option[] {errno, Linker.Option.firstVariadicArg(variadic)};
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments), options);
    }
}
