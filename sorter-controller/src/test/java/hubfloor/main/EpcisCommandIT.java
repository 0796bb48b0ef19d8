package hubfloor.main;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.sqlite.SqliteLedger;
import hubfloor.config.model.DeviceIdentity;
import hubfloor.config.model.ExitCode;
import hubfloor.event.ClockQuality;
import hubfloor.event.Event;
import hubfloor.event.EventClass;
import hubfloor.event.EventFamily;
import hubfloor.event.EventSource;
import hubfloor.event.ReceivedEvent;
import hubfloor.event.Stamp;
import hubfloor.event.StoredEvent;
import hubfloor.ledger.LedgerStore.Delivery;
import hubfloor.ledger.LedgerStore.Held;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.story.Events;
import hubfloor.sorter.story.LineEventRecord;
import hubfloor.sorter.story.LineStory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** A real ledger's file, handed out as an EPCIS document. */
class EpcisCommandIT {
    private static final String URL = "https://hub.example";
    private static final EventSource STATION = source("kul", "st-01");
    private static final EventSource LINE = source("kul", "ln-01");
    private static final Instant RECEIVED = Instant.parse("2026-11-22T09:16:00Z");
    private static final Stamp NOW =
            new Stamp(Instant.parse("2026-11-22T09:15:00Z"), 90_000, "3f2a9c01-77aa", ClockQuality.SYNCED);

    @TempDir
    Path folder;

    private final JsonWireFormat wire = new JsonWireFormat();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path store = Path.of("");
    private Path document = Path.of("");

    private static EventSource source(String hub, String device) {
        return new EventSource(new DeviceIdentity(hub, "bay", device), "0123456789abcdef");
    }

    /** One parcel on the line, and at the station one scan that names a parcel, one that names none, and an alarm. */
    @BeforeEach
    void fill() throws Exception {
        store = folder.resolve("ledger.db");
        document = folder.resolve("document.json");
        LineStory story = new LineStory(Events.line(), "3f2a9c01-81234");
        List<Event> line = new ArrayList<>();
        for (LineEvent event : Events.goodParcel(17, "s10/RR123456785MY", 0)) {
            LineEventRecord told = story.tell(event);
            line.add(told.event(LineEventRecord.at(event.atNanos(), NOW, 0), wire.flat(told.data())));
        }
        keep(LINE, RECEIVED, line.subList(0, line.size() - 1), 1);
        keep(LINE, RECEIVED.plusSeconds(60), line.subList(line.size() - 1, line.size()), line.size());
        keep(
                STATION,
                RECEIVED.plusSeconds(30),
                List.of(
                        event("scan.read.v1", "sscc/106141412345678908", "{\"scanner\":\"hand\",\"outcome\":\"one\"}"),
                        event("scan.read.v1", "", "{\"scanner\":\"hand\",\"outcome\":\"none\"}"),
                        event("alarm.raised.v1", "", "{}")),
                1);
    }

    private static Event event(String type, String subject, String data) {
        return new Event(
                EventFamily.SCAN, EventClass.CUSTODY, type, subject, NOW, data.getBytes(StandardCharsets.UTF_8));
    }

    private void keep(EventSource source, Instant at, List<Event> events, long from) throws Exception {
        List<ReceivedEvent> received = new ArrayList<>();
        for (Event event : events) {
            StoredEvent stored = new StoredEvent(source.epoch(), from + received.size(), event);
            received.add(wire.readEvent(wire.envelopes(source).write(stored)));
        }
        keep(at, received);
    }

    private void keep(Instant at, List<ReceivedEvent> received) {
        SqliteLedger ledger = SqliteLedger.open(store);
        Held held = ledger.hold(received.stream().map(ReceivedEvent::source).collect(Collectors.toSet()));
        ledger.commit(new Delivery(received, List.of(), held.accounts().values(), at));
        ledger.close();
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine command =
                Hubfloor.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 1];
        all[0] = "epcis";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return command.execute(all);
    }

    private List<String> exported(String... more) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("--store", store.toString(), "--hub-url", URL, "--out", document.toString()));
        arguments.addAll(List.of(more));
        assertThat(run(arguments.toArray(new String[0]))).as(err.toString()).isZero();
        return Files.readAllLines(document);
    }

    @Test
    void everyEventWithAMeaningIsInTheDocumentAndTheOthersAreCounted() throws Exception {
        List<String> lines = exported();
        assertThat(lines).hasSize(5);
        assertThat(lines.getFirst()).contains("\"creationDate\":\"2026-11-22T09:17:00.000Z\"");
        assertThat(lines.get(1)).contains("\"sensor_reporting\"", "/parcel/s10/RR123456785MY");
        assertThat(lines.get(2))
                .contains("/bizStep/sorting\"", "/place/kul/bay/ln-01/north", "\"hubfloor:rule\":\"asia\"");
        assertThat(lines.get(3)).contains("\"arriving\"", "https://id.gs1.org/00/106141412345678908");
        assertThat(err.toString().strip())
                .isEqualTo(
                        "Written: 3 events (1 scan.read, 1 sort.ended, 1 sort.measured). Left out, for EPCIS has no word"
                                + " for them: 1 alarm.*, 5 sort.*. Left out also: 1 scan.read without a parcel's number.");
        assertThat(run("--check", document.toString())).as(out.toString()).isZero();
        assertThat(out.toString().strip()).isEqualTo(document + ": 3 events, good");
        assertThat(folder.resolve("document.json.part")).doesNotExist();
    }

    @Test
    void sameLedgerGivesTheSameBytes() throws Exception {
        exported();
        byte[] first = Files.readAllBytes(document);
        exported();
        assertThat(Files.readAllBytes(document)).isEqualTo(first);
    }

    /** The decision came before; were it forgotten, one eventID would stand for two different events. */
    @Test
    void laterEventsAloneAreByteForByteThoseOfTheWholeDocument() throws Exception {
        List<String> whole = exported();
        List<String> later = exported("--since", "2026-11-22T17:17:00+08:00");
        assertThat(later).hasSize(3);
        assertThat(later.get(1))
                .contains("/bizStep/sorting\"")
                .isEqualTo(whole.get(2).replaceFirst(",$", ""));
        assertThat(err.toString()).contains("Written: 1 event (1 sort.ended).", "Stored before --since: 9.");
        assertThat(exported("--since", "2026-11-23T00:00:00Z")).hasSize(2);
        assertThat(run("--check", document.toString())).isZero();
    }

    @Test
    void documentIsAboutOneHub() throws Exception {
        keep(source("lgg", "st-01"), RECEIVED, List.of(event("scan.read.v1", "s10/RR123456785MY", "{}")), 1);
        assertThat(run("--store", store.toString(), "--hub-url", URL)).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("kul, lgg").contains("--hub NAME");
        assertThat(run("--store", store.toString(), "--hub", "kgl")).isEqualTo(ExitCode.USAGE.code());
        assertThat(exported("--hub", "lgg")).hasSize(3);
    }

    @Test
    void envelopeThatCannotBeReadIsNamedAndTheOthersAreWritten() throws Exception {
        byte[] raw = "{\"time\":\"yesterday\",\"data\":{}}".getBytes(StandardCharsets.UTF_8);
        keep(RECEIVED, List.of(new ReceivedEvent(STATION, 9, "org.hubfloor.scan.read.v1", "s10/RR123456785MY", raw)));
        assertThat(run("--store", store.toString(), "--hub-url", URL, "--out", document.toString()))
                .isEqualTo(ExitCode.FAILED.code());
        assertThat(err.toString())
                .contains("Not readable: /kul/bay/st-01/0123456789abcdef 9, the time is not of RFC 3339")
                .contains("Written: 3 events");
        assertThat(run("--check", document.toString())).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "--hub-url, http://hub.example, https://",
        "--gln, 9521141123455, check digit",
        "--offset, Mars/Olympus, +08:00",
        "--offset, +18:00, 14 hours",
        "--scan-step, sorting, word of CBV",
        "--since, yesterday, 2026-11-22T00:00:00Z",
        "--check, x, either",
    })
    void whatCannotBeUsedIsSaidAndNothingIsWritten(String option, String value, String words) {
        assertThat(run("--store", store.toString(), option, value, "--out", document.toString()))
                .isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains(words).doesNotContain("Exception");
        assertThat(document).doesNotExist();
    }

    @Test
    void ledgerThatRunsOrIsNoneIsSaid() {
        SqliteLedger running = SqliteLedger.open(store);
        assertThat(run("--store", store.toString())).isEqualTo(ExitCode.STORE_IN_USE.code());
        running.close();
        assertThat(run("--store", folder.resolve("none.db").toString())).isEqualTo(ExitCode.STORE_FAILED.code());
        assertThat(err.toString()).contains("there is no ledger at");
        assertThat(run(
                        "--store",
                        store.toString(),
                        "--hub-url",
                        URL,
                        "--out",
                        folder.resolve("no/such").toString()))
                .isEqualTo(ExitCode.FAILED.code());
        assertThat(err.toString()).contains("The document cannot be written");
    }

    @Test
    void badDocumentIsToldWithEveryPlace() throws Exception {
        exported();
        Files.writeString(
                document,
                Files.readString(document).replace("arriving", "sorting").replace("OBSERVE", "SEE"));
        assertThat(run("--check", document.toString())).isEqualTo(ExitCode.FAILED.code());
        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(5);
        assertThat(lines.get(3)).startsWith("/epcisBody/eventList/2/bizStep: \"sorting\" is not");
        assertThat(lines.getLast()).isEqualTo(document + ": 3 events, 4 wrong");
        Files.writeString(document, "{\"type\":\"EPCISDocument\"");
        assertThat(run("--check", document.toString())).isEqualTo(ExitCode.FAILED.code());
        assertThat(err.toString()).contains("no readable JSON document: line 1");
        assertThat(run("--check", folder.resolve("none").toString())).isEqualTo(ExitCode.FAILED.code());
    }
}
