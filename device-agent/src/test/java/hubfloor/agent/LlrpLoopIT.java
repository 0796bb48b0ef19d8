package hubfloor.agent;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.net.LlrpMimic;
import hubfloor.adapter.net.TcpDial;
import hubfloor.port.LifeSign;
import hubfloor.reader.ReaderMessage;
import hubfloor.reader.ReaderMessage.TagRead;
import hubfloor.reader.llrp.LlrpSettings;
import hubfloor.testing.Await;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A reader on a real socket, killed and put up again. {@code -Dhubfloor.llrp.kills=100} runs the full size, about three
 * minutes.
 */
class LlrpLoopIT implements LlrpLoop.Listener {
    private static final long SEED = 20261126;
    private static final int KILLS = Integer.getInteger("hubfloor.llrp.kills", 4);
    private static final long BACK_MS_MAX = 15_000;

    private record Told(String epc, long connection) {}

    private final SystemClock clock = new SystemClock();
    private final Random random = new Random(SEED);
    private final LlrpMimic mimic = new LlrpMimic(0, clock);
    private final Queue<Told> told = new ConcurrentLinkedQueue<>();
    private final Queue<String> words = new ConcurrentLinkedQueue<>();
    private final AtomicInteger connected = new AtomicInteger();
    private volatile @Nullable LlrpLoop loop;

    @Override
    public void connected() {
        connected.incrementAndGet();
    }

    @Override
    public void absent(String why) {
        words.add("absent: " + why);
    }

    @Override
    public void lost(String why) {
        words.add("lost: " + why);
    }

    @Override
    public void said(ReaderMessage message, long connection) {
        if (message instanceof TagRead tag) {
            told.add(new Told(tag.epc(), connection));
        }
    }

    private void start(int port) {
        TcpDial dial = new TcpDial("llrp-readers[0]", "127.0.0.1", port, Optional.empty());
        LlrpSettings settings = new LlrpSettings(List.of(), OptionalInt.of(2_700), 1);
        LlrpLoop started = new LlrpLoop("portal", settings, dial, this, clock, random::nextInt, LifeSign.UNWATCHED);
        loop = started;
        started.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        LlrpLoop running = loop;
        if (running != null) {
            running.stop();
        }
        mimic.kill();
    }

    @Test
    void readerIsReadAgainAfterEachKillAndNoTagOfBeforeIsToldAfter() throws Exception {
        start(mimic.up());
        await(() -> connected.get() == 1);
        long slowest = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            String before = epc(kill, 1);
            mimic.sees(before, OptionalInt.of(1), OptionalInt.of(-50));
            await(() -> told.stream().anyMatch(tag -> tag.epc().equals(before)));
            // Most stay long enough to count as well; a reader that dies young is dialed more and more rarely.
            long dies = clock.nanos() + (random.nextInt(4) == 0 ? 0 : 1_050_000_000L);
            await(() -> clock.nanos() >= dies);
            mimic.kill();
            String alone = epc(kill, 2);
            mimic.seesAlone(alone);
            long up = clock.nanos();
            mimic.up();
            int now = kill + 1;
            await(() -> connected.get() == now);
            slowest = Math.max(slowest, (clock.nanos() - up) / 1_000_000);
            String after = epc(kill, 3);
            mimic.sees(after, OptionalInt.of(2), OptionalInt.of(-60));
            await(() -> told.stream().anyMatch(tag -> tag.epc().equals(after)));
            assertThat(told)
                    .as("seed %d, kill %d", SEED, kill)
                    .noneMatch(tag -> tag.epc().equals(alone));
        }
        System.out.println("reader killed " + KILLS + " times, read again after at most " + slowest + " ms");
        assertThat(slowest).isLessThan(BACK_MS_MAX);
        long last = 0;
        for (Told tag : told) {
            assertThat(tag.connection()).as("connections only rise").isGreaterThanOrEqualTo(last);
            last = tag.connection();
        }
    }

    @Test
    void peerThatTakesTheConnectionAndSaysNothingIsLeftWithinFiveSeconds() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 4, InetAddress.getLoopbackAddress())) {
            long from = clock.nanos();
            start(silent.getLocalPort());
            await(() -> !words.isEmpty());
            assertThat((clock.nanos() - from) / 1_000_000).isBetween(3_000L, 5_000L);
            assertThat(words.peek()).isEqualTo("absent: nothing was heard for 3500 ms");
        }
    }

    private void await(BooleanSupplier condition) {
        Await.until("reader read; it said " + words, Duration.ofMillis(BACK_MS_MAX), condition);
    }

    private static String epc(int kill, int part) {
        return "30%06X%016X".formatted(kill, part);
    }
}
