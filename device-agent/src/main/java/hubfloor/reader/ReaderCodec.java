package hubfloor.reader;

/**
 * A driver: the bytes of one reader in, typed messages out, and the bytes to write back. The port, the thread and the
 * clock are somebody else's, so a driver runs in a table test, behind a serial port, a socket or a file.
 *
 * <p>Promises, held by {@code ReaderCodecContract} for every driver: no input makes a method throw; the same bytes give
 * the same messages however they are cut; at most {@link #HELD_MAX} bytes are held; a silence leaves nothing held; and
 * good frames are found again after any noise, at the latest by the next silence. One thread.
 */
public interface ReaderCodec {
    /** Bound of what any driver may hold of an unfinished frame, in bytes. */
    int HELD_MAX = 1 << 18;

    /** A silence this long ends a partial frame, unless the driver says otherwise. */
    int SILENCE_MS = 100;

    /** The port has just been opened, or opened again: forget what was under way, and send what starts the reader. */
    void opened(ReaderOutput out);

    /** Takes the first {@code length} bytes as they came; {@code bytes} is the caller's again afterwards. */
    void feed(byte[] bytes, int length, ReaderOutput out);

    /**
     * Nothing came for {@link #silenceMs}: a frame under way will not be finished. Its first byte was no start; what is
     * held behind that is looked at again.
     */
    void silence(ReaderOutput out);

    /** Whether a frame is under way, so that the caller waits {@link #silenceMs} and then tells of the silence. */
    boolean pending();

    /** Sends a command, if this reader has it; otherwise nothing is written. */
    void command(ReaderCommand command, ReaderOutput out);

    /** How long the line must be quiet to end a partial frame, in milliseconds. */
    default int silenceMs() {
        return SILENCE_MS;
    }

    /** Milliseconds after which the caller sends {@link ReaderCommand#POLL} again; 0 for a reader that talks by itself. */
    default int pollEveryMs() {
        return 0;
    }
}
