package hubfloor.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hubfloor.floor.DeviceFileOnDisk;
import hubfloor.floor.Program;
import hubfloor.floor.ScannerHand;
import hubfloor.testing.Await;
import hubfloor.testing.BrokerUnderTest;
import hubfloor.testing.NotifyReceiver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** systemd's side of a packaged station: fed while all goes round, starved by one thread that hangs in the disk. */
class WatchdogTest {
    private static final Duration SOON = Duration.ofSeconds(40);

    @TempDir
    Path dir;

    @Test
    void stationWhoseWriterHangsInTheDiskIsNotFedAndSaysWhere() throws Exception {
        assumeTrue(Program.run(List.of("which", "strace"), "").exit() == 0, "strace is not installed");
        try (NotifyReceiver systemd = NotifyReceiver.at(dir.resolve("notify"));
                ScannerHand hand = ScannerHand.plugIn()) {
            Path file = new DeviceFileOnDisk(dir)
                    .scanner(hand.port())
                    .broker(BrokerUnderTest.freePort())
                    .write();
            List<String> command =
                    new ArrayList<>(List.of("env", "NOTIFY_SOCKET=" + systemd.name(), "WATCHDOG_USEC=5000000"));
            command.addAll(Program.hubfloor(List.of(), "run", file.toString()));
            try (Program station = Program.start(command)) {
                systemd.awaitMore("READY=1", 0, SOON);
                systemd.awaitMore("WATCHDOG=1", 2, SOON);
                try (Program strace = Program.start(List.of(
                        "strace",
                        "-p",
                        Long.toString(writer(station)),
                        "-e",
                        "trace=fdatasync,fsync",
                        "-e",
                        "inject=fdatasync,fsync:delay_enter=30000000"))) {
                    strace.awaitLine("attached", Duration.ofSeconds(10));
                    assumeTrue(strace.runs(), "strace may not attach here");
                    hand.scan();
                    String named = station.awaitLine("store-writer stands still", SOON);
                    assertThat(named).as("with the place where it stands").contains("StoreWriter");
                    systemd.awaitMore("STATUS=stands still: store-writer", 0, SOON);
                    List<String> heard = systemd.heard();
                    assertThat(heard.subList(heard.indexOf("STATUS=stands still: store-writer"), heard.size()))
                            .doesNotContain("WATCHDOG=1");
                }
                long fed = systemd.count("WATCHDOG=1"); // strace has gone, and with it the delay
                systemd.awaitMore("WATCHDOG=1", fed, SOON);
                station.terminate();
                station.exitCode(SOON);
                Await.until(
                        "the farewell", SOON, () -> systemd.heard().getLast().equals("STOPPING=1"));
            }
        }
    }

    private static long writer(Program station) throws Exception {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(station.pid()), "task"))) {
            for (Path task : tasks.toList()) {
                if (Files.readString(task.resolve("comm")).startsWith("store-writer")) {
                    return Long.parseLong(task.getFileName().toString());
                }
            }
        }
        throw new AssertionError("the station has no thread store-writer");
    }
}
