package hubfloor.adapter.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import hubfloor.config.model.PageConfig;
import hubfloor.port.LifeSign;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The staff page: files from the jar, and one stream of Server-Sent Events that sends the station's state whenever it
 * has changed, at most ten times a second. What a person may ask for through it is a POST to a path of its own, JSON from
 * this page alone (its own Origin; no form can send it), at most {@value #ASKED_MAX} bytes; who may is not decided here.
 *
 * <p>Answers only under the names it was given (no DNS rebinding), sends no script from elsewhere, and serves at most
 * {@value #VIEWERS_MAX} viewers at once; one more is told so.
 */
public final class StationPage implements AutoCloseable {
    static final int VIEWERS_MAX = 16;
    static final int ASKED_MAX = 4_096;

    private static final Logger LOG = LoggerFactory.getLogger(StationPage.class);
    private static final long LOOK_NANOS = 100_000_000L;
    /** A state is repeated once a second: a screen that hears nothing for longer says so instead of showing old green. */
    private static final int LOOKS_PER_REPEAT = 10;

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";
    private final Map<String, String> files;
    private final HttpServer server;
    private final ExecutorService web = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("web-", 0).factory());
    private final Supplier<byte[]> state;
    private final Map<String, Function<byte[], byte[]>> deeds;
    private final Semaphore viewers = new Semaphore(VIEWERS_MAX);
    private final Set<String> names;
    private volatile boolean closing;
    private volatile @Nullable PageWatch watch;

    private StationPage(
            HttpServer server,
            String host,
            String page,
            Supplier<byte[]> state,
            Map<String, Function<byte[], byte[]>> deeds) {
        this.server = server;
        this.deeds = Map.copyOf(deeds);
        files = Map.of(
                "/",
                page + ".html text/html",
                "/" + page + ".css",
                page + ".css text/css",
                "/" + page + ".js",
                page + ".js text/javascript",
                "/floor.css",
                "floor.css text/css",
                "/floor.js",
                "floor.js text/javascript");
        this.state = state;
        int port = server.getAddress().getPort();
        names = Stream.of(host, "localhost", "127.0.0.1")
                .map(name -> name + ":" + port)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @param state the station's state as one JSON object without line breaks; asked from any thread */
    public static StationPage open(PageConfig config, Supplier<byte[]> state) throws IOException {
        return open(config, "station", state, Map.of());
    }

    /**
     * Another device's page of the same kind.
     *
     * @param name of its files: {@code name.html}, {@code name.css} and {@code name.js} under {@code hubfloor/page}
     * @param deeds by path, what answers a person who asks for something, JSON for JSON, from any thread; none for a page
     *     that only shows
     */
    public static StationPage open(
            PageConfig config, String name, Supplier<byte[]> state, Map<String, Function<byte[], byte[]>> deeds)
            throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(config.host()), config.port());
        StationPage page = new StationPage(HttpServer.create(address, 16), config.host(), name, state, deeds);
        page.server.setExecutor(page.web);
        page.server.createContext("/", page::answer);
        page.server.start();
        return page;
    }

    /** From here on signs of life are given while the page answers: for a device that has no lamp beside it. */
    public void watch(LifeSign alive) {
        PageWatch started = new PageWatch(server.getAddress(), alive);
        started.start();
        watch = started;
    }

    public String address() {
        InetSocketAddress at = server.getAddress();
        return "http://" + (at.getAddress().isAnyLocalAddress() ? "127.0.0.1" : at.getHostString()) + ":" + at.getPort()
                + "/";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String host = exchange.getRequestHeaders().getFirst("Host");
            String path = exchange.getRequestURI().getPath();
            if (host == null || !names.contains(host)) {
                refuse(exchange, 421, "This page answers only under its own address.");
            } else if (deeds.containsKey(path) && exchange.getRequestMethod().equals("POST")) {
                deed(exchange, host, deeds.get(path));
            } else if (!exchange.getRequestMethod().equals("GET")) {
                refuse(exchange, 405, "This page only shows.");
            } else if (path.equals("/live")) {
                live(exchange);
            } else if (files.containsKey(path)) {
                String[] file = files.get(path).split(" ", 2);
                send(exchange, 200, file[1], path.equals("/") ? withFloor(resource(file[0])) : resource(file[0]));
            } else {
                refuse(exchange, 404, "There is no such page here.");
            }
        }
    }

    /** A page from elsewhere can neither set this Origin nor, without being asked first, this type. */
    private static void deed(HttpExchange exchange, String host, Function<byte[], byte[]> deeds) throws IOException {
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (!("http://" + host).equals(origin)) {
            refuse(exchange, 403, "Only this page itself may ask.");
        } else if (type == null || !type.startsWith("application/json")) {
            refuse(exchange, 415, "Only JSON is taken here.");
        } else {
            byte[] asked = exchange.getRequestBody().readNBytes(ASKED_MAX + 1);
            if (asked.length > ASKED_MAX) {
                refuse(exchange, 413, "That is too long.");
            } else {
                send(exchange, 200, "application/json", deeds.apply(asked));
            }
        }
    }

    private void live(HttpExchange exchange) throws IOException {
        if (!viewers.tryAcquire()) {
            refuse(exchange, 503, "Too many screens show this page; close one.");
            return;
        }
        try {
            headers(exchange, "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            stream(exchange.getResponseBody());
        } catch (IOException viewerLeft) {
            LOG.debug("a viewer left: {}", viewerLeft.getMessage());
        } finally {
            viewers.release();
        }
    }

    private void stream(OutputStream out) throws IOException {
        byte[] shown = new byte[0];
        int quiet = 0;
        while (!closing) {
            byte[] now = state.get();
            if (++quiet == LOOKS_PER_REPEAT || !Arrays.equals(now, shown)) {
                shown = now;
                quiet = 0;
                out.write("data: ".getBytes(StandardCharsets.US_ASCII));
                out.write(now);
                out.write("\n\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
            LockSupport.parkNanos(this, LOOK_NANOS);
        }
    }

    private static void refuse(HttpExchange exchange, int status, String words) throws IOException {
        send(exchange, status, "text/plain", words.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        headers(exchange, type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static void headers(HttpExchange exchange, String type) {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type + "; charset=utf-8");
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
    }

    /** The overdue list and the release of a parcel are the same on every page. */
    private static byte[] withFloor(byte[] page) {
        return new String(page, StandardCharsets.UTF_8)
                .replace("<!--floor-->", new String(resource("floor.html"), StandardCharsets.UTF_8).strip())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] resource(String name) {
        try (InputStream in = StationPage.class.getResourceAsStream("/hubfloor/page/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the page's file " + name + " is missing from the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closing = true;
        PageWatch started = watch;
        if (started != null) {
            started.stop();
        }
        server.stop(0);
        web.shutdownNow();
    }
}
