package hubfloor.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hubfloor.adapter.json.StationJson;
import hubfloor.adapter.web.StationPage;
import hubfloor.agent.StaffFeedback.Light;
import hubfloor.agent.StaffFeedback.Message;
import hubfloor.agent.StationView;
import hubfloor.config.model.PageConfig;
import hubfloor.demo.DemoHub;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What staff really see: the page in a browser the size of a Raspberry Pi's touch display. */
@Timeout(120)
class StaffPageBrowserTest {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String GREEN = "document.getElementById('light').className === 'green'";
    private static final String GONE = "document.getElementById('words').textContent === "
            + "'This screen has lost the station' && document.getElementById('light').classList.contains('red')";
    private static final List<String> HOSTILE = List.of(
            "<script>window.hacked=1</script>",
            "<img src=x onerror=window.hacked=1>",
            "<svg/onload=window.hacked=1>",
            "\"><iframe src=javascript:window.hacked=1>",
            "javascript:window.hacked=1//",
            "'-window.hacked--'",
            "${window.hacked=1}",
            "</h1></main><style>main{display:none}</style>",
            "&lt;b&gt;&#60;&amp;",
            "]]>{{7*7}}<!--");

    @TempDir
    static Path home;

    private static @Nullable Chromium started;
    private volatile StationView view = green("RR473124829GB", 1234);
    private final ReentrantLock answering = new ReentrantLock();
    private @Nullable StationPage page;

    @BeforeAll
    static void startBrowser() throws IOException, InterruptedException {
        assumeTrue(
                Chromium.installed().isPresent(),
                "Chromium is not installed (apt install chromium): nobody looks at the staff page");
        started = Chromium.start(home, 800, 480);
    }

    @AfterAll
    static void endBrowser() throws InterruptedException {
        if (started != null) {
            started.close();
        }
    }

    @AfterEach
    void closePage() {
        if (page != null) {
            page.close();
        }
    }

    @Test
    void greenShowsATickTheWordTheCodeAndTheThreeCounts() throws Exception {
        Chromium browser = look();
        browser.await(GREEN, SOON);
        assertThat(shown(browser, "words")).isEqualTo("Recorded");
        assertThat(shown(browser, "text")).isEqualTo("RR473124829GB");
        assertThat(shown(browser, "seq")).isEqualTo("No. 1,234");
        assertThat(shown(browser, "stored")).isEqualTo("1,240");
        assertThat(shown(browser, "handed")).isEqualTo("1,238");
        assertThat(shown(browser, "confirmed")).isEqualTo("1,200");
        assertThat(shown(browser, "link")).isEqualTo("connected");
        assertThat(symbols(browser)).isEqualTo("when-green");
    }

    @Test
    void redSaysWhatHappenedAndWhatToDoWithASymbolOfItsOwn() throws Exception {
        Chromium browser = look();
        for (String words : List.of(
                "Not a parcel number. Scan the shipping label; if there is none, set the parcel aside",
                "This could be two different parcels. Set it aside for the supervisor",
                "Not recorded, storage is full. Stop and call the technician")) {
            view = red("4006381333931", words);
            String what = what(words);
            browser.await("document.getElementById('words').textContent === " + js(what), SOON);
            assertThat(shown(browser, "then")).isEqualTo(words.substring(what.length() + 2));
            assertThat(browser.eval("document.getElementById('light').className"))
                    .isEqualTo("red");
            assertThat(symbols(browser)).isEqualTo("when-red");
        }
    }

    @Test
    void textFromBarcodesIsShownLiterallyAndRunsNothing() throws Exception {
        Chromium browser = look();
        for (String hostile : HOSTILE) {
            view = red(hostile, "Not a parcel number. Set it aside");
            browser.await("document.getElementById('text').textContent === " + js(hostile), SOON);
        }
        view = red("\u001d01\u202egnp\u0000", "Not a parcel number. Set it aside");
        browser.await("document.getElementById('text').textContent === '{GS}01\\ufffdgnp\\\\x00'", SOON);
        assertThat(browser.eval("typeof window.hacked")).isEqualTo("undefined");
        assertThat(browser.eval("document.querySelectorAll('img, iframe, style, main script, main b').length"))
                .isEqualTo("0");
    }

    @Test
    void nothingMovesWhateverIsShownAndNothingIsCutOff() throws Exception {
        Chromium browser = look();
        String place = "JSON.stringify(document.getElementById('light').getBoundingClientRect())";
        browser.await(GREEN, SOON);
        String before = browser.eval(place);
        List<StationView> states = new ArrayList<>();
        states.add(red(
                "00195211410000000017",
                "Not a parcel number. Scan the shipping label; if there is none, set the " + "parcel aside"));
        states.add(red("", "Nothing is recorded any more, storage has failed. Stop and call the technician"));
        states.add(withFaults(Set.of("store-failed", "scanner-absent:hand", "receipts-missing")));
        states.add(green("A1B2C3D4E5".repeat(9), 1));
        for (StationView state : states) {
            view = state;
            browser.await(
                    "document.getElementById('text').textContent === "
                            + js(state.message().text()) + " && document.getElementById('words').textContent === "
                            + js(what(state.message().words())),
                    SOON);
            assertThat(browser.eval(place)).as(state.message().words()).isEqualTo(before);
            assertThat(browser.eval("(m => m.scrollHeight <= m.clientHeight && m.scrollWidth <= m.clientWidth)"
                            + "(document.getElementById('light'))"))
                    .as("all of '%s' is in sight", state.message().words())
                    .isEqualTo("true");
        }
    }

    @Test
    void faultsAreSentencesForStaffTheWorstFirstAndUnknownWordsAsTheyAre() throws Exception {
        Chromium browser = look();
        view = withFaults(Set.of("scanner-absent:hand", "something-new:7"));
        browser.await("document.querySelectorAll('#faults li').length === 2", SOON);
        assertThat(shown(browser, "faults").lines())
                .containsExactly("Scanner \"hand\" is not connected. Check its cable", "something-new:7");
        view = withFaults(Set.of("receipts-missing", "scanner-absent:hand", "store-failed"));
        browser.await("document.getElementById('faults').textContent.includes('more faults')", SOON);
        assertThat(shown(browser, "faults")).startsWith("Storage has failed").contains("and 2 more faults");
    }

    @Test
    void greenOfAParcelLongGoneDoesNotStandForTheNextOne() throws Exception {
        Chromium browser = look();
        browser.await(GREEN, SOON);
        browser.eval("performance.now = () => 1e9"); // ten seconds later, without the ten seconds
        browser.await("document.getElementById('words').textContent === 'Ready to scan'", SOON);
        assertThat(shown(browser, "seq")).isEqualTo("Last recorded: RR473124829GB");
        view = withFaults(Set.of("scanner-absent:hand"));
        browser.eval("performance.now = () => 2e9");
        browser.await("document.getElementById('light').className === 'warn'", SOON);
        assertThat(shown(browser, "words")).isEqualTo("Scanner \"hand\" is not connected");
        assertThat(symbols(browser)).isEqualTo("when-warn");
    }

    @Test
    void stationThatIsGoneTurnsThePageRedByItselfAndComesBackByItself() throws Exception {
        Chromium browser = look();
        browser.await(GREEN, SOON);
        int port = URI.create(address()).getPort();
        closePage();
        browser.await(GONE, SOON);
        assertThat(shown(browser, "link")).isEqualTo("no contact");
        page = StationPage.open(new PageConfig("127.0.0.1", port), () -> StationJson.bytes(view));
        browser.await(GREEN, SOON);
    }

    @Test
    void stationThatHangsWithoutHangingUpTurnsThePageRed() throws Exception {
        Chromium browser = look();
        browser.await(GREEN, SOON);
        answering.lock();
        try {
            browser.await(GONE, SOON);
        } finally {
            answering.unlock();
        }
        browser.await(GREEN, SOON);
    }

    @Test
    void realStationScansAndThePageShowsItUntilTheStationEnds(@TempDir Path dir) throws Exception {
        DemoHub hub = DemoHub.start(dir, "demo", 2, 0, 0, 0, "test");
        Chromium browser = Objects.requireNonNull(started);
        try {
            browser.open(hub.pageAddress());
            browser.await(GREEN, SOON);
            assertThat(shown(browser, "words")).isEqualTo("Recorded");
            browser.await("Number(document.getElementById('confirmed').textContent) > 2", SOON);
            assertThat(shown(browser, "device")).isEqualTo("demo / inbound / st-01");
        } finally {
            hub.stop();
        }
        browser.await(GONE, SOON);
    }

    @Test
    void whoHasARoleAsksForAReleaseAndSeesWhatCameOfItAndEverybodySeesTheLateOnes() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        StationView nobody = view;
        page = StationPage.open(new PageConfig("127.0.0.1", 0), "station", this::state, Map.of("/floor", body -> {
            asked.add(new String(body, StandardCharsets.UTF_8));
            return "{\"result\":\"refused\",\"reason\":\"never-on-the-floor\",\"parcel\":\"\",\"until\":\"\"}"
                    .getBytes(StandardCharsets.UTF_8);
        }));
        Chromium browser = Objects.requireNonNull(started);
        browser.open(address());
        browser.await(GREEN, SOON);
        String hidden = "document.getElementById('floor-open').hidden && document.getElementById('late-open').hidden";
        assertThat(browser.eval("String(" + hidden + ")")).isEqualTo("true");
        view = officer(nobody.message());
        browser.await("!(document.getElementById('floor-open').hidden)", SOON);
        browser.eval("document.getElementById('late-open').click(), document.getElementById('floor-open').click(), ''");
        assertThat(shown(browser, "late-open")).isEqualTo("overdue: 2");
        assertThat(browser.eval("document.getElementById('late-list').textContent"))
                .isEqualTo("s10/RR473124829GB  customs  1:12 h over, trusteds10/<b>  promise  0:01 h over");
        browser.eval("document.getElementById('floor-parcel').value = 'RR473124829GB',"
                + " document.getElementById('floor-pin').value = '4711',"
                + " document.getElementById('floor').requestSubmit(), ''");
        browser.await("document.getElementById('floor-answer').textContent !== ''", SOON);
        assertThat(asked)
                .containsExactly("{\"deed\":\"release\",\"parcel\":\"RR473124829GB\",\"reason\":\"papers-seen\","
                        + "\"pin\":\"4711\"}");
        assertThat(shown(browser, "floor-answer")).isEqualTo("This one only customs itself can release");
        assertThat(browser.eval("document.getElementById('floor-pin').value"))
                .as("not left standing")
                .isEmpty();
        view = nobody;
        browser.await(hidden + " && document.getElementById('floor').hidden", SOON);
    }

    @Test
    void whatWasScannedLastIsWhatIsReleasedUnlessAnotherIsTyped() throws Exception {
        view = officer(new Message(Light.GREEN, "RR473124829GB", "stored-held", "Recorded. Customs holds it", 7));
        Chromium browser = look();
        browser.await("!(document.getElementById('floor-open').hidden)", SOON);
        browser.eval("document.getElementById('floor-open').click(), ''");
        assertThat(browser.eval("document.getElementById('floor-parcel').value"))
                .isEqualTo("RR473124829GB");
        browser.eval("document.getElementById('floor-open').click(),"
                + " document.getElementById('floor-parcel').value = 'CP123456785MY',"
                + " document.getElementById('floor-open').click(), ''");
        assertThat(browser.eval("document.getElementById('floor-parcel').value"))
                .isEqualTo("CP123456785MY");
    }

    @Test
    void redThatComesOnIsNeverCoveredAndARedThatIsOnMayBe() throws Exception {
        view = officer(new Message(Light.GREEN, "RR473124829GB", "stored", "Recorded", 7));
        Chromium browser = look();
        browser.await("!(document.getElementById('floor-open').hidden)", SOON);
        String open = "document.getElementById('late-open').click(), document.getElementById('floor-open').click(),"
                + " document.getElementById('floor-pin').value = '4711', ''";
        String covered = "!document.getElementById('floor').hidden && !document.getElementById('late').hidden";
        browser.eval(open);
        assertThat(browser.eval("String(" + covered + ")")).isEqualTo("true");
        view = officer(new Message(Light.GREEN, "CP123456785MY", "stored", "Recorded", 8));
        browser.await("document.getElementById('seq').textContent === 'No. 8'", SOON);
        assertThat(browser.eval("String(" + covered + ")"))
                .as("green leaves it")
                .isEqualTo("true");
        Message red = new Message(Light.RED, "4006381333931", "unknown", "Not a parcel number. Set it aside", 9);
        view = officer(red);
        browser.await("document.getElementById('light').className === 'red'", SOON);
        assertThat(browser.eval("String(document.getElementById('floor').hidden"
                        + " && document.getElementById('late').hidden)"))
                .isEqualTo("true");
        assertThat(browser.eval("document.getElementById('floor-pin').value")).isEmpty();
        browser.eval(open);
        view = officer(red, 1241); // the same red again, which is not a new one
        browser.await("document.getElementById('stored').textContent === '1,241'", SOON);
        assertThat(browser.eval("String(" + covered + ")")).isEqualTo("true");
    }

    private static StationView officer(Message message) {
        return officer(message, 1240);
    }

    private static StationView officer(Message message, long stored) {
        return new StationView(
                "kul / inbound / st-01",
                message,
                stored,
                1238,
                1200,
                true,
                true,
                "connected",
                Set.of(),
                "customs-officer",
                List.of("s10/RR473124829GB  customs  1:12 h over, trusted", "s10/<b>  promise  0:01 h over"),
                Optional.empty());
    }

    /** The station's state; a test that holds the lock makes the station hang. */
    private byte[] state() {
        answering.lock();
        try {
            return StationJson.bytes(view);
        } finally {
            answering.unlock();
        }
    }

    private Chromium look() throws IOException, InterruptedException {
        page = StationPage.open(new PageConfig("127.0.0.1", 0), this::state);
        Chromium browser = Objects.requireNonNull(started);
        browser.open(address());
        return browser;
    }

    private String address() {
        return Objects.requireNonNull(page).address();
    }

    private static String shown(Chromium browser, String id) throws IOException, InterruptedException {
        return browser.eval("document.getElementById('" + id + "').innerText");
    }

    private static String symbols(Chromium browser) throws IOException, InterruptedException {
        return browser.eval("[...document.querySelectorAll('svg path')]"
                + ".filter(p => getComputedStyle(p).display !== 'none').map(p => p.getAttribute('class')).join()");
    }

    /** The part of a message that stands in the big line. */
    private static String what(String words) {
        int stop = words.indexOf(". ");
        return stop < 0 ? words : words.substring(0, stop);
    }

    private static String js(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private static StationView green(String text, long seq) {
        return view(new Message(Light.GREEN, text, "stored", "Recorded", seq), Set.of());
    }

    private static StationView red(String text, String words) {
        return view(new Message(Light.RED, text, "reason", words, 0), Set.of());
    }

    private static StationView withFaults(Set<String> faults) {
        return view(new Message(Light.GREEN, "RR473124829GB", "stored", "Recorded", 1234), faults);
    }

    private static StationView view(Message message, Set<String> faults) {
        return new StationView(
                "kul / inbound / st-01",
                message,
                1240,
                1238,
                1200,
                true,
                true,
                "connected",
                faults,
                "",
                List.of(),
                Optional.empty());
    }
}
