package hubfloor.sorter.main;

import hubfloor.adapter.recording.RecordingRing;
import hubfloor.sorter.core.Effect;
import hubfloor.sorter.core.Input;
import hubfloor.sorter.line.LineTape;
import hubfloor.sorter.record.RunRecorder;
import hubfloor.sorter.record.RunStart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line's recording, on its way to the ring on disk by its own thread {@code line-recorder}. While {@value #WAITING_MAX}
 * blocks wait for a slow disk the next ones are dropped, a hole that a replay names; a disk that refuses ends the
 * recording and not the line.
 */
final class LineRecorder implements LineTape {
    private static final Logger LOG = LoggerFactory.getLogger(LineRecorder.class);
    private static final int WAITING_MAX = 64;

    private final RunRecorder recorder;
    private final RecordingRing ring;
    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Thread thread;
    private volatile boolean closing;

    private LineRecorder(Path directory, RunStart start) throws IOException {
        recorder = new RunRecorder(start, this::block);
        ring = RecordingRing.open(directory, recorder.start(), RecordingRing.SEGMENTS, RecordingRing.SEGMENT_BYTES);
        thread = Thread.ofPlatform().name("line-recorder").daemon().unstarted(this::write);
    }

    static LineRecorder start(Path directory, RunStart start) throws IOException {
        LineRecorder recorder = new LineRecorder(directory, start);
        recorder.thread.start();
        return recorder;
    }

    private void block(byte[] block) {
        if (!waiting.offer(block)) {
            LOG.warn("the disk is too slow for the line's recording; a block is left out");
        }
    }

    @Override
    public void input(Input input) {
        recorder.input(input);
    }

    @Override
    public void effect(Effect effect) {
        recorder.effect(effect);
    }

    @Override
    public void flush() {
        recorder.flush();
    }

    private void write() {
        try (ring) {
            while (!closing || !waiting.isEmpty()) {
                byte[] block = waiting.poll(200, TimeUnit.MILLISECONDS);
                if (block != null) {
                    ring.append(block);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException refused) {
            LOG.warn("the line is no longer recorded: {}", refused.getMessage());
        }
    }

    /** After the line's thread has ended. */
    void stop() throws InterruptedException {
        recorder.flush();
        closing = true;
        thread.join(2_000);
    }
}
