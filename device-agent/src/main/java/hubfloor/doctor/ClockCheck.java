package hubfloor.doctor;

import hubfloor.event.ClockQuality;
import hubfloor.event.Stamp;
import hubfloor.port.Clock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The wall clock: a year that can be, and a time source that the kernel knows to discipline it. */
public final class ClockCheck implements Check {
    /** This program is younger than any earlier clock. */
    private static final int YEAR_MIN = 2026;

    private static final int YEAR_MAX = 2060;

    private final Clock clock;
    private final Path root;

    /** @param root {@code /}, under which time services leave their traces in {@code run} */
    public ClockCheck(Clock clock, Path root) {
        this.clock = clock;
        this.root = root;
    }

    @Override
    public List<Finding> run() {
        Stamp stamp = clock.stamp();
        Instant wall = stamp.wall().truncatedTo(ChronoUnit.SECONDS);
        int year = wall.atZone(ZoneOffset.UTC).getYear();
        String service = service();
        if (year < YEAR_MIN || year > YEAR_MAX) {
            return List.of(Finding.failed(
                    "clock",
                    "it says " + wall + ", which cannot be; certificates will seem wrong",
                    "Set it (sudo date -s ...), " + source(service)
                            + "; a device without a network at boot needs a battery-backed clock (RTC)."));
        }
        if (stamp.clock() == ClockQuality.UNSYNCED) {
            return List.of(Finding.warning(
                    "clock",
                    "it says " + wall + ", but no time source disciplines it; events say \"unsynced\"",
                    "Have it set: " + source(service) + "."));
        }
        return List.of(Finding.ok(
                "clock", "synchronised" + (service.isEmpty() ? "" : " by " + service) + ", it says " + wall));
    }

    private String service() {
        if (Files.exists(root.resolve("run/chrony/chronyd.pid"))) {
            return "chrony";
        }
        if (Files.exists(root.resolve("run/ntpd.pid"))) {
            return "ntpd";
        }
        return Files.exists(root.resolve("run/systemd/timesync")) ? "systemd-timesyncd" : "";
    }

    private static String source(String service) {
        return switch (service) {
            case "" -> "apt install chrony, and name the hub's time server in /etc/chrony/chrony.conf";
            case "chrony" -> "\"chronyc sources\" shows why chrony reaches no server";
            case "systemd-timesyncd" -> "\"timedatectl timesync-status\" shows why systemd-timesyncd reaches no server";
            default -> "\"ntpq -p\" shows why " + service + " reaches no server";
        };
    }
}
