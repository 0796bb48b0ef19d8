package hubfloor.floor;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system of 12 MiB of its own, in memory, which a test may fill. Needs root; elsewhere the test is skipped. */
public final class SmallDisk implements AutoCloseable {
    private final Path path;

    private SmallDisk(Path path) {
        this.path = path;
    }

    public static SmallDisk mount(Path dir) throws IOException {
        Path disk = Files.createDirectory(dir.resolve("disk"));
        List<String> mount = List.of("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk.toString());
        assumeTrue(Program.run(mount, "").exit() == 0, "mounting a tmpfs needs root");
        return new SmallDisk(disk);
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        Program.run(List.of("umount", "-l", path.toString()), "");
    }
}
