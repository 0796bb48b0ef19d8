package hubfloor.agent;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.gs1.Gs1Files;
import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.json.ScanJson;
import hubfloor.adapter.loopback.MemoryEventStore;
import hubfloor.agent.StaffFeedback.Light;
import hubfloor.config.model.ContainersConfig;
import hubfloor.container.Purpose;
import hubfloor.parcel.Barcode;
import hubfloor.parcel.Identifier;
import hubfloor.port.ContainerLog;
import hubfloor.reader.ReaderMessage.Codes;
import hubfloor.reader.ReaderMessage.Symbol;
import hubfloor.testing.SystemTicks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What staff see at a build-up station whose hub has told whither containers and parcels go. */
class StationContainersTest {
    private static final String BAG = "(8004)9521141BAG7";
    private static final String TO_DE = "RR473124829GB";
    private static final String TO_FR = "RR123456785MY";
    private static final Map<String, Purpose> TOLD = Map.of(
            "gs1/" + BAG, new Purpose("", "DE", ""),
            "s10/" + TO_DE, new Purpose("", "DE", ""),
            "s10/" + TO_FR, new Purpose("", "FR", ""));

    private final MemoryEventStore store = new MemoryEventStore(() -> "0123456789abcdef", List.of(), 8);
    private final StaffFeedback feedback = new StaffFeedback(null);
    private final Identifier identifier = new Identifier(Gs1Files.shipped());
    private ScanFlow flow = flow(List.of("grai", "giai", "uld"));

    private ScanFlow flow(List<String> labels) {
        try {
            return new ScanFlow(
                    identifier,
                    store,
                    new SystemTicks(),
                    feedback,
                    ScanJson::bytes,
                    subject -> Optional.empty(),
                    new StationContainers(
                            "st-01",
                            new ContainersConfig(false, labels),
                            new ContainerDesk(false, store, new Forgetful(), new JsonWireFormat(), new Faults()),
                            feedback,
                            subject -> TOLD.getOrDefault(subject, Purpose.ANY)));
        } catch (ContainerLog.ContainerLogFailed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @BeforeEach
    void open() throws InterruptedException {
        scan(BAG);
    }

    @AfterEach
    void end() {
        store.close();
    }

    private StaffFeedback.Message scan(String text) throws InterruptedException {
        flow.scanned("hand", new Codes(List.of(new Symbol(new Barcode("", text)))));
        return feedback.last();
    }

    private List<String> types() {
        return store.read(1, 100).stream().map(stored -> stored.event().type()).toList();
    }

    @Test
    void parcelForAnotherCountryIsRedAtOnceAndItsEventIsStoredByThen() throws InterruptedException {
        assertThat(scan(TO_DE).words()).isEqualTo("In 9521141BAG7. 1 inside");
        assertThat(scan(TO_FR).light()).isEqualTo(Light.RED);
        assertThat(feedback.last().words()).isEqualTo("Wrong container. 9521141BAG7 is for another country");
        assertThat(types())
                .containsExactly(
                        "scan.read.v1",
                        "container.opened.v1",
                        "scan.read.v1",
                        "container.added.v1",
                        "scan.read.v1",
                        "container.wrong.v1");
        assertThat(feedback.last().seq()).isEqualTo(6);
    }

    @Test
    void scanThatIsStoredWhileItsContainersEventIsRefusedIsNotGreen() throws InterruptedException {
        scan(TO_DE);
        scan("hello");
        scan("hello");
        assertThat(types()).hasSize(6);
        scan("hello");
        assertThat(scan("106141412345678908").reason()).as("one place left").isEqualTo("full");
        assertThat(feedback.last().light()).isEqualTo(Light.RED);
        assertThat(types().getLast()).isEqualTo("scan.read.v1");
    }

    @Test
    void ssccIsAParcelUnlessTheFileSaysThatItIsAContainers() throws InterruptedException {
        assertThat(scan("106141412345678908").reason()).isEqualTo("added");
        flow = flow(List.of("sscc"));
        assertThat(scan("376104250021234569").reason()).isEqualTo("opened");
    }

    @Test
    void uldsNumberOpensAndAnyOtherTextIsStillNoParcel() throws InterruptedException {
        assertThat(scan("AKE12345XX").words()).isEqualTo("Open: AKE12345XX. 9521141BAG7 is closed, 0 inside");
        assertThat(scan("hello").reason()).isEqualTo("unknown");
    }

    @Test
    void kindOfBagIsNoSingleBag() throws InterruptedException {
        assertThat(scan("(8003)09521141123454").reason()).isEqualTo("no-serial");
    }

    /** A log that is always new: the store alone knows. */
    private static final class Forgetful implements ContainerLog {
        @Override
        public List<Entry> entries() {
            return List.of();
        }

        @Override
        public Mark mark() {
            return new Mark("", 0);
        }

        @Override
        public void keep(String epoch, Entry entry, String forget) {}

        @Override
        public void close() {}
    }
}
