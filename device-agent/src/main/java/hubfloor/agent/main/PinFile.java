package hubfloor.agent.main;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A person's PIN: the first line of a file that nobody but this program's user may read. Read anew each time. */
final class PinFile {
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);
    private static final int BYTES_MAX = 256;
    private static final Logger LOG = LoggerFactory.getLogger(PinFile.class);

    private PinFile() {}

    /** Empty, with a word in the log, for a file that cannot be read, that others may read, or that holds no PIN. */
    static Optional<String> read(Path file) {
        try {
            Set<PosixFilePermission> allowed = EnumSet.noneOf(PosixFilePermission.class);
            allowed.addAll(Files.getPosixFilePermissions(file));
            allowed.retainAll(OTHERS);
            if (!allowed.isEmpty()) {
                LOG.error("{} may be read or written by others; chmod 600 it", file);
                return Optional.empty();
            }
            if (Files.size(file) > BYTES_MAX) {
                LOG.error("{} is too large for a PIN's file", file);
                return Optional.empty();
            }
            String pin = Files.readString(file).lines().findFirst().orElse("").strip();
            if (!pin.matches("[0-9]{4,12}")) {
                LOG.error("the first line of {} is no PIN of 4 to 12 digits", file);
                return Optional.empty();
            }
            return Optional.of(pin);
        } catch (IOException e) {
            LOG.error("{} cannot be read: {}", file, e.getMessage());
            return Optional.empty();
        }
    }
}
