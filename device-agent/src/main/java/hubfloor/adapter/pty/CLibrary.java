package hubfloor.adapter.pty;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** The C library's calls for pseudo-terminals; constants from asm-generic/fcntl.h, which x86-64 and arm64 share. */
final class CLibrary {
    static final int O_RDWR = 2;
    static final int O_NOCTTY = 0x100;
    static final int O_CLOEXEC = 0x80000;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final int EINTR = 4;

    private final MethodHandle posixOpenpt = link("posix_openpt", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private final MethodHandle grantpt = link("grantpt", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private final MethodHandle unlockpt = link("unlockpt", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private final MethodHandle ptsname =
            link("ptsname_r", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG));
    private final MethodHandle open = link("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), 2);
    private final MethodHandle close = link("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private final MethodHandle read = link("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private final MethodHandle write = link("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private final MethodHandle tcgetattr = link("tcgetattr", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
    private final MethodHandle tcsetattr =
            link("tcsetattr", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
    private final MethodHandle cfmakeraw = link("cfmakeraw", FunctionDescriptor.ofVoid(ADDRESS));

    /** Written by the calls themselves; a pair of terminals is used by one or two threads, each call checks at once. */
    private final ThreadLocal<MemorySegment> callState =
            ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(CALL_STATE));

    int posixOpenpt(int flags) {
        return call(() -> (int) posixOpenpt.invokeExact(callState.get(), flags));
    }

    int grantpt(int fd) {
        return call(() -> (int) grantpt.invokeExact(callState.get(), fd));
    }

    int unlockpt(int fd) {
        return call(() -> (int) unlockpt.invokeExact(callState.get(), fd));
    }

    int ptsname(int fd, MemorySegment name, long bytes) {
        return call(() -> (int) ptsname.invokeExact(callState.get(), fd, name, bytes));
    }

    int open(MemorySegment path, int flags) {
        return call(() -> (int) open.invokeExact(callState.get(), path, flags));
    }

    int close(int fd) {
        return call(() -> (int) close.invokeExact(callState.get(), fd));
    }

    long read(int fd, MemorySegment into, long bytes) {
        return call(() -> {
            long n;
            do {
                n = (long) read.invokeExact(callState.get(), fd, into, bytes);
            } while (n < 0 && errno() == EINTR);
            return n;
        });
    }

    long write(int fd, MemorySegment from, long bytes) {
        return call(() -> {
            long n;
            do {
                n = (long) write.invokeExact(callState.get(), fd, from, bytes);
            } while (n < 0 && errno() == EINTR);
            return n;
        });
    }

    int tcgetattr(int fd, MemorySegment termios) {
        return call(() -> (int) tcgetattr.invokeExact(callState.get(), fd, termios));
    }

    int tcsetattr(int fd, int when, MemorySegment termios) {
        return call(() -> (int) tcsetattr.invokeExact(callState.get(), fd, when, termios));
    }

    void cfmakeraw(MemorySegment termios) {
        call(() -> {
            cfmakeraw.invokeExact(callState.get(), termios);
            return 0;
        });
    }

    int check(String name, int result) throws IOException {
        if (result < 0) {
            throw new IOException(name + " failed, errno " + errno());
        }
        return result;
    }

    private int errno() {
        return (int) ERRNO.get(callState.get(), 0L);
    }

    private interface Call<T> {
        T run() throws Throwable;
    }

    private static <T> T call(Call<T> call) {
        try {
            return call.run();
        } catch (Throwable broken) {
            throw new IllegalStateException("the C library cannot be called: " + broken.getMessage(), broken);
        }
    }

    @SuppressWarnings("restricted") // calling the C library is what this class is for
    private static MethodHandle link(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), descriptor, Linker.Option.captureCallState("errno"));
    }

    @SuppressWarnings("restricted") // calling the C library is what this class is for
    private static MethodHandle link(String name, FunctionDescriptor descriptor, int firstVariadic) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                descriptor,
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(firstVariadic));
    }
}
