package hubfloor.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.web.StationPage;
import hubfloor.config.model.PageConfig;
import hubfloor.sorter.line.LineView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What people really see of a sorter line in a browser. */
@Timeout(120)
class LinePageBrowserTest {
    private static final Duration SOON = Duration.ofSeconds(15);

    @TempDir
    Path home;

    private volatile LineView view =
            view("false", List.of("7 3800 300 c1 plan", "8 1500 420 - new", "9 700 250 exception exception"));

    @Test
    void beltShowsParcelsWhereTheyAreGatesThatMoveAndCounts() throws IOException, InterruptedException {
        assumeTrue(Chromium.installed().isPresent(), "Chromium is not installed: nobody looks at the line's page");
        Chromium browser = Chromium.start(home, 1280, 720);
        try (StationPage page = StationPage.open(
                new PageConfig("127.0.0.1", 0), "line", () -> new JsonWireFormat().flat(members()), Map.of())) {
            browser.open(page.address());
            browser.await("document.querySelectorAll('#parcels g').length === 3", SOON);
            assertThat(browser.eval("document.getElementById('count-c1').textContent"))
                    .isEqualTo("41");
            assertThat(browser.eval("document.getElementById('state').textContent"))
                    .isEqualTo("execute");
            String ahead = "[...document.querySelectorAll('#parcels rect')].map((r) => Number(r.getAttribute('x')))";
            assertThat(browser.eval(ahead + ".every((x, i, all) => i === 0 || x < all[i - 1])"))
                    .isEqualTo("true");
            keep(browser.screenshot());
            view = view("true", List.of("8 1900 420 c2 plan"));
            browser.await("document.querySelector('#gate-g1').classList.contains('active')", SOON);
            browser.await("document.querySelectorAll('#parcels g').length === 1", SOON);
            assertThat(browser.eval("document.querySelectorAll('script:not([src]), [onload], [style]').length"))
                    .isEqualTo("0");
        } finally {
            browser.close();
        }
    }

    /** For a person who wants to look: -Dhubfloor.screenshots=DIR. */
    private static void keep(String base64) throws IOException {
        String dir = System.getProperty("hubfloor.screenshots", "");
        if (!dir.isEmpty()) {
            Files.write(Path.of(dir).resolve("line.png"), Base64.getDecoder().decode(base64));
        }
    }

    private Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("device", "demo / sorter / ln-01");
        members.putAll(view.members());
        members.put("stored", 1_240L);
        members.put("handed", 1_238L);
        members.put("receipted", 1_200L);
        members.put("linked", true);
        members.put("faults", List.of("scanner-absent:top"));
        return members;
    }

    private static LineView view(String active, List<String> parcels) {
        return new LineView(
                "execute",
                "production",
                20_000,
                2_000,
                1_234,
                1_200,
                30,
                0,
                parcels,
                List.of("g1 4000 " + active + " c1", "g2 9400 false c2", "g3 14800 false c3"),
                List.of("induct 0 induction", "after-reading 2500 check", "before-end 18500 check"),
                List.of("c1 41 normal 4000", "c2 29 normal 9400", "c3 7 normal 14800", "exception 30 exception 20000"),
                "in-c1: blocked for longer than a parcel");
    }
}
