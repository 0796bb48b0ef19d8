package hubfloor.main;

import hubfloor.adapter.recording.RecordingRing;
import hubfloor.config.model.ExitCode;
import hubfloor.sorter.record.Damaged;
import hubfloor.sorter.record.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the files of one run; they are read one at a time. */
final class RecordedRun {
    private RecordedRun() {}

    /** Oldest first. {@code named} is a ring's directory, for its newest run, or a file, for that file's run. */
    static List<Path> files(Path named) throws Stopped {
        boolean directory = Files.isDirectory(named);
        Path file = named.toAbsolutePath().normalize();
        Path parent = file.getParent();
        List<Path> files = ring(directory || parent == null ? file : parent);
        if (!directory && !files.contains(file)) {
            return List.of(file); // taken out of its ring under another name
        }
        if (files.isEmpty()) {
            throw new Stopped(ExitCode.FAILED, "There is no recording in " + named + ".");
        }
        String run = segment(directory ? files.getLast() : file).start().run();
        List<Path> ofRun = new ArrayList<>();
        for (Path each : files) {
            if (segment(each).start().run().equals(run)) {
                ofRun.add(each);
            }
        }
        return ofRun;
    }

    static Segment segment(Path file) throws Stopped {
        try {
            return Segment.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new Stopped(ExitCode.FAILED, "The recording " + file + " cannot be read: " + e);
        } catch (Damaged e) {
            throw new Stopped(ExitCode.FAILED, file + " " + e.getMessage() + ".");
        }
    }

    private static List<Path> ring(Path directory) throws Stopped {
        try {
            return RecordingRing.files(directory);
        } catch (IOException e) {
            throw new Stopped(ExitCode.FAILED, "The recordings in " + directory + " cannot be listed: " + e);
        }
    }
}
