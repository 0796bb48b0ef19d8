package hubfloor.stories;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.mqtt.PahoConnector;
import hubfloor.adapter.net.LlrpMimic;
import hubfloor.config.load.DeviceFile;
import hubfloor.config.load.Loaded;
import hubfloor.config.load.PlanFile;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.epc.EpcDecoder;
import hubfloor.floor.Central;
import hubfloor.port.BrokerConnector.Connection;
import hubfloor.port.BrokerConnector.Publication;
import hubfloor.port.ProcessKeeper;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.event.LineEvent.Alarm;
import hubfloor.sorter.event.LineEvent.Joined;
import hubfloor.sorter.event.LineEvent.Sized;
import hubfloor.sorter.main.SorterLine;
import hubfloor.testing.Await;
import hubfloor.testing.BrokerUnderTest;
import hubfloor.testing.HeardEvents;
import hubfloor.testing.HeardEvents.Heard;
import hubfloor.testing.PlayedReaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo line with an RFID reader on the network beside its scanners: blind, seeing, killed and back, while parcels
 * pass it. A tag is put before the reader when its parcel's tail leaves the induction eye, so that it is known on which
 * parcel it lies.
 */
@Timeout(120)
class TagReaderOnLineTest {
    private static final Path SHIPPED = Path.of("../firmware-config/src/main/resources/hubfloor");
    private static final String TOPICS = "hubfloor/1/demo/sorter/line-01/";
    /** One parcel every 2.4 m of belt: one at a time before the reader, also on a busy machine. */
    private static final int PARCELS_PER_HOUR = 3_000;

    private static final int BLIND_AFTER = 3;
    private static final int STALE = 900;
    private static final long SOON_MS = 30_000;
    private static final Duration SOON = Duration.ofMillis(SOON_MS);
    private static final long LOSS_TOLD_MS = 5_000;

    @TempDir
    Path dir;

    private final SystemClock clock = new SystemClock();
    private final LlrpMimic reader = new LlrpMimic(0, clock);
    private final AtomicInteger serial = new AtomicInteger();
    /** On which parcel each tag lies. */
    private final Map<String, Long> tagged = new ConcurrentHashMap<>();

    private final List<Joined> joined = new CopyOnWriteArrayList<>();
    /** Reads that came while the reader was away and found no parcel. */
    private final List<Alarm> late = new CopyOnWriteArrayList<>();

    private volatile boolean tagging;
    private volatile boolean away;

    @Test
    void blindReaderIsToldAndAKilledOneGivesNoLaterParcelAnOldTag() throws Exception {
        try (BrokerUnderTest broker = BrokerUnderTest.start()) {
            HeardEvents central = new HeardEvents();
            Connection listening = listen(broker.port(), central);
            SorterLine line = line(broker.port(), reader.up());
            try {
                line.alsoTell((cause, event) -> see(event));
                state(central, faults -> faults.contains("scanner-blind:portal"));
                assertThat(reader.reading()).as("connected all the while").isTrue();

                tagging = true;
                state(central, faults -> !faults.contains("scanner-blind:portal"));
                Await.until("tags on their parcels", SOON, () -> joined.size() >= 2);
                tagging = false;
                passed(line, 1); // by then no tag is under way

                away = true;
                long killedAt = System.nanoTime();
                reader.kill();
                state(central, faults -> faults.contains("scanner-absent:portal"));
                long toldMs = (System.nanoTime() - killedAt) / 1_000_000;
                assertThat(toldMs).as("loss told").isLessThan(LOSS_TOLD_MS);
                reader.seesAlone(PlayedReaders.epc(STALE));
                passed(line, 2);

                reader.up();
                state(central, faults -> !faults.contains("scanner-absent:portal"));
                away = false;
                int before = joined.size();
                tagging = true;
                Await.until("read again", SOON, () -> joined.size() >= before + 2);
                System.out.printf("TagReaderOnLine: loss told after %d ms, %d tags joined%n", toldMs, joined.size());
            } finally {
                line.stop();
                reader.kill();
                listening.close(true);
            }
        }
        assertThat(joined)
                .allSatisfy(read -> assertThat(read.subjects())
                        .as("tags of parcel %d", read.parcel())
                        .singleElement()
                        .satisfies(subject -> assertThat(tagged).containsEntry(subject, read.parcel())));
        assertThat(joined.stream().flatMap(read -> read.subjects().stream()))
                .as("what it saw while nobody listened")
                .doesNotContain(subject(STALE));
        assertThat(late).as("nor was it looked for on the belt").isEmpty();
    }

    private static void passed(SorterLine line, int parcels) {
        long before = line.view().inducted();
        Await.until("parcels come", SOON, () -> line.view().inducted() > before + parcels);
    }

    /** Line thread: a parcel has passed the induction eye, or a tag was joined to one. */
    private void see(LineEvent event) {
        if (event instanceof Sized parcel && tagging) {
            int number = serial.incrementAndGet();
            tagged.put(subject(number), parcel.parcel());
            reader.sees(PlayedReaders.epc(number), OptionalInt.of(1), OptionalInt.of(-52));
        } else if (event instanceof Joined read && read.scanner().equals("portal")) {
            joined.add(read);
        } else if (event instanceof Alarm alarm
                && away
                && List.of("dock", "portal").contains(alarm.about())) {
            late.add(alarm);
        }
    }

    private static String subject(int serial) {
        return EpcDecoder.decode(PlayedReaders.epc(serial)).elements().stream()
                .filter(element -> element.ai().equals("00"))
                .map(element -> "sscc/" + element.value())
                .findFirst()
                .orElseThrow();
    }

    private static void state(HeardEvents central, Predicate<String> wanted) {
        central.next(
                Heard.Arrived.class,
                arrived -> wanted.test(new String(arrived.message().payload(), StandardCharsets.UTF_8)),
                SOON_MS);
    }

    private static Connection listen(int port, HeardEvents central) {
        Connection connection = new PahoConnector(Central.at(port), new SystemClock(), below -> 0)
                .dial("visitor", new Publication("will", new byte[0], 0, false, "", new byte[0]), central);
        central.next(Heard.Connected.class, SOON_MS);
        connection.subscribe(List.of(TOPICS + "state"));
        central.next(Heard.Subscribed.class, SOON_MS);
        return connection;
    }

    /** The shipped demo line with the reader over a stretch of its own. */
    private SorterLine line(int brokerPort, int readerPort) throws Exception {
        Path plan = Files.createDirectories(dir.resolve("plans")).resolve("demo.yaml");
        Files.copy(SHIPPED.resolve("plans/demo.yaml"), plan);
        Path file = Files.createDirectories(dir.resolve("lines")).resolve("demo.yaml");
        Files.writeString(
                file,
                Files.readString(SHIPPED.resolve("lines/demo.yaml"))
                        .replace("127.0.0.1:1883", "127.0.0.1:" + brokerPort)
                        .replace("\nline:\n", """

                                llrp-readers:
                                  - {name: portal, host: 127.0.0.1, port: %d}
                                reading: {silent-after-parcels: %d}
                                line:
                                """.formatted(readerPort, BLIND_AFTER))
                        .replace("  reading-areas:\n", """
                                  reading-areas:
                                    - {name: dock, from-mm: 140, to-mm: 500, scanners: [portal], max-delay-ms: 30, expect-read: false}
                                """));
        DeviceConfig config = accepted(DeviceFile.load(file));
        SortPlan sorted = accepted(PlanFile.load(plan, config.line().orElseThrow()));
        return SorterLine.start(
                config,
                file,
                sorted,
                new SorterLine.Hall(PARCELS_PER_HOUR, 1),
                "test",
                clock,
                ProcessKeeper.Absent.KEEPER);
    }

    private static <T> T accepted(Loaded<T> loaded) {
        return switch (loaded) {
            case Loaded.Accepted<T> accepted -> accepted.value();
            case Loaded.Refused<T> refused -> throw new AssertionError(refused.problems());
        };
    }
}
