package hubfloor.sorter.line;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.gs1.Gs1Files;
import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.loopback.MemoryEventStore;
import hubfloor.agent.Faults;
import hubfloor.agent.LlrpEar;
import hubfloor.agent.OperatorDesk;
import hubfloor.agent.ScannerWatch;
import hubfloor.agent.StaffFeedback;
import hubfloor.agent.TagIdentifier;
import hubfloor.config.load.DeviceFile;
import hubfloor.config.load.Loaded;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.LineConfig;
import hubfloor.event.StoredEvent;
import hubfloor.parcel.Identifier;
import hubfloor.reader.ReaderMessage.Codes;
import hubfloor.reader.ReaderMessage.Heartbeat;
import hubfloor.reader.ReaderMessage.Missing;
import hubfloor.reader.ReaderMessage.Sighting;
import hubfloor.reader.ReaderMessage.TagRead;
import hubfloor.reader.ReaderMessage.Trouble;
import hubfloor.reader.ReaderMessage.TroubleKind;
import hubfloor.sorter.core.Input;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A line's readers beside the parcels that its induction eye sees. */
class PassingWatchTest {
    private static final int PARCELS_MAX = 3;
    /** Pulses, at 1,000 a metre, to behind the area: 400 mm, the longest parcel of 800 and the tolerance of 60. */
    private static final long PAST = 1_260;

    private final SystemClock clock = new SystemClock();
    private final MemoryEventStore store = new MemoryEventStore(() -> "0123456789abcdef", List.of(), 1_000);
    private final BlockingQueue<String> alarms = new LinkedBlockingQueue<>();
    private final Faults faults = new Faults();
    private final Belt belt = new Belt();
    private final ScannerWatch scanners =
            new ScannerWatch(store, clock, new StaffFeedback(null), faults, new JsonWireFormat()::flat);
    private PassingWatch watch;

    @BeforeEach
    void line() throws IOException {
        store.onCommit(batch -> batch.stream()
                .map(StoredEvent::event)
                .filter(event -> event.type().startsWith("alarm."))
                .forEach(event -> alarms.add(new String(event.data(), StandardCharsets.UTF_8))));
        LineConfig line = triggeredDemo();
        Identifier identifier = new Identifier(Gs1Files.shipped());
        ReadDesk desk = new ReadDesk(line, identifier, new TagIdentifier(identifier), belt, new LineInputs(), clock);
        watch = new PassingWatch(
                desk,
                new AreaTrigger(line, belt, clock),
                scanners,
                new OperatorDesk(store, clock, new JsonWireFormat()::flat),
                List.of("top", "side", "badge"),
                PARCELS_MAX);
    }

    /** The shipped demo line, its readers with trigger words and triggered. */
    private static LineConfig triggeredDemo() throws IOException {
        try (InputStream shipped =
                Objects.requireNonNull(PassingWatchTest.class.getResourceAsStream("/hubfloor/lines/demo.yaml"))) {
            String text = new String(shipped.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("profile: stx-etx", "profile: sick-stx-etx")
                    .replace("max-delay-ms: 30}", "max-delay-ms: 30, trigger: true}");
            Loaded<DeviceConfig> loaded =
                    DeviceFile.loadText("demo.yaml", text.getBytes(StandardCharsets.UTF_8), Path.of("/etc"));
            assertThat(loaded).isInstanceOf(Loaded.Accepted.class);
            return ((Loaded.Accepted<DeviceConfig>) loaded).value().line().orElseThrow();
        }
    }

    private void reads(String reader) throws InterruptedException {
        watch.read(reader, new Codes(List.of(new Missing())));
    }

    private void parcelsPass(int parcels) throws InterruptedException {
        for (int parcel = 0; parcel < parcels; parcel++) {
            reads("top");
            watch.parcelPassed();
            watch.tick();
        }
    }

    @Test
    void readerThatReadsNothingWhileParcelsPassRaisesAnAlarmOnceAndIsWellWhenItReads() throws InterruptedException {
        parcelsPass(PARCELS_MAX + 2);
        assertThat(alarms.poll(10, TimeUnit.SECONDS)).contains("side");
        assertThat(faults.active()).singleElement().asString().contains("side");
        reads("side");
        assertThat(faults.active()).isEmpty();
        store.close();
        assertThat(alarms).as("more alarms").isEmpty();
    }

    @Test
    void readerThatOnlySaysThatItIsThereIsBlind() throws InterruptedException {
        LlrpEar side = new LlrpEar("side", watch, scanners);
        for (int parcel = 0; parcel < PARCELS_MAX; parcel++) {
            side.said(new Heartbeat(), 1);
            side.said(new Trouble(TroubleKind.NO_TAG, ""), 1);
            parcelsPass(1);
        }
        assertThat(faults.active()).containsExactly("scanner-blind:side");
        side.said(new TagRead("E2801160", OptionalInt.empty(), Optional.empty(), Sighting.UNKNOWN), 1);
        assertThat(faults.active()).isEmpty();
    }

    @Test
    void readerThatWasAwayWhileParcelsPassedIsToldWhenItIsBackAndBlind() throws InterruptedException {
        LlrpEar side = new LlrpEar("side", watch, scanners);
        side.lost("no power");
        parcelsPass(PARCELS_MAX);
        assertThat(faults.active()).containsExactly("scanner-absent:side");
        side.connected();
        parcelsPass(PARCELS_MAX);
        assertThat(faults.active()).containsExactly("scanner-blind:side");
    }

    @Test
    void readerThatDoesNotLookAtTheBeltIsNotExpectedToRead() throws InterruptedException {
        for (int parcel = 0; parcel < 2 * PARCELS_MAX; parcel++) {
            reads("side");
            parcelsPass(1);
        }
        assertThat(alarms).isEmpty();
    }

    @Test
    void triggeredReaderReadsFromTheInductionEyeUntilTheParcelIsPastIt() {
        assertThat(watch.wanted("top")).as("before the first parcel").isFalse();
        belt.count = 5_000;
        watch.parcelPassed();
        assertThat(watch.wanted("top")).as("a parcel comes").isTrue();
        belt.count = 5_000 + PAST - 1;
        assertThat(watch.wanted("top")).as("its tail may still be there").isTrue();
        belt.count = 5_000 + PAST;
        assertThat(watch.wanted("top")).as("past").isFalse();
        assertThat(watch.lookEveryMs("top")).isEqualTo(AreaTrigger.LOOK_EVERY_MS);
    }

    @Test
    void nextParcelKeepsTheReaderOn() {
        watch.parcelPassed();
        belt.count = PAST - 1;
        watch.parcelPassed();
        belt.count = 2 * PAST - 2;
        assertThat(watch.wanted("side")).isTrue();
    }

    @Test
    void readerOfNoTriggeredAreaReadsAlways() {
        assertThat(watch.wanted("badge")).isTrue();
        assertThat(watch.lookEveryMs("badge")).isEqualTo(Integer.MAX_VALUE);
    }

    /** Only its count matters here. */
    private static final class Belt implements LineBoard {
        private long count;

        @Override
        public void start(Consumer<Input> inputs) {}

        @Override
        public void tellLevels() {}

        @Override
        public long countAt(long nanos) {
            return count;
        }

        @Override
        public void activate(int gate, long untilNanos) {}

        @Override
        public void rest(int gate) {}

        @Override
        public void permitBelt(boolean granted) {}

        @Override
        public void renew(long nowNanos) {}

        @Override
        public void close() {}
    }
}
