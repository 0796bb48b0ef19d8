package hubfloor.floor;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jdk.net.ExtendedSocketOptions;

/**
 * Sits in the cable between station and broker, passes every byte on, and writes down what the station published: the
 * one witness of first transmissions, their order, and of a number ever used twice.
 *
 * <pre>
 * PUBLISH   0011dqqr | remaining length 1-4 | topic length 2 | topic | packet id 2 if q | properties length, properties | payload
 * </pre>
 */
public final class WireTap implements AutoCloseable {
    private static final int PUBLISH = 3;

    private final ServerSocket door;
    private final int broker;
    private final List<Long> firsts = new ArrayList<>();
    private final Map<String, Long> contents = new HashMap<>();
    private final Map<Long, Long> firstAtNanos = new HashMap<>();
    private final Set<String> topics = new TreeSet<>();
    private final Set<Long> reused = new TreeSet<>();
    private long transmissions;

    private WireTap(ServerSocket door, int broker) {
        this.door = door;
        this.broker = broker;
        Thread.ofPlatform().name("tap").daemon().start(this::answer);
    }

    public static WireTap before(int brokerPort) {
        try {
            return new WireTap(new ServerSocket(0, 16, InetAddress.getLoopbackAddress()), brokerPort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    private void answer() {
        while (!door.isClosed()) {
            try {
                Socket station = door.accept();
                Thread.ofPlatform().name("tap-out").daemon().start(() -> connect(station));
            } catch (IOException closing) {
                return;
            }
        }
    }

    private void connect(Socket station) {
        try (station;
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), broker)) {
            station.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            Thread.ofPlatform().name("tap-in").daemon().start(() -> {
                try (station;
                        upstream) {
                    copyAnswers(upstream, station.getOutputStream());
                } catch (IOException cut) {
                    // one side is gone; closing both tells the other
                }
            });
            copyPackets(station.getInputStream(), new BufferedOutputStream(upstream.getOutputStream(), 65_536));
        } catch (IOException cut) {
            // broker or station is gone; both sockets are closed
        }
    }

    /** Confirms what it gets at once, as the station does: a broker with Nagle's algorithm would wait for it. */
    private static void copyAnswers(Socket from, OutputStream to) throws IOException {
        boolean confirms = from.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
        InputStream in = from.getInputStream();
        byte[] some = new byte[65_536];
        for (int n = in.read(some); n >= 0; n = in.read(some)) {
            to.write(some, 0, n);
            if (confirms) {
                from.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
            }
        }
    }

    private void copyPackets(InputStream from, OutputStream to) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(from, 65_536));
        byte[] head = new byte[5];
        while (true) {
            int first = in.read();
            if (first < 0) {
                return;
            }
            head[0] = (byte) first;
            int at = 1;
            int length = 0;
            int shift = 0;
            do {
                head[at] = in.readByte();
                length |= (head[at] & 0x7f) << shift;
                shift += 7;
            } while (head[at++] < 0);
            byte[] body = new byte[length];
            in.readFully(body);
            if (first >> 4 == PUBLISH) {
                note(first, body);
            }
            to.write(head, 0, at);
            to.write(body);
            if (in.available() == 0) {
                to.flush();
            }
        }
    }

    private void note(int first, byte[] body) {
        ByteBuffer packet = ByteBuffer.wrap(body);
        byte[] name = new byte[packet.getShort() & 0xffff];
        packet.get(name);
        String topic = new String(name, StandardCharsets.UTF_8);
        if ((first & 0x06) != 0) {
            packet.getShort();
        }
        int properties = 0;
        for (int shift = 0, b = -1; b < 0; shift += 7) {
            b = packet.get();
            properties |= (b & 0x7f) << shift;
        }
        packet.position(packet.position() + properties);
        byte[] payload = new byte[packet.remaining()];
        packet.get(payload);
        note(topic, payload);
    }

    private synchronized void note(String topic, byte[] payload) {
        topics.add(topic);
        if (!topic.contains("/event/")) {
            return;
        }
        transmissions++;
        String head = new String(payload, 0, Math.min(payload.length, 160), StandardCharsets.UTF_8);
        long seq = Long.parseLong(between(head, "\"id\":\"", '"'));
        String source = between(head, "\"source\":\"", '"');
        long crc = LedgerBook.crc(payload);
        Long before = contents.putIfAbsent(source + "#" + seq, crc);
        if (before == null) {
            firsts.add(seq);
            firstAtNanos.put(seq, System.nanoTime());
        } else if (before != crc) {
            reused.add(seq);
        }
    }

    private static String between(String text, String start, char end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }

    /** Numbers in the order in which they first went out. */
    public synchronized List<Long> firstTransmissions() {
        return List.copyOf(firsts);
    }

    /** When a number first went out, {@link Long#MAX_VALUE} when it never did. */
    public synchronized long firstAtNanos(long seq) {
        return firstAtNanos.getOrDefault(seq, Long.MAX_VALUE);
    }

    /** How often a first transmission had a lower number than one before it. */
    public synchronized int disorder() {
        int steps = 0;
        long highest = 0;
        for (long seq : firsts) {
            steps += seq < highest ? 1 : 0;
            highest = Math.max(highest, seq);
        }
        return steps;
    }

    /** Numbers that went out with two different contents. */
    public synchronized Set<Long> reused() {
        return Set.copyOf(reused);
    }

    public synchronized Set<String> topics() {
        return Set.copyOf(topics);
    }

    public synchronized long transmissions() {
        return transmissions;
    }

    /** Events of this book that never went over the wire in this form. */
    public synchronized long differing(LedgerBook book) {
        Map<Long, Long> sent = new HashMap<>();
        contents.forEach((id, crc) -> sent.put(Long.parseLong(id.substring(id.indexOf('#') + 1)), crc));
        return book.entries().stream()
                .filter(e -> !Long.valueOf(e.crc()).equals(sent.get(e.seq())))
                .count();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
