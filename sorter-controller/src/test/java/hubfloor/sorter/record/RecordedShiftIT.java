package hubfloor.sorter.record;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.gs1.Gs1Files;
import hubfloor.config.load.DeviceFile;
import hubfloor.config.load.Loaded;
import hubfloor.config.load.PlanFile;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.parcel.Barcode;
import hubfloor.parcel.Identifier;
import hubfloor.sim.model.Fault;
import hubfloor.sim.model.LineController;
import hubfloor.sim.model.LineSimulation;
import hubfloor.sim.model.Story;
import hubfloor.sim.run.CoreController;
import hubfloor.sorter.core.Effect;
import hubfloor.sorter.core.Input;
import hubfloor.sorter.core.SorterCore;
import hubfloor.sorter.event.LineEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Simulated shifts of the shipped lines with every fault, power cuts included: each run replays bit for bit. */
class RecordedShiftIT {
    private static final int SEEDS = 6;
    private static final long PARCELS = 300;

    @TempDir
    Path directory;

    /** The shipped core with a recorder beside it, as the line's shell has it. */
    private static final class Recorded implements LineController {
        private final ByteArrayOutputStream file = new ByteArrayOutputStream();
        private final LineController core;
        private final RunRecorder recorder;

        Recorded(LineConfig line, SortPlan plan, long bootNanos) {
            core = new CoreController(line, plan, bootNanos);
            RunStart start = new RunStart("run", "0", Instant.EPOCH, "line.yaml", "00", bootNanos, plan);
            recorder = new RunRecorder(start, file::writeBytes);
            file.writeBytes(Segment.magic());
            file.writeBytes(recorder.start());
        }

        @Override
        public void step(Input input, Consumer<Effect> effects) {
            recorder.input(input);
            core.step(input, effect -> {
                recorder.effect(effect);
                effects.accept(effect);
            });
        }

        @Override
        public long nextAtNanos() {
            return core.nextAtNanos();
        }
    }

    private Path shipped(String hub, String name) throws IOException {
        Path file = directory.resolve(name);
        try (InputStream in =
                DeviceFile.class.getClassLoader().getResourceAsStream("hubfloor/hubs/" + hub + "/" + name)) {
            assertThat(in).as(name).isNotNull();
            Files.copy(in, file);
        }
        return file;
    }

    private static <T> T taken(Loaded<T> loaded) {
        return switch (loaded) {
            case Loaded.Accepted<T> accepted -> accepted.value();
            case Loaded.Refused<T> refused -> throw new AssertionError(refused.problems());
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"kul", "lgg", "kgl"})
    void simulatedShiftWithEveryFaultReplaysBitForBit(String hub) throws IOException, Damaged {
        Path planFile = shipped(hub, "plan.yaml");
        DeviceConfig device = taken(DeviceFile.load(shipped(hub, "line.yaml")));
        LineConfig line = device.line().orElseThrow();
        SortPlan plan = taken(PlanFile.load(planFile, line));
        Identifier identifier = new Identifier(Gs1Files.shipped());
        long bytes = 0;
        double hours = 0;
        int runs = 0;
        Set<Class<?>> said = new HashSet<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            List<Recorded> recorded = new ArrayList<>();
            LineController.Maker maker = (l, p, boot) -> {
                Recorded run = new Recorded(l, p, boot);
                recorded.add(run);
                return run;
            };
            LineSimulation simulation = new LineSimulation(
                    new LineSimulation.Order(
                            line,
                            plan,
                            maker,
                            text -> identifier.identify(new Barcode("", text)),
                            PARCELS,
                            5_000,
                            seed,
                            EnumSet.allOf(Fault.class)),
                    new Story(false));
            simulation.run();
            hours += simulation.result().simulatedSeconds() / 3_600.0;
            for (Recorded run : recorded) {
                run.recorder.flush();
                bytes += run.file.size();
                runs++;
                replay(line, run.file.toByteArray(), hub + " seed " + seed, said);
            }
        }
        assertThat(bytes / 1e6 / hours).as("MB an hour of %d runs", runs).isLessThan(5.0);
        assertThat(said).contains(LineEvent.Fired.class, LineEvent.Ended.class, LineEvent.Decided.class);
    }

    private static void replay(LineConfig line, byte[] file, String what, Set<Class<?>> said) throws Damaged {
        Segment segment = Segment.read(file);
        SorterCore core =
                new SorterCore(line, segment.start().plan(), segment.start().bootNanos());
        RunReplay replay = new RunReplay(core::step, (input, effect) -> {
            if (effect instanceof Effect.Report report) {
                said.add(report.event().getClass());
            }
        });
        for (Segment.Block block : segment.blocks()) {
            assertThat(replay.run(block)).as(what).isEmpty();
        }
    }
}
