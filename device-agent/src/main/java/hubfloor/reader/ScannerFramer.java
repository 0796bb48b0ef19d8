package hubfloor.reader;

import hubfloor.config.model.ScannerProfile;
import hubfloor.reader.ReaderMessage.Broken;
import hubfloor.reader.ReaderMessage.Fault;

/**
 * Cuts a scanner's byte stream into telegrams, whatever the pieces it arrives in, and finds its feet again after noise.
 *
 * <pre>
 *   [prefix] data [suffix]        02 | 52 52 32 38 ... | 0D 0A
 * </pre>
 *
 * Holds at most {@code maxLength} bytes; a longer telegram is dropped up to its suffix and reported once. It knows no
 * clock: whoever reads the port calls {@link #silence} when the line was really quiet, so that a frozen process cannot
 * turn one telegram into two halves. One thread.
 */
public final class ScannerFramer implements ReaderCodec {
    private final byte[] prefix;
    private final byte[] suffix;
    private final byte[] triggerOn;
    private final byte[] triggerOff;
    private final byte[] buffer;
    private final TelegramReader reader;
    private final int silenceMs;

    private int held;
    private long dropped;
    private State state;

    private enum State {
        /** With a prefix: waiting for it. */
        OUTSIDE,
        /** Collecting data up to the suffix. */
        INSIDE,
        /** The telegram is already too long; waiting for its suffix. */
        TOO_LONG
    }

    public ScannerFramer(ScannerProfile profile) {
        prefix = hex(profile.prefix());
        suffix = hex(profile.suffix());
        triggerOn = hex(profile.triggerOn());
        triggerOff = hex(profile.triggerOff());
        buffer = new byte[profile.maxLength() + Math.max(prefix.length, suffix.length)];
        reader = new TelegramReader(profile);
        silenceMs = (int) profile.interByte().toMillis();
        state = start();
    }

    @Override
    public void opened(ReaderOutput out) {
        reset();
    }

    /** Takes bytes as they came; tells every telegram they complete. */
    @Override
    public void feed(byte[] bytes, int length, ReaderOutput out) {
        for (int i = 0; i < length; i++) {
            switch (state) {
                case OUTSIDE -> outside(bytes[i], out);
                case INSIDE -> inside(bytes[i], out);
                case TOO_LONG -> tooLong(bytes[i], out);
            }
        }
    }

    @Override
    public int silenceMs() {
        return silenceMs;
    }

    /** Sends the trigger bytes of the scanner's dialect; a hand scanner has none, it is triggered by its user. */
    @Override
    public void command(ReaderCommand command, ReaderOutput out) {
        byte[] bytes = command == ReaderCommand.STOP ? triggerOff : triggerOn;
        if (bytes.length > 0) {
            out.send(bytes.clone());
        }
    }

    /** The line has been quiet for the profile's inter-byte time: a telegram that was under way will not be finished. */
    @Override
    public void silence(ReaderOutput out) {
        switch (state) {
            case OUTSIDE -> reportNoise(out);
            case INSIDE -> {
                if (pending()) {
                    out.message(new Broken(Fault.SILENCE, held));
                }
            }
            case TOO_LONG -> out.message(new Broken(Fault.LENGTH, dropped + held));
        }
        reset();
    }

    /** Forgets a telegram under way, because the port it came from is gone: no half line joins one from the next port. */
    public void reset() {
        restart(start());
    }

    @Override
    public boolean pending() {
        return held > 0 || dropped > 0 || state == State.TOO_LONG || (prefix.length > 0 && state == State.INSIDE);
    }

    private void outside(byte b, ReaderOutput out) {
        hold(b);
        if (endsWith(prefix)) {
            held -= prefix.length;
            reportNoise(out);
            restart(State.INSIDE);
        } else if (endsWith(suffix)) {
            held -= suffix.length;
            reportNoise(out);
            restart(State.OUTSIDE);
        }
    }

    private void inside(byte b, ReaderOutput out) {
        buffer[held++] = b;
        if (endsWith(suffix)) {
            out.frame(buffer, 0, held);
            reader.read(buffer, held - suffix.length, out);
            restart(start());
        } else if (prefix.length > 0 && endsWith(prefix)) {
            if (held > prefix.length) {
                out.message(new Broken(Fault.FRAMING, held - prefix.length));
            }
            restart(State.INSIDE);
        } else if (held == buffer.length) {
            state = State.TOO_LONG;
        }
    }

    private void tooLong(byte b, ReaderOutput out) {
        hold(b);
        if (endsWith(suffix)) {
            out.message(new Broken(Fault.LENGTH, dropped + held));
            restart(start());
        } else if (prefix.length > 0 && endsWith(prefix)) {
            out.message(new Broken(Fault.LENGTH, dropped + held - prefix.length));
            restart(State.INSIDE);
        }
    }

    /** Keeps the newest bytes only: enough to recognise a prefix or suffix that follows endless noise. */
    private void hold(byte b) {
        if (held == buffer.length) {
            int keep = Math.max(prefix.length, suffix.length) - 1;
            System.arraycopy(buffer, held - keep, buffer, 0, keep);
            dropped += held - keep;
            held = keep;
        }
        buffer[held++] = b;
    }

    /** Line ends between telegrams are ordinary; anything else outside a telegram has lost its start. */
    private void reportNoise(ReaderOutput out) {
        boolean onlyLineEnds = dropped == 0;
        for (int i = 0; i < held; i++) {
            onlyLineEnds &= buffer[i] == '\r' || buffer[i] == '\n';
        }
        if (!onlyLineEnds) {
            out.message(new Broken(Fault.FRAMING, dropped + held));
        }
    }

    private boolean endsWith(byte[] tail) {
        if (held < tail.length) {
            return false;
        }
        for (int i = tail.length - 1, at = held - 1; i >= 0; i--, at--) {
            if (buffer[at] != tail[i]) {
                return false;
            }
        }
        return true;
    }

    private void restart(State next) {
        held = 0;
        dropped = 0;
        state = next;
    }

    private State start() {
        return prefix.length == 0 ? State.INSIDE : State.OUTSIDE;
    }

    private static byte[] hex(String digits) {
        byte[] bytes = new byte[digits.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(digits, 2 * i, 2 * i + 2, 16);
        }
        return bytes;
    }
}
