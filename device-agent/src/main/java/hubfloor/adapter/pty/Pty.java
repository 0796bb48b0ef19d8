package hubfloor.adapter.pty;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A serial cable inside the machine: what is written here comes out of the port at {@link #path}, and the other way
 * round. The line is raw (no echo, no line editing), as {@code cfmakeraw(3)} leaves it.
 *
 * <p>While open, this end also holds the port's end, so that a reader may come and go without the line hanging up;
 * {@link #close} pulls the cable: the reader sees its port vanish. One thread may write at a time.
 */
public final class Pty implements AutoCloseable {
    /** {@code struct termios} is 60 bytes on 64-bit Linux (asm-generic/termbits.h plus glibc's speeds); room to spare. */
    private static final int TERMIOS_BYTES = 128;

    private static final int NAME_BYTES = 128;

    private final CLibrary c;
    private final int controller;
    private final int port;
    private final String path;
    private boolean closed;

    private Pty(CLibrary c, int controller, int port, String path) {
        this.c = c;
        this.controller = controller;
        this.port = port;
        this.path = path;
    }

    /** Opens a fresh pair. */
    public static Pty open() throws IOException {
        CLibrary c = new CLibrary();
        int controller =
                c.check("posix_openpt", c.posixOpenpt(CLibrary.O_RDWR | CLibrary.O_NOCTTY | CLibrary.O_CLOEXEC));
        try (Arena arena = Arena.ofConfined()) {
            c.check("grantpt", c.grantpt(controller));
            c.check("unlockpt", c.unlockpt(controller));
            MemorySegment name = arena.allocate(NAME_BYTES);
            c.check("ptsname_r", -c.ptsname(controller, name, NAME_BYTES));
            int port = c.check("open", c.open(name, CLibrary.O_RDWR | CLibrary.O_NOCTTY | CLibrary.O_CLOEXEC));
            MemorySegment termios = arena.allocate(TERMIOS_BYTES, 8);
            c.check("tcgetattr", c.tcgetattr(port, termios));
            c.cfmakeraw(termios);
            c.check("tcsetattr", c.tcsetattr(port, 0, termios));
            return new Pty(c, controller, port, name.getString(0));
        } catch (IOException e) {
            c.close(controller);
            throw e;
        }
    }

    /** The port's device file, {@code /dev/pts/7}. */
    public String path() {
        return path;
    }

    /** Sends bytes down the cable; waits while the port's buffer is full, as a scanner with flow control would. */
    public synchronized void write(byte[] bytes) throws IOException {
        if (closed) {
            throw new IOException("the cable is pulled");
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
            for (long at = 0; at < bytes.length; ) {
                at += c.check("write", (int) c.write(controller, out.asSlice(at), bytes.length - at));
            }
        }
    }

    /** Takes what the reader's side has sent; waits for at least one byte. Returns -1 when nobody can send any more. */
    public int read(byte[] into) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment in = arena.allocate(into.length);
            long n = c.read(controller, in, into.length);
            if (n <= 0) {
                return -1;
            }
            MemorySegment.copy(in, ValueLayout.JAVA_BYTE, 0, into, 0, (int) n);
            return (int) n;
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            c.close(port);
            c.close(controller);
        }
    }
}
