package hubfloor.adapter.linux;

import hubfloor.port.Holder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Who has a file open, by {@code /proc/PID/fd}. A user sees his own processes only, root sees all: an empty list is no
 * proof that nobody has it. Any thread; a process that ends meanwhile is left out.
 */
public final class OpenFiles {
    private static final Path PROC = Path.of("/proc");

    private OpenFiles() {}

    /** Other processes that have it open, whatever name they opened it by; this one is left out. */
    public static List<Holder> holders(Path file) {
        List<Holder> found = new ArrayList<>();
        try {
            Path real = file.toRealPath();
            try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
                for (Path process : processes) {
                    long pid = Long.parseLong(process.getFileName().toString());
                    if (pid != ProcessHandle.current().pid() && has(process, real)) {
                        found.add(new Holder(pid, command(process)));
                    }
                }
            }
        } catch (IOException gone) {
            return List.of(); // the file, or /proc itself: nobody can be named
        }
        return found;
    }

    private static boolean has(Path process, Path real) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (Files.isSymbolicLink(descriptor)
                        && Files.readSymbolicLink(descriptor).equals(real)) {
                    return true;
                }
            }
        } catch (IOException notOurs) {
            return false;
        }
        return false;
    }

    private static String command(Path process) {
        try {
            return Files.readString(process.resolve("comm")).strip();
        } catch (IOException ended) {
            return "a process";
        }
    }
}
