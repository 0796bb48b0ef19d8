package hubfloor.sorter.main;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.config.load.DeviceFile;
import hubfloor.config.load.Loaded;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.LineConfig;
import hubfloor.hub.Floor;
import hubfloor.hub.Orders;
import hubfloor.port.Clock;
import hubfloor.port.WireFormat;
import hubfloor.port.WireFormat.Malformed;
import hubfloor.sorter.core.Input;
import hubfloor.sorter.line.LineBoard;
import hubfloor.sorter.line.LineInputs;
import hubfloor.testing.FuzzTarget;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** What central orders of the shipped demo line: orders, a host's answers, plans. */
public final class LineTargets {
    private static final WireFormat WIRE = new JsonWireFormat();
    private static final Clock CLOCK = new SystemClock();
    /** A document has no length of its own: what it costs goes with it. */
    private static final int PLAN_MAX = 3 * 1024;

    private static final String RUN = "3f2a9c01-1";
    private static final LineConfig LINE = demo();

    private LineTargets() {}

    private static LineConfig demo() {
        try (InputStream shipped =
                Objects.requireNonNull(LineTargets.class.getResourceAsStream("/hubfloor/lines/demo.yaml"))) {
            Loaded<DeviceConfig> loaded = DeviceFile.loadText("demo.yaml", shipped.readAllBytes(), Path.of("/etc"));
            return ((Loaded.Accepted<DeviceConfig>) loaded).value().line().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void order(byte[] bytes) {
        LineHub hub = new LineHub(LINE, RUN, new Still(), new LineInputs(), CLOCK, null);
        Floor.Verdict verdict = hub.plan(Arrays.copyOf(bytes, Math.min(bytes.length, PLAN_MAX)));
        if (verdict.problems().isEmpty() && verdict.version().isEmpty()) {
            throw new IllegalStateException("a plan without a version was taken");
        }
        try {
            Map<String, Object> members = WIRE.readFlat(bytes);
            for (String verb : List.of(Orders.ORDER, Orders.ASSIGN)) {
                List<String> answers = new ArrayList<>();
                if (!hub.order(verb, members, answers::add) || answers.size() > 1) {
                    throw new IllegalStateException(verb + " was not answered once: " + answers);
                }
            }
        } catch (Malformed refused) {
            FuzzTarget.requireWords(refused);
        }
    }

    /** A belt that does not move. */
    private static final class Still implements LineBoard {
        @Override
        public void start(Consumer<Input> inputs) {}

        @Override
        public void tellLevels() {}

        @Override
        public long countAt(long nanos) {
            return 0;
        }

        @Override
        public void activate(int gate, long untilNanos) {}

        @Override
        public void rest(int gate) {}

        @Override
        public void permitBelt(boolean granted) {}

        @Override
        public void renew(long nowNanos) {}

        @Override
        public void close() {}
    }
}
