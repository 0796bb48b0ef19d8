package hubfloor.browser;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import hubfloor.testing.Await;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One headless Chromium with one page, spoken to over the DevTools protocol. Every answer is waited for at most
 * {@value #ANSWER_S} seconds; closing ends the browser and its children by their process ids.
 */
final class Chromium {
    private static final int ANSWER_S = 20;
    private static final Duration START = Duration.ofSeconds(40);
    private static final JsonFactory JSON = new JsonFactory();

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final WebSocket page;
    private int calls;

    private Chromium(Path binary, Path home, int width, int height) throws IOException, InterruptedException {
        process = new ProcessBuilder(
                        binary.toString(),
                        "--headless",
                        "--no-sandbox", // the tests may run as root, and load nothing but our own page
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + home,
                        "--window-size=" + width + "," + height,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            Path told = home.resolve("DevToolsActivePort");
            Await.until("Chromium's port", START, () -> !process.isAlive() || lines(told) == 2);
            String port = Files.readAllLines(told).getFirst();
            HttpRequest open = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?about:blank"))
                    .PUT(HttpRequest.BodyPublishers.noBody())
                    .timeout(START)
                    .build();
            String tab = http.send(open, BodyHandlers.ofString()).body();
            page = http.newWebSocketBuilder()
                    .buildAsync(URI.create(text(tab, List.of("webSocketDebuggerUrl"))), new Collector())
                    .join();
            call("Page.enable", "{}");
            call(
                    "Emulation.setDeviceMetricsOverride",
                    "{\"width\":%d,\"height\":%d,\"deviceScaleFactor\":1,\"mobile\":false}".formatted(width, height));
        } catch (IOException | InterruptedException | RuntimeException | Error broken) {
            end();
            throw broken;
        }
    }

    /** The installed browser; empty when there is none. */
    static Optional<Path> installed() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .flatMap(dir -> Stream.of(Path.of(dir, "chromium"), Path.of(dir, "chromium-browser")))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Chromium start(Path home, int width, int height) throws IOException, InterruptedException {
        return new Chromium(installed().orElseThrow(), home, width, height);
    }

    void open(String address) throws IOException, InterruptedException {
        call("Page.navigate", "{\"url\":" + quoted(address) + "}");
    }

    /** Evaluates an expression in the page; its value as text, or what it threw, as on a page still loading. */
    String eval(String expression) throws IOException, InterruptedException {
        String careful = "(() => { try { return String(" + expression + "); } catch (e) { return 'threw ' + e; } })()";
        String answer = call("Runtime.evaluate", "{\"expression\":" + quoted(careful) + "}");
        return text(answer, List.of("result", "result", "value"));
    }

    /** Waits until the expression is true in the page; says what the page showed instead. */
    void await(String expression, Duration limit) {
        try {
            Await.until(expression, limit, () -> yes(expression));
        } catch (AssertionError late) {
            String shown = unchecked("document.body ? document.body.innerText : 'nothing'");
            throw new AssertionError(late.getMessage() + "; the page shows:\n" + shown, late);
        }
    }

    /** The page as a PNG, in base64. */
    String screenshot() throws IOException, InterruptedException {
        return text(call("Page.captureScreenshot", "{\"format\":\"png\"}"), List.of("result", "data"));
    }

    private boolean yes(String expression) {
        return unchecked("!!(" + expression + ")").equals("true");
    }

    private String unchecked(String expression) {
        try {
            return eval(expression);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private String call(String method, String params) throws IOException, InterruptedException {
        int id = ++calls;
        page.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}", true)
                .join();
        for (; ; ) {
            String answer = answers.poll(ANSWER_S, TimeUnit.SECONDS);
            if (answer == null) {
                throw new AssertionError("Chromium did not answer " + method + " within " + ANSWER_S + " s");
            }
            if (answer.startsWith("{\"id\":" + id + ",")) {
                return answer;
            }
        }
    }

    private static String quoted(String text) throws IOException {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeString(text);
        }
        return out.toString();
    }

    private static String text(String json, List<String> path) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            for (String name : path) {
                while (parser.nextToken() == JsonToken.FIELD_NAME
                        && !parser.currentName().equals(name)) {
                    parser.nextToken();
                    parser.skipChildren();
                }
                if (parser.currentToken() != JsonToken.FIELD_NAME) {
                    throw new AssertionError("no " + path + " in Chromium's answer " + json);
                }
                parser.nextToken();
            }
            return parser.getText();
        }
    }

    private static int lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file).size() : 0;
        } catch (IOException beingWritten) {
            return 0;
        }
    }

    private void end() throws InterruptedException {
        List<ProcessHandle> family = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        family.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle member : family) {
            Await.until("Chromium's process " + member.pid() + " ended", START, () -> !member.isAlive());
        }
    }

    void close() throws InterruptedException {
        page.abort();
        end();
        http.close();
    }

    /** Gathers the pieces of each message. */
    private final class Collector implements WebSocket.Listener {
        private final StringBuilder pieces = new StringBuilder();

        @Override
        public @org.jspecify.annotations.Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence data, boolean last) {
            pieces.append(data);
            if (last) {
                answers.add(pieces.toString());
                pieces.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
