package hubfloor.main;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.sqlite.SqliteHubStore;
import hubfloor.advice.Clocks;
import hubfloor.advice.FeedBook.Mark;
import hubfloor.advice.ParcelNews;
import hubfloor.advice.Routing;
import hubfloor.config.model.ExitCode;
import hubfloor.event.ClockQuality;
import hubfloor.event.Stamp;
import hubfloor.port.Clock;
import hubfloor.port.HubStore;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class OverdueCommandIT {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    @TempDir
    private Path dir;

    private Path device;
    private ClockQuality quality = ClockQuality.SYNCED;

    private final Clock clock = new Clock() {
        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public Stamp stamp() {
            return new Stamp(NOON, 0, "boot", quality);
        }
    };

    private record Result(int code, String out, String err) {}

    @BeforeEach
    void device() throws Exception {
        device = dir.resolve("device.yaml");
        Files.writeString(device, """
                format: 1
                device: {hub: kul, zone: inbound, id: st-01}
                store: {path: events.db}
                broker: {uri: "mqtt://127.0.0.1:1"}
                scanners: [{name: hand, port: /dev/null}]
                parcels: {}
                """);
    }

    private Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(new OverdueCommand(clock));
        line.setExecutionExceptionHandler((problem, command, parsed) -> {
            command.getErr().println(problem.getMessage());
            return problem instanceof Stopped stopped ? stopped.code().code() : ExitCode.INTERNAL.code();
        });
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return new Result(line.execute(arguments), out.toString(), err.toString());
    }

    private static ParcelNews presented(String subject, boolean trusted, Duration ago) {
        Clocks clocks = new Clocks(Instant.EPOCH, NOON.minus(ago), Instant.EPOCH);
        return new ParcelNews(
                subject, Optional.of(new Routing(1, "BE", "", "", 0, 0, trusted, clocks)), Optional.empty());
    }

    @Test
    void thoseWithTheLeastTimeLeftComeFirstAlsoWhileTheDeviceRuns() throws Exception {
        try (HubStore running = SqliteHubStore.open(dir.resolve("events.db.hub"), 1_000, Duration.ofDays(7))) {
            running.take(
                    "wms",
                    new Mark("0123456789abcdef", 1, List.of()),
                    List.of(
                            presented("s10/LATE", false, Duration.ofHours(7)),
                            presented("s10/LATER", false, Duration.ofHours(9)),
                            presented("s10/SAME", true, Duration.ofHours(4)),
                            presented("s10/SOON", true, Duration.ofMinutes(170))),
                    NOON);
            running.passed(NOON, 100, new HubStore.EventMark("0123456789abcdef", 0));
            assertThat(run(device.toString()).out()).isEqualTo("""
                            s10/LATER  customs  3:00 h over, to BE
                            s10/SAME  customs  1:00 h over, trusted, to BE
                            s10/LATE  customs  1:00 h over, to BE
                            """);
            assertThat(run(device.toString(), "--soon", "--json").out().lines())
                    .hasSize(4)
                    .last()
                    .isEqualTo("{\"subject\":\"s10/SOON\",\"clock\":\"customs\",\"stage\":\"nearly-used\","
                            + "\"due\":\"2026-11-26T12:10:00Z\",\"leftS\":600,\"trusted\":true,\"country\":\"BE\"}");
            Result one = run(device.toString(), "--limit", "1");
            assertThat(one.out().lines()).hasSize(1);
            assertThat(one.err()).contains("There may be more");
        }
    }

    @Test
    void withoutTheTimeOrWithoutWhatTheHubToldItSaysSo() {
        Result none = run(device.toString());
        assertThat(none.code()).isEqualTo(ExitCode.STORE_FAILED.code());
        assertThat(none.err()).contains("the device has not run, or keeps no parcels");
        quality = ClockQuality.UNSYNCED;
        Result unknown = run(device.toString());
        assertThat(unknown.code()).isEqualTo(ExitCode.FAILED.code());
        assertThat(unknown.err()).contains("clock is not synchronized");
    }
}
