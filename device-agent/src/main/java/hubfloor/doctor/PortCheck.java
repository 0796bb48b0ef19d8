package hubfloor.doctor;

import hubfloor.config.model.ScannerConfig;
import hubfloor.port.Holder;
import hubfloor.port.SerialLine;
import hubfloor.port.SerialLine.PortUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A scanner's port: there, allowed, to be opened, nobody else's, and called by a name that survives replugging. */
public final class PortCheck implements Check {
    private final ScannerConfig scanner;
    private final SerialLine.Opener opener;
    private final Function<Path, List<Holder>> holders;
    private final Function<Path, List<Path>> stable;

    /**
     * @param holders other processes that have a file open, as far as this user can see
     * @param stable names of a port that survive replugging, best first
     */
    public PortCheck(
            ScannerConfig scanner,
            SerialLine.Opener opener,
            Function<Path, List<Holder>> holders,
            Function<Path, List<Path>> stable) {
        this.scanner = scanner;
        this.opener = opener;
        this.holders = holders;
        this.stable = stable;
    }

    @Override
    public List<Finding> run() {
        return List.of(look("port " + scanner.name(), Path.of(scanner.port())));
    }

    private Finding look(String subject, Path path) {
        if (!Files.exists(path)) {
            return Finding.failed(
                    subject,
                    path + " is not there",
                    "Plug the scanner in and switch it to USB serial (not keyboard); \"hubfloor ports\" shows what is there."
                            + " Then correct scanners.port, or its udev rule.");
        }
        if (!Files.isReadable(path) || !Files.isWritable(path)) {
            return Finding.failed(subject, path + " may not be opened: " + rights(path), add(path));
        }
        List<Holder> others = holders.apply(path);
        try {
            opener.open(scanner.port(), scanner.baud()).close();
        } catch (PortUnavailable refused) {
            return others.isEmpty()
                    ? Finding.failed(
                            subject,
                            String.valueOf(refused.getMessage()),
                            "Find out who has it (sudo fuser -v " + path + ") and end that program.")
                    : Finding.failed(subject, path + " is in use by " + names(others), end(path, others));
        }
        if (!others.isEmpty()) {
            return Finding.failed(subject, path + " opens, but is also read by " + names(others), end(path, others));
        }
        return named(subject, path);
    }

    private Finding named(String subject, Path path) {
        String opened = path + " opened at " + scanner.baud() + " baud";
        List<Path> better = stable.apply(path);
        boolean numbered = path.getFileName().toString().matches("tty(USB|ACM)\\d+");
        return numbered
                ? Finding.warning(
                        subject,
                        opened + "; the name may be another scanner's after replugging",
                        better.isEmpty()
                                ? "Give it a name that stays by a udev rule (packaging/60-hubfloor-scanners.rules)."
                                : "Set scanners.port to " + better.getFirst() + ".")
                : Finding.ok(subject, opened);
    }

    private static String rights(Path path) {
        try {
            PosixFileAttributes is = Files.readAttributes(path, PosixFileAttributes.class);
            return "it belongs to " + is.owner().getName() + ":" + is.group().getName() + ", "
                    + PosixFilePermissions.toString(is.permissions()) + ", and this is user "
                    + System.getProperty("user.name");
        } catch (IOException gone) {
            return "it has just gone";
        }
    }

    private static String add(Path path) {
        String group = "dialout";
        try {
            String owner = Files.readAttributes(path, PosixFileAttributes.class)
                    .group()
                    .getName();
            group = owner.equals("root") ? group : owner;
        } catch (IOException gone) {
            return "Plug the scanner in again.";
        }
        return "Add the user to the port's group: sudo usermod -aG " + group + " " + System.getProperty("user.name")
                + "; then log in again, or restart the service.";
    }

    private static String names(List<Holder> others) {
        return others.stream().map(Holder::toString).collect(Collectors.joining(", "));
    }

    private static String end(Path path, List<Holder> others) {
        return others.stream().anyMatch(other -> other.command().equals("ModemManager"))
                ? "Keep ModemManager off scanners: install packaging/60-hubfloor-scanners.rules, or apt remove modemmanager."
                : others.stream().anyMatch(other -> other.command().matches("a?getty"))
                        ? "Free the port from the login console: sudo systemctl disable --now serial-getty@"
                                + path.getFileName()
                        : "End that program: two readers of one scanner each get half of its bytes.";
    }
}
