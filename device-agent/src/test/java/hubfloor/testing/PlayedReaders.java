package hubfloor.testing;

import hubfloor.adapter.clock.Chance;
import hubfloor.adapter.net.LlrpMimic;
import hubfloor.adapter.net.TcpDial;
import hubfloor.agent.LlrpLoop;
import hubfloor.port.Clock;
import hubfloor.port.LifeSign;
import hubfloor.reader.llrp.LlrpSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Several played LLRP readers {@code r0}, {@code r1}..., each on a socket of its own with the loop that reads it. */
public final class PlayedReaders {
    private final List<LlrpMimic> mimics = new ArrayList<>();
    private final List<LlrpLoop> loops = new ArrayList<>();

    /** Starts them and waits until all are read. */
    public PlayedReaders(int readers, Function<String, LlrpLoop.Listener> listener, Clock clock) throws IOException {
        for (int i = 0; i < readers; i++) {
            LlrpMimic mimic = new LlrpMimic(0, clock);
            LlrpLoop loop = new LlrpLoop(
                    "r" + i,
                    new LlrpSettings(List.of(), OptionalInt.empty(), 1),
                    new TcpDial("played", "127.0.0.1", mimic.up(), Optional.empty()),
                    listener.apply("r" + i),
                    clock,
                    Chance::below,
                    LifeSign.UNWATCHED);
            loop.start();
            mimics.add(mimic);
            loops.add(loop);
        }
        while (!mimics.stream().allMatch(LlrpMimic::reading)) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** The tag comes into the field of one of them; any number names one. */
    public void see(int reader, String epc) {
        mimics.get(reader % mimics.size()).sees(epc, OptionalInt.of(1), OptionalInt.of(-55));
    }

    public void stop() throws InterruptedException {
        for (LlrpLoop loop : loops) {
            loop.stop();
        }
        for (LlrpMimic mimic : mimics) {
            mimic.kill();
        }
    }

    /** SSCC-96 of company 9521141 with this serial. */
    public static String epc(int serial) {
        return "3116451FD4%08X000000".formatted((long) serial << 1).substring(0, 24);
    }
}
