package hubfloor.doctor;

import hubfloor.config.model.DeviceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The systemd unit {@code hubfloor@.service} with its drop-ins, where this machine has systemd: does it start this file,
 * as a user that exists and may use the device's ports and pins, and does it watch the program. Reads files only.
 */
public final class UnitCheck implements Check {
    private static final String UNIT = "hubfloor@.service";
    private static final List<String> PLACES =
            List.of("etc/systemd/system", "run/systemd/system", "usr/lib/systemd/system", "lib/systemd/system");
    private static final int WATCHDOG_MIN_S = 5;

    private final DeviceConfig config;
    private final Path file;
    private final Path root;
    private final String user;

    /**
     * @param root {@code /}
     * @param user who runs this test
     */
    public UnitCheck(DeviceConfig config, Path file, Path root, String user) {
        this.config = config;
        this.file = file;
        this.root = root;
        this.user = user;
    }

    @Override
    public List<Finding> run() {
        if (!Files.isDirectory(root.resolve("run/systemd/system"))) {
            return List.of(Finding.ok("unit", "this machine does not run systemd; start the device by other means"));
        }
        try {
            for (String place : PLACES) {
                Path unit = root.resolve(place).resolve(UNIT);
                if (Files.exists(unit)) {
                    return judge(unit, read(unit));
                }
            }
        } catch (IOException e) {
            return List.of(Finding.failed("unit", "it cannot be read: " + e.getMessage(), "Check who may read it."));
        }
        return List.of(Finding.warning(
                "unit",
                "there is no " + UNIT + ": the device does not start by itself after a power cut",
                "Copy packaging/" + UNIT + " to /etc/systemd/system, then: sudo systemctl daemon-reload"));
    }

    private Map<String, String> read(Path unit) throws IOException {
        Map<String, String> keys = new TreeMap<>();
        List<Path> files = new ArrayList<>(List.of(unit));
        Path dropIns = root.resolve(PLACES.getFirst()).resolve(UNIT + ".d");
        if (Files.isDirectory(dropIns)) {
            try (Stream<Path> more = Files.list(dropIns)) {
                more.filter(path -> path.toString().endsWith(".conf")).sorted().forEach(files::add);
            }
        }
        for (Path one : files) {
            for (String line : Files.readAllLines(one)) {
                int is = line.indexOf('=');
                if (is > 0 && !line.startsWith("#")) {
                    keys.put(
                            line.substring(0, is).strip(),
                            line.substring(is + 1).strip());
                }
            }
        }
        return keys;
    }

    private List<Finding> judge(Path unit, Map<String, String> keys) throws IOException {
        List<Finding> found = new ArrayList<>();
        program(keys.getOrDefault("ExecStart", ""), found);
        watch(keys, found);
        person(keys.getOrDefault("User", "root"), keys.getOrDefault("SupplementaryGroups", ""), found);
        enabled(keys.getOrDefault("ExecStart", ""), found);
        if (found.isEmpty()) {
            found.add(Finding.ok("unit", unit + " starts this file at boot, and watches it"));
        }
        return found;
    }

    private void program(String start, List<Finding> found) {
        String program = start.isEmpty() ? "" : start.split("\\s+", 2)[0].replaceFirst("^[-@:+!]+", "");
        if (program.isEmpty() || !Files.isExecutable(root.resolve(program.replaceFirst("^/+", "")))) {
            found.add(Finding.failed(
                    "unit",
                    "ExecStart names \"" + program + "\", which is no program on this machine",
                    "Install Hubfloor there (/opt/hubfloor), or correct ExecStart."));
        }
    }

    private static void watch(Map<String, String> keys, List<Finding> found) {
        String seconds = keys.getOrDefault("WatchdogSec", "0")
                .replaceFirst("(s|sec|seconds)$", "")
                .strip();
        if (!keys.getOrDefault("Type", "simple").equals("notify")) {
            found.add(Finding.warning(
                    "unit",
                    "Type is not notify: \"started\" is said before scans are taken",
                    "Set Type=notify and NotifyAccess=main, as the shipped unit does."));
        } else if (keys.getOrDefault("NotifyAccess", "main").equals("none")) {
            found.add(Finding.failed(
                    "unit", "NotifyAccess=none: systemd will not hear that it has started", "Set NotifyAccess=main."));
        }
        if (!seconds.matches("\\d{1,6}") || Integer.parseInt(seconds) == 0) {
            found.add(Finding.warning(
                    "unit",
                    "WatchdogSec is not set in seconds: a device that hangs is not started again",
                    "Set WatchdogSec=10."));
        } else if (Integer.parseInt(seconds) < WATCHDOG_MIN_S) {
            found.add(Finding.failed(
                    "unit",
                    "WatchdogSec=" + seconds + " ends a healthy device: its idle loops wake once a second",
                    "Set WatchdogSec=10; not below " + WATCHDOG_MIN_S + "."));
        }
    }

    private void person(String name, String supplementary, List<Finding> found) throws IOException {
        if (!name.equals("root") && lines("etc/passwd").noneMatch(line -> line.startsWith(name + ":"))) {
            found.add(Finding.failed(
                    "unit",
                    "its User=" + name + " does not exist",
                    "sudo useradd --system --groups dialout,gpio " + name));
            return;
        }
        boolean pins = Pin.of(config).stream().anyMatch(pin -> !pin.chip().equals(Pin.SIMULATED));
        for (String group : pins ? List.of("dialout", "gpio") : List.of("dialout")) {
            if (!name.equals("root")
                    && !Arrays.asList(supplementary.split("\\s+")).contains(group)
                    && !isMember(name, group)) {
                found.add(Finding.failed(
                        "unit",
                        "its User=" + name + " is not in group " + group,
                        "sudo usermod -aG " + group + " " + name
                                + ", or SupplementaryGroups=dialout gpio in the unit."));
            }
        }
        if (user.equals("root") && !name.equals("root")) {
            found.add(Finding.warning(
                    "user",
                    "rights were tested as root, who may everything; the service runs as " + name,
                    "Test again as that user: sudo -u " + name + " hubfloor doctor " + file));
        }
    }

    private boolean isMember(String name, String group) throws IOException {
        return lines("etc/group")
                .filter(line -> line.startsWith(group + ":"))
                .anyMatch(line -> Arrays.asList(
                                line.substring(line.lastIndexOf(':') + 1).split(","))
                        .contains(name));
    }

    private Stream<String> lines(String path) throws IOException {
        Path at = root.resolve(path);
        return Files.exists(at) ? Files.readAllLines(at).stream() : Stream.empty();
    }

    private void enabled(String start, List<Finding> found) {
        String instance = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
        String runs = start.replace("%i", instance);
        Path own = file.toAbsolutePath().normalize();
        if (Arrays.stream(runs.split("\\s+")).noneMatch(word -> word.equals(own.toString()))) {
            found.add(Finding.warning(
                    "unit",
                    "it runs another file than " + own + ": " + runs,
                    "Copy the file to where the unit looks: sudo cp " + own + " /etc/hubfloor/" + instance + ".yaml"));
        } else if (!Files.exists(
                root.resolve("etc/systemd/system/multi-user.target.wants/hubfloor@" + instance + ".service"),
                java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            found.add(Finding.warning(
                    "unit",
                    "hubfloor@" + instance + " is not enabled: it does not start at boot",
                    "sudo systemctl enable --now hubfloor@" + instance));
        }
    }
}
