package hubfloor.adapter.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last committed number, written over one line of {@code <store>.tide} after every commit and not flushed. It
 * costs one small write call, is exact after a killed process, and is never above the truth after a power cut: it
 * closes the window of {@value StoreMark#EVERY} events that the flushed mark leaves open.
 *
 * <pre>0123456789abcdef 000000000000004711 9f1c…boot id</pre>
 */
final class Tide implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tide.class);
    private static final Pattern FORM = Pattern.compile("([0-9a-f]{16}) ([0-9]{18}) (.*)\n", Pattern.DOTALL);
    private static final int FILE_MAX = 256;
    private static final int SEQ_AT = 17;

    /** What was read of the last process's tide. */
    record Line(String epoch, long seq, String bootId) {}

    private final FileChannel channel;
    private final ByteBuffer digits = ByteBuffer.allocate(18);
    private boolean broken;

    private Tide(FileChannel channel) {
        this.channel = channel;
    }

    static @Nullable Line read(Path store) throws IOException {
        Path path = Beside.file(store, ".tide");
        if (!Files.exists(path) || Files.size(path) > FILE_MAX) {
            return null;
        }
        Matcher m = FORM.matcher(new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1));
        return m.matches() ? new Line(m.group(1), Long.parseLong(m.group(2)), m.group(3)) : null;
    }

    /** Starts the line anew, flushed, so that later writes need no new block. */
    static Tide start(Path store, String epoch, long seq, String bootId) throws IOException {
        String boot = bootId.length() > 64 ? bootId.substring(0, 64) : bootId;
        String line = epoch + " " + String.format(Locale.ROOT, "%018d", seq) + " " + boot + "\n";
        Path fresh = Beside.file(store, ".tide.new");
        FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try {
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.ISO_8859_1)));
            channel.force(true);
            Files.move(
                    fresh,
                    Beside.file(store, ".tide"),
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Beside.closeQuietly(channel);
            throw e;
        }
        return new Tide(channel);
    }

    void rise(long seq) {
        if (broken) {
            return;
        }
        byte[] text = digits.array();
        Arrays.fill(text, (byte) '0');
        long left = seq;
        for (int i = text.length - 1; left > 0; i--) {
            text[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
        digits.clear();
        try {
            channel.write(digits, SEQ_AT);
        } catch (IOException e) {
            broken = true; // a lower tide is safe; the next commit will tell whether the disk has failed
            LOG.warn("tide file no longer written: {}", e.toString());
        }
    }

    @Override
    public void close() {
        Beside.closeQuietly(channel);
    }
}
