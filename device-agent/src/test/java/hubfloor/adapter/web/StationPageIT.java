package hubfloor.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import hubfloor.adapter.json.StationJson;
import hubfloor.agent.StaffFeedback.Light;
import hubfloor.agent.StaffFeedback.Message;
import hubfloor.agent.StationView;
import hubfloor.config.model.PageConfig;
import hubfloor.testing.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The staff page's server over real sockets: what it refuses, and what it repeats. */
@Timeout(60)
class StationPageIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "frame-ancestors 'none'; base-uri 'none'";

    private final HttpClient http = HttpClient.newHttpClient();
    private volatile StationView view = showing("RR473124829GB", 1);
    private StationPage page;

    @BeforeEach
    void open() throws IOException {
        page = StationPage.open(new PageConfig("127.0.0.1", 0), () -> StationJson.bytes(view));
    }

    @AfterEach
    void close() {
        page.close();
        http.shutdownNow();
    }

    @Test
    void pageStyleAndScriptAreServedWithTheStrictPolicyAndWithoutAnythingInline() throws Exception {
        for (String path : List.of("", "station.css", "station.js", "floor.css", "floor.js")) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            expectGuardHeaders(answer);
            assertThat(answer.body()).doesNotContain("http://", "https://", "style=", "onclick", "innerHTML");
        }
        assertThat(get("").body()).doesNotContainPattern("<script>|<style").contains("src=\"/station.js\"");
    }

    @Test
    void onlyThePageItselfMayAskForSomethingAndOnlyInJson() throws Exception {
        List<String> asked = new ArrayList<>();
        assertThat(post(null, "application/json", "{}"))
                .as("a page that only shows")
                .isEqualTo(405);
        page.close();
        page = StationPage.open(
                new PageConfig("127.0.0.1", 0), "station", () -> StationJson.bytes(view), Map.of("/floor", body -> {
                    asked.add(new String(body, StandardCharsets.UTF_8));
                    return "{\"result\":\"done\"}".getBytes(StandardCharsets.UTF_8);
                }));
        String own = page.address().substring(0, page.address().length() - 1);
        String wish = "{\"deed\":\"release\"}";
        assertThat(post(own, "application/json", wish)).isEqualTo(200);
        assertThat(post("http://elsewhere.example", "application/json", wish)).isEqualTo(403);
        assertThat(post("null", "application/json", wish)).isEqualTo(403);
        assertThat(post(null, "application/json", wish)).isEqualTo(403);
        assertThat(post(own, "application/x-www-form-urlencoded", wish)).isEqualTo(415);
        assertThat(post(own, "text/plain", wish)).isEqualTo(415);
        assertThat(post(own, "application/json", " ".repeat(StationPage.ASKED_MAX + 1)))
                .isEqualTo(413);
        assertThat(get("floor").statusCode()).as("nothing changes by GET").isEqualTo(404);
        assertThat(asked).containsExactly(wish);
    }

    private int post(@Nullable String origin, String type, String body) throws Exception {
        HttpRequest.Builder request =
                request("floor").header("Content-Type", type).POST(BodyPublishers.ofString(body));
        if (origin != null) {
            request.header("Origin", origin);
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        expectGuardHeaders(answer);
        return answer.statusCode();
    }

    @Test
    void everyRefusalCarriesTheSameGuardHeaders() throws Exception {
        HttpResponse<String> unknown = get("station.html/../etc");
        assertThat(unknown.statusCode()).isEqualTo(404);
        expectGuardHeaders(unknown);
        HttpResponse<String> changed = http.send(
                request("").POST(BodyPublishers.ofString("light=green")).build(), BodyHandlers.ofString());
        assertThat(changed.statusCode()).isEqualTo(405);
        expectGuardHeaders(changed);
    }

    @Test
    void forgedOrMissingHostIsRefused() throws IOException {
        String port = page.address().replaceAll("\\D*127.0.0.1:(\\d+)/", "$1");
        for (String host : List.of(
                "Host: evil.example\r\n",
                "Host: evil.example:" + port + "\r\n",
                "Host: 127.0.0.1.evil.example:" + port + "\r\n",
                "Host: 127.0.0.1\r\n",
                "")) {
            String answer = raw(Integer.parseInt(port), "GET /live HTTP/1.1\r\n" + host + "Connection: close\r\n\r\n");
            assertThat(answer)
                    .as("with '%s'", host.strip())
                    .startsWith("HTTP/1.1 421")
                    .contains(POLICY);
        }
        assertThat(raw(
                        Integer.parseInt(port),
                        "GET / HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void oneViewerTooManyIsToldSoAndAPlaceIsFreeAgainWhenAViewerLeaves() throws Exception {
        List<InputStream> viewers = new ArrayList<>();
        for (int i = 0; i < StationPage.VIEWERS_MAX; i++) {
            HttpResponse<InputStream> viewer = live();
            assertThat(viewer.statusCode()).as("viewer %d", i + 1).isEqualTo(200);
            viewers.add(viewer.body());
        }
        HttpResponse<InputStream> tooMany = live();
        assertThat(tooMany.statusCode()).isEqualTo(503);
        expectGuardHeaders(tooMany);
        assertThat(new String(tooMany.body().readAllBytes(), StandardCharsets.UTF_8))
                .contains("Too many screens");
        assertThat(get("").statusCode()).as("the page itself still comes").isEqualTo(200);
        viewers.removeFirst().close();
        Await.until("a free place", LIMIT, () -> {
            try {
                HttpResponse<InputStream> again = live();
                viewers.add(again.body());
                return again.statusCode() == 200;
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        for (InputStream viewer : viewers) {
            viewer.close();
        }
    }

    @Test
    void unchangedStateIsRepeatedEverySecondAndAChangeComesAtOnce() throws Exception {
        try (BufferedReader lines = reader(live())) {
            String first = data(lines);
            long from = System.nanoTime();
            assertThat(data(lines)).isEqualTo(first);
            assertThat(data(lines)).isEqualTo(first);
            assertThat((System.nanoTime() - from) / 1_000_000)
                    .as("ms for two repeats")
                    .isBetween(1_200L, 3_200L);
            view = showing("LX241278845RW", 2);
            from = System.nanoTime();
            assertThat(data(lines)).contains("LX241278845RW");
            assertThat((System.nanoTime() - from) / 1_000_000)
                    .as("ms to the change")
                    .isLessThan(700);
        }
    }

    @Test
    void hostileTextComesOutAsOneJsonStringOnOneLine() throws Exception {
        String hostile =
                "</script><script>alert(1)</script>\"},{\"light\":\"green\n\ndata: {}\r\n\u2028\u0000\u001d'\\é";
        view = showing(hostile, 3);
        try (BufferedReader lines = reader(live())) {
            String data = data(lines);
            assertThat(member(data, "text")).isEqualTo(hostile);
            assertThat(member(data, "light")).isEqualTo("red");
            assertThat(lines.readLine()).as("the message ends here").isEmpty();
        }
    }

    @Test
    void closingEndsEveryStream() throws Exception {
        try (BufferedReader lines = reader(live())) {
            data(lines);
            page.close();
            Await.until("the end of the stream", LIMIT, () -> {
                try {
                    return lines.readLine() == null;
                } catch (IOException cut) {
                    return true;
                }
            });
        }
    }

    private static StationView showing(String text, long seq) {
        return new StationView(
                "kul / inbound / st-01",
                new Message(Light.RED, text, "unknown", "Not a parcel number", seq),
                seq,
                0,
                0,
                true,
                false,
                "no broker",
                Set.of(),
                "",
                List.of(),
                Optional.empty());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(page.address() + path)).timeout(LIMIT);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<InputStream> live() throws IOException, InterruptedException {
        return http.send(request("live").build(), BodyHandlers.ofInputStream());
    }

    private static BufferedReader reader(HttpResponse<InputStream> answer) {
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    private static String data(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("data: ")) {
                return line.substring("data: ".length());
            }
            assertThat(line).isEmpty();
        }
        throw new AssertionError("the stream ended");
    }

    private static String raw(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void expectGuardHeaders(HttpResponse<?> answer) {
        assertThat(answer.headers().firstValue("Content-Security-Policy")).contains(POLICY);
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    private static String member(String json, String name) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME
                        && parser.currentName().equals(name)) {
                    parser.nextToken();
                    return parser.getText();
                }
            }
        }
        throw new AssertionError("no " + name + " in " + json);
    }

    @Test
    void pageGivesSignsOfLifeWhileItAnswersAndASilentOneGivesNone() throws Exception {
        AtomicInteger signs = new AtomicInteger();
        page.watch(signs::incrementAndGet);
        Await.until("signs", LIMIT, () -> signs.get() > 1);
        try (ServerSocket hung = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            AtomicInteger none = new AtomicInteger();
            PageWatch watch = new PageWatch((InetSocketAddress) hung.getLocalSocketAddress(), none::incrementAndGet);
            watch.start();
            hung.accept(); // it was asked,
            hung.accept(); // waited its second in vain, and asked again
            watch.stop();
            assertThat(none).hasValue(0);
        }
    }
}
