package hubfloor.adapter.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.port.ProcessKeeper;
import hubfloor.testing.NotifyReceiver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The words of sd_notify(3) as they arrive at a real datagram socket. */
class SystemdIT {
    @TempDir
    Path dir;

    @Test
    void eachWordIsOneDatagramOfTheProtocol() {
        try (NotifyReceiver systemd = NotifyReceiver.at(dir.resolve("notify"))) {
            ProcessKeeper keeper = Systemd.of(Map.of("NOTIFY_SOCKET", systemd.name()));
            keeper.ready();
            keeper.status("5 events stored\nMAINPID=1"); // a line break would be a second assignment
            keeper.alive();
            keeper.stopping();
            assertThat(systemd.heard())
                    .isEqualTo(List.of("READY=1", "STATUS=5 events stored?MAINPID=1", "WATCHDOG=1", "STOPPING=1"));
        }
    }

    @Test
    void abstractNameIsReachedAsWell() {
        try (NotifyReceiver systemd =
                NotifyReceiver.named("hubfloor-" + ProcessHandle.current().pid())) {
            Systemd.of(Map.of("NOTIFY_SOCKET", systemd.name())).ready();
            assertThat(systemd.heard()).containsExactly("READY=1");
        }
    }

    @Test
    void patienceIsTakenOnlyWhenItIsMeantForThisProcess() {
        try (NotifyReceiver systemd = NotifyReceiver.at(dir.resolve("notify"))) {
            String own = Long.toString(ProcessHandle.current().pid());
            assertThat(patience(systemd, "10000000", own)).hasValue(Duration.ofSeconds(10));
            assertThat(patience(systemd, "10000000", "1"))
                    .as("inherited from a parent")
                    .isEmpty();
            assertThat(patience(systemd, "soon", own)).isEmpty();
        }
    }

    private static java.util.Optional<Duration> patience(NotifyReceiver systemd, String micros, String pid) {
        return Systemd.of(Map.of("NOTIFY_SOCKET", systemd.name(), "WATCHDOG_USEC", micros, "WATCHDOG_PID", pid))
                .patience();
    }

    @Test
    void keeperThatIsGoneOrNamedWronglyHurtsNobody() {
        NotifyReceiver systemd = NotifyReceiver.at(dir.resolve("notify"));
        ProcessKeeper keeper = Systemd.of(Map.of("NOTIFY_SOCKET", systemd.name()));
        systemd.close();
        keeper.alive();
        keeper.alive();
        assertThat(Systemd.of(Map.of("NOTIFY_SOCKET", "vsock:2:1234"))).isEqualTo(ProcessKeeper.Absent.KEEPER);
        assertThat(Systemd.of(Map.of())).isEqualTo(ProcessKeeper.Absent.KEEPER);
    }
}
