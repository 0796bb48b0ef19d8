package hubfloor.main;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.adapter.recording.RecordingRing;
import hubfloor.config.load.DeviceFile;
import hubfloor.config.load.Loaded;
import hubfloor.config.load.PlanFile;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.ExitCode;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.parcel.Candidate;
import hubfloor.parcel.Identification;
import hubfloor.sorter.core.Input;
import hubfloor.sorter.core.LineOrder;
import hubfloor.sorter.core.SorterCore;
import hubfloor.sorter.record.RunRecorder;
import hubfloor.sorter.record.RunStart;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The shipped line of a hub, fed with minutes of chaos, recorded to disk and run again by the command. */
class ReplayCommandIT {
    private static final long SEED = 20_261_122;
    private static final long BOOT = 5_000_000_000L;
    private static final int INPUTS = 60_000;

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path ring;
    private Path file;
    private DeviceConfig device;
    private LineConfig line;
    private SortPlan plan;

    @BeforeEach
    void deviceFile() throws IOException {
        ring = directory.resolve("recording");
        for (String name : List.of("line.yaml", "plan.yaml")) {
            try (InputStream shipped =
                    DeviceFile.class.getClassLoader().getResourceAsStream("hubfloor/hubs/kul/" + name)) {
                assertThat(shipped).as(name).isNotNull();
                Files.copy(shipped, directory.resolve(name));
            }
        }
        file = directory.resolve("line.yaml");
        device = taken(DeviceFile.load(file));
        line = device.line().orElseThrow();
        plan = taken(PlanFile.load(directory.resolve("plan.yaml"), line));
    }

    private static <T> T taken(Loaded<T> loaded) {
        return switch (loaded) {
            case Loaded.Accepted<T> accepted -> accepted.value();
            case Loaded.Refused<T> refused -> throw new AssertionError(refused.problems());
        };
    }

    private void record(int segments, long segmentBytes) throws IOException {
        RunStart start =
                new RunStart("3f2a9c01-5000", "0.1.0", Instant.EPOCH, file.toString(), device.hash(), BOOT, plan);
        List<RecordingRing> opened = new java.util.ArrayList<>();
        Consumer<byte[]> toDisk = block -> {
            try {
                opened.getFirst().append(block);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        RunRecorder recorder = new RunRecorder(start, toDisk);
        try (RecordingRing disk = RecordingRing.open(ring, recorder.start(), segments, segmentBytes)) {
            opened.add(disk);
            SorterCore core = new SorterCore(line, plan, BOOT);
            chaos(input -> {
                recorder.input(input);
                core.step(input, recorder::effect);
            });
            recorder.flush();
        }
    }

    /** Parcels, strays, reads and stops at random: no floor looks like this, and every part of the core has to answer. */
    private void chaos(Consumer<Input> line) {
        SplittableRandom random = new SplittableRandom(SEED);
        boolean[] blocked = new boolean[this.line.eyes().size()];
        long at = BOOT;
        long count = 0;
        line.accept(new Input.WallClock(at, count, Instant.parse("2026-11-23T01:00:00Z")));
        line.accept(new Input.BeltContact(at, count, true));
        for (LineOrder.Command command : List.of(LineOrder.Command.RESET, LineOrder.Command.START)) {
            line.accept(new Input.Order(at, count, new LineOrder.Change(command)));
        }
        for (int i = 0; i < INPUTS; i++) {
            at += 10_000_000;
            count += 8;
            int kind = random.nextInt(40);
            if (kind == 0) {
                int eye = random.nextInt(blocked.length);
                blocked[eye] = !blocked[eye];
                line.accept(new Input.EyeEdge(at, count, eye, blocked[eye]));
            } else if (kind <= 2) {
                blocked[0] = !blocked[0];
                line.accept(new Input.EyeEdge(at, count, 0, blocked[0]));
            } else if (kind == 3 && !this.line.readingAreas().isEmpty()) {
                Candidate candidate = new Candidate("s10", "RR" + random.nextInt(1_000), true, "", 0.95, "", List.of());
                line.accept(new Input.Read(
                        at,
                        count,
                        0,
                        "cam",
                        List.of(new Identification(Identification.Outcome.ONE, List.of(candidate)))));
            } else if (i % 5_000 == 4_999) {
                for (LineOrder.Command command : LineOrder.Command.values()) {
                    line.accept(new Input.Order(at, count, new LineOrder.Change(command)));
                }
            }
            line.accept(new Input.Tick(at, count));
        }
    }

    private int replay(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        String[] all = new String[arguments.length + 1];
        all[0] = "replay";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Hubfloor.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }

    @Test
    void recordedRunGivesTheSameEffectsBitForBit() throws IOException {
        record(8, 100_000);
        assertThat(RecordingRing.files(ring)).hasSizeGreaterThan(2);
        assertThat(replay(ring.toString())).as(err.toString()).isZero();
        assertThat(out.toString()).contains("the very same as recorded");
        assertThat(replay(RecordingRing.files(ring).getFirst().toString(), "--print"))
                .isZero();
        assertThat(out.toString()).contains("MoveGate").contains("Inducted").contains("Decided");
    }

    @Test
    void anotherLineHasOtherEffectsAndSaysWhere() throws IOException {
        record(8, 100_000);
        Path changed = directory.resolve("changed.yaml");
        String yaml = Files.readString(file);
        String slower = yaml.replaceFirst("lag-ms: [0-9]+", "lag-ms: 7");
        assertThat(slower).isNotEqualTo(yaml);
        Files.writeString(changed, slower);
        assertThat(replay(ring.toString(), "--line", changed.toString())).isEqualTo(ExitCode.FAILED.code());
        assertThat(err.toString())
                .contains("is not the device file of this run")
                .contains("effects differ");
    }

    @Test
    void runWhoseBeginningIsGoneIsNotReplayed() throws IOException {
        record(2, 50_000);
        assertThat(replay(ring.toString())).isEqualTo(ExitCode.FAILED.code());
        assertThat(err.toString()).contains("are no longer recorded");
        assertThat(out.toString()).contains("0 inputs gave 0 effects");
    }

    @Test
    void noRecordingIsSaidInWords() throws IOException {
        Files.createDirectories(ring);
        assertThat(replay(ring.toString())).isEqualTo(ExitCode.FAILED.code());
        assertThat(err.toString()).contains("There is no recording in");
        assertThat(replay(file.toString())).isEqualTo(ExitCode.FAILED.code());
        assertThat(err.toString()).contains("is no recording of a line");
        assertThat(replay(directory.resolve("none.rec").toString())).isEqualTo(ExitCode.FAILED.code());
        assertThat(new CommandLine.Help(Hubfloor.commandLine().getCommandSpec()).commandList())
                .contains("replay");
    }
}
