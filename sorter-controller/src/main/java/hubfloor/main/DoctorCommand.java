package hubfloor.main;

import hubfloor.adapter.clock.Chance;
import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.gpio.ChipLine;
import hubfloor.adapter.gpio.GpioChip;
import hubfloor.adapter.gpio.GpioChips;
import hubfloor.adapter.gpio.GpioRefused;
import hubfloor.adapter.gpio.KernelPins;
import hubfloor.adapter.json.JsonLine;
import hubfloor.adapter.linux.OpenFiles;
import hubfloor.adapter.linux.SerialInventory;
import hubfloor.adapter.mqtt.PahoConnector;
import hubfloor.adapter.serial.SerialPorts;
import hubfloor.adapter.sqlite.StoreOwner;
import hubfloor.adapter.sqlite.StoreUnavailable;
import hubfloor.config.load.DeviceFile;
import hubfloor.config.load.Loaded;
import hubfloor.config.load.PlanFile;
import hubfloor.config.load.Problem;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.ExitCode;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.OutputPin;
import hubfloor.config.model.PinRef;
import hubfloor.config.model.ScannerConfig;
import hubfloor.config.model.SortPlan;
import hubfloor.doctor.BrokerCheck;
import hubfloor.doctor.CertificateCheck;
import hubfloor.doctor.Check;
import hubfloor.doctor.ClockCheck;
import hubfloor.doctor.DiskCheck;
import hubfloor.doctor.Finding;
import hubfloor.doctor.Finding.Verdict;
import hubfloor.doctor.KeptLevelCheck;
import hubfloor.doctor.OwnerCheck;
import hubfloor.doctor.PageCheck;
import hubfloor.doctor.Pin;
import hubfloor.doctor.PinCheck;
import hubfloor.doctor.PinCheck.PinUnavailable;
import hubfloor.doctor.PinWalk;
import hubfloor.doctor.PortCheck;
import hubfloor.doctor.UnitCheck;
import hubfloor.port.DigitalOutput;
import hubfloor.port.PinRefused;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tests on this machine everything that a device file needs, before the device is started. */
@Command(
        name = "doctor",
        description = {
            "Test on this machine everything a device file needs: ports, pins, rights, broker,",
            "certificates, clock, disk, store, page and systemd unit. Says what to do about each",
            "failure. Changes nothing and publishes nothing.",
            "Ends with 1 when something failed, with 3 when the file is refused."
        },
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    private static final Path ROOT = Path.of("/");

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DEVICE.yaml", description = "the device file")
    private Path file;

    @Option(names = "--json", description = "one JSON object instead of lines")
    private boolean json;

    @Option(
            names = "--pins",
            description =
                    "instead of the tests, switch each lamp and gate on for a moment, asking before each: for wiring")
    private boolean pins;

    private final SystemClock clock = new SystemClock();
    private final List<Finding> findings = new ArrayList<>();

    @Override
    public Integer call() throws Stopped, InterruptedException {
        Optional<DeviceConfig> config = load("file", file, DeviceFile.load(file));
        Optional<LineConfig> line = config.flatMap(DeviceConfig::line);
        if (line.isPresent()) {
            Path plan = line.get().decision().plan();
            Loaded<SortPlan> loaded = PlanFile.load(plan, line.get());
            load("plan", plan, loaded);
        }
        config.flatMap(DeviceConfig::wall).ifPresent(wall -> {
            Path plan = wall.decision().plan();
            load("plan", plan, PlanFile.forWall(plan, wall));
        });
        boolean refused = findings.stream().anyMatch(finding -> finding.verdict() == Verdict.FAILED);
        if (config.isPresent()) {
            if (pins) {
                walk(config.get());
            } else {
                for (Check check : checks(config.get())) {
                    check.run().forEach(this::found);
                }
            }
        }
        end(config);
        if (refused) {
            return ExitCode.CONFIG_REFUSED.code();
        }
        return (count(Verdict.FAILED) == 0 ? ExitCode.OK : ExitCode.FAILED).code();
    }

    private <T> Optional<T> load(String subject, Path path, Loaded<T> loaded) {
        return switch (loaded) {
            case Loaded.Accepted<T> accepted -> {
                found(Finding.ok(subject, path + " is valid"));
                yield Optional.of(accepted.value());
            }
            case Loaded.Refused<T> refused -> {
                for (Problem problem : refused.problems()) {
                    found(Finding.failed(
                            subject, problem.sentence(), "Correct it; nothing else can be tested before."));
                }
                yield Optional.empty();
            }
        };
    }

    private List<Check> checks(DeviceConfig config) {
        List<Check> checks = new ArrayList<>();
        OwnerCheck owner = owner(config);
        checks.add(owner);
        checks.add(new DiskCheck(config.store(), clock));
        checks.add(new ClockCheck(clock, ROOT));
        config.broker()
                .tls()
                .ifPresent(tls -> checks.add(new CertificateCheck(
                        tls, config.identity().device(), () -> clock.stamp().wall())));
        checks.add(new UnitCheck(config, file, ROOT, System.getProperty("user.name")));
        List<Pin> pins = Pin.of(config);
        if (pins.stream().anyMatch(Pin::isRealOutput)) {
            checks.add(new KeptLevelCheck(pins, ROOT));
        }
        if (!owner.deviceRuns()) {
            SerialInventory inventory = new SerialInventory(ROOT);
            for (ScannerConfig scanner : config.scanners()) {
                checks.add(new PortCheck(scanner, new SerialPorts(), OpenFiles::holders, inventory::stable));
            }
            checks.add(new PinCheck(pins, DoctorCommand::holder));
            config.page().ifPresent(page -> checks.add(new PageCheck(page)));
            checks.add(new BrokerCheck(
                    config.identity(),
                    config.broker(),
                    new PahoConnector(config.broker(), clock, Chance::below),
                    clock));
        }
        return checks;
    }

    /** Refused while anybody has the device's store: then somebody else moves these outputs. */
    private void walk(DeviceConfig config) throws Stopped {
        OwnerCheck owner = owner(config);
        if (owner.isHeld()) {
            throw new Stopped(
                    ExitCode.STORE_IN_USE,
                    owner.run().getFirst().found() + ". Stop it first: its outputs are moved by nobody else.");
        }
        if (json) {
            throw new Stopped(ExitCode.USAGE, "--pins talks with a person; leave --json out.");
        }
        try {
            PinWalk walk = new PinWalk(
                    Pin.of(config),
                    DoctorCommand::take,
                    new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
                    spec.commandLine().getOut());
            walk.walk().forEach(this::found);
        } catch (IOException e) {
            throw new Stopped(ExitCode.FAILED, "The terminal cannot be read: " + e.getMessage());
        }
    }

    private static PinWalk.Held take(Pin pin) throws PinUnavailable {
        try {
            KernelPins pins = KernelPins.open(pin.chip(), new SystemClock());
            DigitalOutput trial = trial(pins, pin);
            return new PinWalk.Held() {
                @Override
                public void set(boolean high) {
                    trial.set(high);
                }

                @Override
                public void close() {
                    pins.close();
                }
            };
        } catch (PinRefused refused) {
            throw new PinUnavailable(String.valueOf(refused.getMessage()));
        }
    }

    private static DigitalOutput trial(KernelPins pins, Pin pin) throws PinRefused {
        try {
            return pins.output(pin.name(), new OutputPin(pin.line(), false, pin.safeHigh(), pin.drive()));
        } catch (PinRefused refused) {
            pins.close();
            throw refused;
        }
    }

    private OwnerCheck owner(DeviceConfig config) {
        Path store = config.store().path();
        try {
            return new OwnerCheck(store, StoreOwner.of(store), file);
        } catch (StoreUnavailable e) {
            found(Finding.failed(
                    "store",
                    store + ": user " + System.getProperty("user.name") + " may not look into it",
                    "Run this as the service's user: sudo -u hubfloor hubfloor doctor " + file));
            return new OwnerCheck(store, Optional.empty(), file);
        }
    }

    private static Optional<String> holder(String label, PinRef pin) throws PinUnavailable {
        try (GpioChip chip = GpioChips.byLabel(label)) {
            Optional<ChipLine> named = pin.name().isEmpty() ? Optional.empty() : chip.lineNamed(pin.name());
            if (!pin.name().isEmpty() && named.isEmpty()) {
                throw new PinUnavailable("line " + pin + " is not there on " + label
                        + ". \"hubfloor ports\" shows its lines; correct the pin in the device file.");
            }
            ChipLine line = named.isPresent() ? named.get() : chip.line(pin.number());
            return line.used() ? Optional.of(line.holder()) : Optional.empty();
        } catch (GpioRefused refused) {
            throw new PinUnavailable(String.valueOf(refused.getMessage()));
        }
    }

    private void found(Finding finding) {
        findings.add(finding);
        if (!json) {
            PrintWriter out = spec.commandLine().getOut();
            out.printf("%-8s %-14s %s%n", finding.verdict().word(), finding.subject(), finding.found());
            if (!finding.todo().isEmpty()) {
                out.printf("%-8s %-14s -> %s%n", "", "", finding.todo());
            }
            out.flush(); // a check may take seconds: what is known is shown
        }
    }

    private long count(Verdict verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).count();
    }

    private void end(Optional<DeviceConfig> config) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("file", file.toString());
            config.map(DeviceConfig::identity)
                    .ifPresent(id -> all.put("device", id.hub() + "/" + id.zone() + "/" + id.device()));
            all.put("failed", count(Verdict.FAILED));
            all.put("warnings", count(Verdict.WARNING));
            all.put("checks", findings.stream().map(DoctorCommand::members).toList());
            out.println(JsonLine.of(all));
        } else {
            out.printf(
                    "%n%d failed, %d %s, %d ok%n",
                    count(Verdict.FAILED),
                    count(Verdict.WARNING),
                    count(Verdict.WARNING) == 1 ? "warning" : "warnings",
                    count(Verdict.OK));
        }
        out.flush();
    }

    private static Map<String, Object> members(Finding finding) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("subject", finding.subject());
        members.put("verdict", finding.verdict().word());
        members.put("found", finding.found());
        members.put("todo", finding.todo());
        return members;
    }
}
