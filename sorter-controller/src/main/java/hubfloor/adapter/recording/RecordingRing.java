package hubfloor.adapter.recording;

import hubfloor.sorter.record.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The last hours of a line on disk: numbered files of a fixed size, the oldest deleted when there are too many. Each
 * begins with its run's start and appears under its name only with that in it. Not flushed: after a power cut some
 * seconds may be missing, which the reader sees as a torn end.
 *
 * <p>Takes at most {@code segments} x {@code segmentBytes} and one block of disk; nothing of a run is kept beyond that,
 * and a run whose first file is gone cannot be replayed. For one thread, and not the line's: a disk may make it wait.
 *
 * <pre>
 *   DIRECTORY/00000041.rec   magic | start of the run | block | block ...
 *   DIRECTORY/00000042.rec
 * </pre>
 */
public final class RecordingRing implements AutoCloseable {
    /** Eight files of four MiB: about a shift, see the module's README. */
    public static final int SEGMENTS = 8;

    public static final long SEGMENT_BYTES = 4L << 20;
    private static final String SUFFIX = ".rec";

    private final Path directory;
    private final int segments;
    private final long segmentBytes;
    private final byte[] start;
    private long number;
    private long written;
    private FileChannel channel;

    private RecordingRing(Path directory, int segments, long segmentBytes, byte[] start, long number)
            throws IOException {
        this.directory = directory;
        this.segments = segments;
        this.segmentBytes = segmentBytes;
        this.start = start.clone();
        this.number = number;
        channel = begin();
    }

    /**
     * Begins a new run behind what is there.
     *
     * @param start the run's start block
     * @param segments at least 2
     */
    public static RecordingRing open(Path directory, byte[] start, int segments, long segmentBytes) throws IOException {
        if (segments < 2) {
            throw new IllegalArgumentException("a ring needs two files at least");
        }
        Files.createDirectories(directory);
        List<Path> there = files(directory);
        long last = there.isEmpty() ? 0 : number(there.getLast());
        return new RecordingRing(directory, segments, segmentBytes, start, last + 1);
    }

    /** The files of a ring, oldest first. */
    public static List<Path> files(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(directory)) {
            all.filter(file -> String.valueOf(file.getFileName()).matches("[0-9]{8}\\.rec"))
                    .sorted()
                    .forEach(files::add);
        }
        return files;
    }

    /** One block of {@code RunRecorder}. After an exception the recording is over; the line is not concerned. */
    public void append(byte[] block) throws IOException {
        if (written + block.length > segmentBytes && written > Segment.magic().length + start.length) {
            channel.close();
            number++;
            channel = begin();
        }
        write(channel, block);
    }

    private FileChannel begin() throws IOException {
        Path file = directory.resolve(String.format("%08d%s", number, SUFFIX));
        Path fresh = directory.resolve(String.format("%08d%s.new", number, SUFFIX));
        written = 0;
        FileChannel opened = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try {
            write(opened, Segment.magic());
            write(opened, start);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            List<Path> there = files(directory);
            for (Path old : there.subList(0, Math.max(0, there.size() - segments))) {
                Files.deleteIfExists(old);
            }
        } catch (IOException e) {
            opened.close();
            throw e;
        }
        return opened;
    }

    private void write(FileChannel to, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            written += to.write(buffer);
        }
    }

    private static long number(Path file) {
        return Long.parseLong(String.valueOf(file.getFileName()).substring(0, 8));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
