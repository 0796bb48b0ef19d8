package hubfloor.adapter.clock;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Asks the kernel whether a time source disciplines its clock: {@code adjtimex(2)} with {@code modes = 0} only reads.
 *
 * <pre>
 *   struct timex (linux/timex.h), 64 bit:  modes u32 | pad | offset s64 | freq s64 | maxerror s64 | esterror s64 | status s32 | ... 208 bytes
 * </pre>
 */
final class KernelClock {
    private static final int TIMEX_BYTES = 208;
    private static final int STATUS_OFFSET = 40;
    private static final int STA_UNSYNC = 0x0040;
    private static final int TIME_ERROR = 5;

    private final MethodHandle adjtimex;

    @SuppressWarnings("restricted") // calling the kernel is what this class is for
    KernelClock() {
        Linker linker = Linker.nativeLinker();
        adjtimex = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("adjtimex"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    }

    boolean synced() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment timex = arena.allocate(TIMEX_BYTES, 8);
            int state = (int) adjtimex.invokeExact(timex);
            return state >= 0
                    && state != TIME_ERROR
                    && (timex.get(ValueLayout.JAVA_INT, STATUS_OFFSET) & STA_UNSYNC) == 0;
        } catch (Throwable broken) {
            throw new IllegalStateException("adjtimex cannot be called: " + broken.getMessage(), broken);
        }
    }
}
