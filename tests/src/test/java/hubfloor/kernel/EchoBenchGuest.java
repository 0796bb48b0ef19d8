package hubfloor.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.gpio.KernelPins;
import hubfloor.config.model.InputPin;
import hubfloor.config.model.OutputPin;
import hubfloor.port.DigitalOutput;
import hubfloor.testing.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Edge to listener and decision to pin, ours and a C program's, on one kernel in one run; prints, judges nothing. */
@Timeout(120)
class EchoBenchGuest {
    private static final int EDGES = 500;
    private static final int WARM_UP = 250;

    @Test
    void echoOfAnEdgeBesideAProgramInC() throws Exception {
        try (GpioSim chip = GpioSim.plugIn("pinctrl-rp1")) {
            java(chip);
            Process c = Tool.start("pins", "echo", chip.device(), "5", "6", Integer.toString(EDGES));
            for (int edge = 1; c.isAlive(); edge++) {
                chip.drive(5, edge % 2 == 1);
                LockSupport.parkNanos(2_000_000);
            }
            c.inputReader(StandardCharsets.US_ASCII).lines().forEach(System.out::println);
            assertThat(c.waitFor()).isZero();
        }
    }

    private static void java(GpioSim chip) throws Exception {
        try (KernelPins pins = KernelPins.open("pinctrl-rp1", new SystemClock())) {
            DigitalOutput out = pins.output("echo", new OutputPin(6, false, false));
            long[] done = new long[EDGES + WARM_UP + 10];
            Edges in = new Edges(EDGES + WARM_UP + 10) {
                @Override
                public void edge(long atNanos, int sequence, boolean active) {
                    int place = count();
                    super.edge(atNanos, sequence, active);
                    long from = System.nanoTime();
                    out.set(active);
                    done[place] = System.nanoTime() - from;
                }
            };
            pins.input("echo in", new InputPin(5, false), 0, in);
            pins.start((there, words) -> {});
            Await.until("the level", Duration.ofSeconds(10), () -> in.levels() == 1);
            for (int edge = 1; in.count() < EDGES + WARM_UP; edge++) {
                chip.drive(5, edge % 2 == 1);
                LockSupport.parkNanos(2_000_000);
            }
            long[] written = Arrays.copyOfRange(done, WARM_UP, WARM_UP + EDGES);
            Arrays.sort(written);
            System.out.println("Java  edge to listener: " + Edges.figures(in.latenessFrom(WARM_UP)));
            System.out.println("Java  decision to pin : " + Edges.figures(written));
        }
    }
}
