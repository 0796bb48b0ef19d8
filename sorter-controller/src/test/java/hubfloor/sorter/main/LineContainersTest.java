package hubfloor.sorter.main;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.loopback.MemoryEventStore;
import hubfloor.adapter.sqlite.SqliteContainerLog;
import hubfloor.agent.ContainerDesk;
import hubfloor.agent.Faults;
import hubfloor.config.load.DeviceFile;
import hubfloor.config.load.Loaded;
import hubfloor.config.model.ChuteConfig;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.LineConfig;
import hubfloor.container.ContainerLabel;
import hubfloor.event.StoredEvent;
import hubfloor.hub.Packed;
import hubfloor.port.LifeSign;
import hubfloor.sorter.event.LineEvent;
import hubfloor.sorter.event.LineEvent.Outcome;
import hubfloor.sorter.event.Reason;
import hubfloor.sorter.story.LineStory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bags at the chutes of the shipped demo line, told what its eyes saw. */
class LineContainersTest {
    private static final Path SHIPPED = Path.of("../firmware-config/src/main/resources/hubfloor/lines/demo.yaml");
    private static final ContainerLabel BAG =
            ContainerLabel.named("gs1/(8004)9521141BAG7").orElseThrow();

    @TempDir
    Path dir;

    private final LineConfig line = line();
    private final String chute = line.chutes().getFirst().name();
    private final MemoryEventStore store = new MemoryEventStore(() -> "0123456789abcdef", List.of(), 100);
    private final Set<String> faults = ConcurrentHashMap.newKeySet();
    private final List<String> answers = new CopyOnWriteArrayList<>();
    private @Nullable LineContainers running;

    private static LineConfig line() {
        Loaded<DeviceConfig> loaded = DeviceFile.load(SHIPPED);
        return ((Loaded.Accepted<DeviceConfig>) loaded).value().line().orElseThrow();
    }

    private LineContainers containers() {
        return Objects.requireNonNull(running);
    }

    @BeforeEach
    void start() throws Exception {
        running = new LineContainers(
                new ContainerDesk(
                        false,
                        store,
                        SqliteContainerLog.open(dir.resolve("line.db.containers")),
                        new JsonWireFormat(),
                        new Faults()),
                new LineStory(line, "run"),
                new SystemClock(),
                (word, raised) -> faults.add(word),
                LifeSign.UNWATCHED);
        containers().start();
    }

    @AfterEach
    void end() throws InterruptedException {
        containers().stop();
        store.close();
        containers().close();
    }

    private void landed(long parcel, Outcome outcome) {
        containers().said(new LineEvent.Ended(System.nanoTime(), parcel, outcome, 0, Reason.NONE));
    }

    private List<String> told() {
        return store.read(1, 100).stream()
                .map(StoredEvent::event)
                .map(event ->
                        event.type() + " " + event.subject() + " " + new String(event.data(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void whatTheChutesEyeConfirmsGoesIntoItsBagAndWhatFellThereByMistakeIsWrong() throws InterruptedException {
        landed(1, Outcome.CONFIRMED);
        containers().bind(chute, BAG, answers::add);
        containers().said(new LineEvent.Joined(System.nanoTime(), 2, 0, "top", List.of("s10/RR473124829GB")));
        landed(2, Outcome.CONFIRMED);
        landed(3, Outcome.CONFIRMED);
        landed(4, Outcome.WRONG_CHUTE);
        landed(5, Outcome.UNCONFIRMED);
        containers().close(chute);
        containers().bind("no-other-place", BAG, answers::add);
        containers().stop(); // takes what waits
        String bag = "\"container\":\"" + BAG.name() + "\"";
        assertThat(told())
                .containsExactly(
                        "container.opened.v1 " + BAG.name() + " {" + bag + ",\"kind\":\"giai\",\"boundTo\":\"" + chute
                                + "\",\"chute\":\"" + chute + "\",\"country\":\"\",\"service\":\"\"}",
                        "container.added.v1 s10/RR473124829GB {" + bag + ",\"parcel\":\"s10/RR473124829GB\"}",
                        "container.added.v1  {" + bag + ",\"parcel\":\"line/run/3\"}",
                        "container.wrong.v1  {" + bag + ",\"parcel\":\"line/run/4\",\"reason\":\"other_chute\"}",
                        "container.closed.v1 " + BAG.name() + " {" + bag
                                + ",\"count\":2,\"parcels\":[\"s10/RR473124829GB\",\"line/run/3\"],\"firstSeq\":2,\"lastSeq\":3}",
                        told().getLast());
        assertThat(answers).containsExactly("", "");
        assertThat(faults).isEmpty();
    }

    @Test
    void bagThatHangsAtOneChuteIsNotBoundToAnother() throws InterruptedException {
        containers().bind(chute, BAG, answers::add);
        containers().bind("c-other", BAG, answers::add);
        containers().stop(); // takes what waits
        assertThat(answers).containsExactly("", "open-elsewhere");
    }

    @Test
    void customsIsAskedAboutWhatLeavesTheHubAndNotAboutWhatWaitsForAPersonHere() throws InterruptedException {
        int exception = line.chutes().stream().map(ChuteConfig::kind).toList().indexOf(ChuteConfig.Kind.EXCEPTION);
        ContainerLabel cage = ContainerLabel.named("gs1/(8004)9521141CAGE1").orElseThrow();
        containers().bind(chute, BAG, answers::add);
        containers().bind(line.chutes().get(exception).name(), cage, answers::add);
        containers().said(new LineEvent.Joined(System.nanoTime(), 1, 0, "top", List.of("s10/RR473124829GB")));
        landed(1, Outcome.CONFIRMED);
        containers().said(new LineEvent.Joined(System.nanoTime(), 2, 0, "top", List.of("s10/CP123456785MY")));
        containers().said(new LineEvent.Ended(System.nanoTime(), 2, Outcome.CONFIRMED, exception, Reason.NONE));
        containers().stop(); // takes what waits
        Packed packed = containers().packed(line);
        assertThat(packed.holds("s10/RR473124829GB")).isTrue();
        assertThat(packed.holds("s10/CP123456785MY")).isFalse();
        packed.customs("s10/RR473124829GB", "hold");
        assertThat(told().getLast())
                .isEqualTo("container.customs-changed.v1 s10/RR473124829GB {\"container\":\"" + BAG.name()
                        + "\",\"parcel\":\"s10/RR473124829GB\",\"customs\":\"hold\"}");
    }
}
