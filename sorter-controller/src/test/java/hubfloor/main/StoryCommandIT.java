package hubfloor.main;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.sqlite.SqliteEventStore;
import hubfloor.config.model.ExitCode;
import hubfloor.config.model.StoreConfig;
import hubfloor.event.ClockQuality;
import hubfloor.event.Stamp;
import hubfloor.event.StoredEvent;
import hubfloor.port.EventStore.Outcome;
import hubfloor.port.EventStore.Refusal;
import hubfloor.port.LifeSign;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.story.Events;
import hubfloor.sorter.story.LineEventRecord;
import hubfloor.sorter.story.LineStory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A story told from a real store, by every name a parcel has. */
class StoryCommandIT {
    private static final String RUN = "3f2a9c01-81234";
    private static final Outcome MUST_STORE = new Outcome() {
        @Override
        public void stored(StoredEvent event) {}

        @Override
        public void refused(Refusal why) {
            throw new AssertionError(why);
        }
    };

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Path store() throws Exception {
        Path file = directory.resolve("events.db");
        try (SqliteEventStore store = SqliteEventStore.open(
                new StoreConfig(file, 64, 0, Duration.ofDays(1), Duration.ZERO),
                List.of(),
                new SystemClock(),
                words -> {},
                LifeSign.UNWATCHED)) {
            append(store);
            assertThat(tell("s10/none", "--store", file.toString())).isEqualTo(ExitCode.FAILED.code());
        }
        return file;
    }

    private static void append(SqliteEventStore store) throws InterruptedException {
        JsonWireFormat wire = new JsonWireFormat();
        LineStory story = new LineStory(Events.line(), RUN);
        Stamp now = new Stamp(Instant.parse("2026-11-22T09:15:00Z"), 90_000, "3f2a9c01-77aa", ClockQuality.SYNCED);
        List<LineEvent> one = Events.goodParcel(17, "s10/RR123456785MY", 0);
        List<LineEvent> other = Events.goodParcel(18, "s10/RB473124829MY", 30_000_000);
        for (int i = 0; i < one.size(); i++) {
            for (LineEvent event : List.of(one.get(i), other.get(i))) {
                LineEventRecord told = story.tell(event);
                Stamp at = LineEventRecord.at(event.atNanos(), now, 0);
                store.append(told.event(at, wire.flat(told.data())), MUST_STORE);
            }
        }
    }

    private int tell(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine command =
                Hubfloor.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 1];
        all[0] = "story";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return command.execute(all);
    }

    @Test
    void storyIsTheSameBySubjectBarcodeKeyAndNumber() throws Exception {
        String file = store().toString();
        for (String name : List.of("s10/RR123456785MY", "RR 123 456 785 MY", RUN + "/17", "17")) {
            assertThat(tell(name, "--store", file)).as(name + err).isZero();
            List<String> lines = out.toString().lines().toList();
            assertThat(lines.getFirst())
                    .as(name)
                    .isEqualTo("s10/RR123456785MY, on the line as 3f2a9c01-81234/17: 7 events");
            assertThat(lines.subList(1, lines.size()))
                    .as(name)
                    .containsExactly(
                            "2026-11-22 09:15:00.000      +0.000 s  Inducted at eye entry under plan p1.",
                            "2026-11-22 09:15:00.100      +0.100 s  Is 300 mm long, 420 mm behind the one before.",
                            "2026-11-22 09:15:00.200      +0.200 s  Read by scanner cam-1 in area tunnel as"
                                    + " s10/RR123456785MY.",
                            "2026-11-22 09:15:00.300      +0.300 s  Measured: 1250 g, 300 x 200 x 100 mm.",
                            "2026-11-22 09:15:00.400      +0.400 s  Decided: chute north, by plan rule asia; 180 min left to customs"
                                    + " (read=s10 country=MY).",
                            "2026-11-22 09:15:00.500      +0.500 s  Gate push-1 fired for chute north, -2 pulses from"
                                    + " its due count.",
                            "2026-11-22 09:15:00.600      +0.600 s  Confirmed at chute north.");
        }
    }

    @Test
    void jsonHasOneObjectALineWithTheEventsData() throws Exception {
        assertThat(tell("17", "--json", "--store", store().toString())).isZero();
        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(7);
        assertThat(lines.getLast())
                .startsWith("{\"seq\":13,\"time\":\"2026-11-22T09:15:00.600Z\",\"offsetMs\":600,"
                        + "\"type\":\"sort.ended.v1\",\"subject\":\"s10/RR123456785MY\",\"sentence\":\"Confirmed")
                .endsWith("\"data\":{\"parcel\":\"3f2a9c01-81234/17\",\"outcome\":\"confirmed\",\"chute\":\"north\","
                        + "\"reason\":\"none\"}}");
    }

    @Test
    void nothingKnownAndNoStoreAreSaidInWords() throws Exception {
        assertThat(tell("s10/RR000000005MY", "--store", store().toString())).isEqualTo(ExitCode.FAILED.code());
        assertThat(err.toString()).contains("knows nothing of s10/RR000000005MY");
        assertThat(tell("17", "--store", directory.resolve("none.db").toString()))
                .isEqualTo(ExitCode.STORE_FAILED.code());
        assertThat(err.toString()).contains("no event store at");
        Path other = Files.writeString(directory.resolve("other.db"), "x".repeat(200));
        assertThat(tell("17", "--store", other.toString())).isEqualTo(ExitCode.STORE_FAILED.code());
        assertThat(err.toString()).contains("is not an SQLite database");
        assertThat(tell("17")).isEqualTo(ExitCode.USAGE.code());
    }
}
