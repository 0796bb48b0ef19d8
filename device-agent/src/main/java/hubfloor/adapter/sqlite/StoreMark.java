package hubfloor.adapter.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the store is known to have reached, kept outside it in {@code <store>.mark}, so that a restored backup or a
 * deleted write-ahead log is noticed before a number is given out twice. Written flushed, renamed and the directory
 * flushed: at open, at close and every {@value #EVERY} events. Always written after the commit it speaks of, so a
 * sound store is never below it.
 *
 * <pre>hubfloor-store 1 epoch=0123456789abcdef seq=4711 state=open</pre>
 */
record StoreMark(String epoch, long seq, State state) {
    static final int EVERY = 1_000;

    enum State {
        /** In use, or ended without a goodbye. */
        OPEN,
        /** Closed in order: {@code seq} is exact. */
        CLEAN,
        /** The disk failed under it: check everything before use. */
        FAILED
    }

    private static final Pattern FORM =
            Pattern.compile("hubfloor-store 1 epoch=([0-9a-f]{16}) seq=([0-9]{1,18}) state=(open|clean|failed)\n");
    private static final int FILE_MAX = 256;

    /** @return null when there is none, or none that can be read */
    static @Nullable StoreMark read(Path store) throws IOException {
        Path path = Beside.file(store, ".mark");
        if (!Files.exists(path) || Files.size(path) > FILE_MAX) {
            return null;
        }
        Matcher m = FORM.matcher(new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1));
        return m.matches()
                ? new StoreMark(
                        m.group(1),
                        Long.parseLong(m.group(2)),
                        State.valueOf(m.group(3).toUpperCase(Locale.ROOT)))
                : null;
    }

    void write(Path store) throws IOException {
        Path fresh = Beside.file(store, ".mark.new");
        String text = "hubfloor-store 1 epoch=" + epoch + " seq=" + seq + " state="
                + state.name().toLowerCase(Locale.ROOT) + "\n";
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        Files.move(fresh, Beside.file(store, ".mark"), StandardCopyOption.ATOMIC_MOVE);
        Beside.syncDirectory(store);
    }
}
