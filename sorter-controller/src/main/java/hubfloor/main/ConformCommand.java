package hubfloor.main;

import hubfloor.adapter.clock.Chance;
import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.json.JsonLine;
import hubfloor.adapter.json.JsonTree;
import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.mqtt.PahoConnector;
import hubfloor.config.model.BrokerConfig;
import hubfloor.config.model.DeviceIdentity;
import hubfloor.config.model.ExitCode;
import hubfloor.conform.CentralTrial;
import hubfloor.conform.DeviceTrial;
import hubfloor.conform.Finding;
import hubfloor.conform.Setting;
import hubfloor.conform.Unreachable;
import hubfloor.conform.Verdict;
import hubfloor.contract.ContractFiles;
import hubfloor.event.Topics;
import hubfloor.port.Clock;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tries a device, or a central, against the contract: for whoever builds the other side from the documents alone. */
@Command(
        name = "conform",
        description = {
            "Try a device against the contract, rule by rule: plays central to it.",
            "With --as-device, try a central: plays a device to it, under a name that no device has."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Ends with 0 when everything tried has passed, 1 when something failed, 6 without the broker."})
final class ConformCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private BrokerOptions broker;

    @Option(names = "--hub", paramLabel = "NAME", required = true)
    private String hub;

    @Option(names = "--zone", paramLabel = "NAME", required = true)
    private String zone;

    @Option(names = "--device", paramLabel = "NAME", required = true, description = "the device tried, or played")
    private String device;

    @Option(
            names = "--consumer",
            paramLabel = "NAME",
            description = {
                "trying a device: receipt as this consumer, which the device waits for; without it nothing is receipted.",
                "With --as-device: the name the central tried receipts under."
            })
    private @Nullable String consumer;

    @Option(names = "--as-device", description = "play a device and try the central")
    private boolean asDevice;

    @Option(names = "--gentle", description = "send no malformed messages")
    private boolean gentle;

    @Option(names = "--json", description = "one JSON object a line: each finding, at last the counts")
    private boolean json;

    @Override
    public Integer call() throws Stopped, InterruptedException {
        requireName("--hub", hub);
        requireName("--zone", zone);
        requireName("--device", device);
        if (consumer != null) {
            requireName("--consumer", consumer);
        } else if (asDevice) {
            throw new ParameterException(
                    spec.commandLine(), "--as-device needs --consumer NAME: the name the central receipts under");
        }
        if (asDevice && device.equals(consumer)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--device and --consumer must differ: both may be client ids, and the broker would throw one out");
        }
        BrokerConfig config = broker.config();
        Clock clock = new SystemClock();
        Setting setting = new Setting(
                config.topicPrefix(),
                new DeviceIdentity(hub, zone, device),
                gentle,
                new ContractFiles(JsonTree::read),
                JsonTree::readStrict,
                new JsonWireFormat(),
                new PahoConnector(config, clock, Chance::below),
                clock,
                Chance::below);
        try {
            List<Finding> findings = asDevice ? central(setting, String.valueOf(consumer)) : device(setting);
            return end(findings);
        } catch (Unreachable e) {
            throw new Stopped(
                    ExitCode.BROKER_UNREACHABLE,
                    "The broker at " + config.host() + ":" + config.port() + ": " + e.getMessage()
                            + "\nThe trial was not finished; what it said so far was seen.");
        }
    }

    private List<Finding> device(Setting setting) throws Unreachable, InterruptedException {
        DeviceTrial trial = new DeviceTrial(setting, Optional.ofNullable(consumer), this::tell);
        begin(trial.intent());
        return trial.run();
    }

    private List<Finding> central(Setting setting, String name) throws Unreachable, InterruptedException, Stopped {
        CentralTrial trial = new CentralTrial(setting, name, this::tell);
        begin(trial.intent());
        try {
            return trial.run();
        } catch (CentralTrial.NameTaken e) {
            throw new Stopped(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    /** Before anything is sent; on standard error where standard output is for programs. */
    private void begin(List<String> intent) {
        PrintWriter to = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        intent.forEach(to::println);
        to.println();
        to.flush();
    }

    private void tell(Finding finding) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("rule", finding.rule());
            members.put("check", finding.check());
            members.put("verdict", finding.verdict().word());
            members.put("seen", finding.seen());
            out.println(JsonLine.of(members));
        } else {
            out.printf(
                    "%-9s  %-16s  %-13s  %s%n",
                    finding.verdict().word(), finding.rule(), finding.check(), finding.seen());
        }
        out.flush(); // the next check may take seconds: what is known is shown
    }

    private int end(List<Finding> findings) {
        long passed = count(findings, Verdict.PASSED);
        long failed = count(findings, Verdict.FAILED);
        long left = count(findings, Verdict.NOT_TRIED);
        PrintWriter out = spec.commandLine().getOut();
        String side = asDevice ? "central" : "device";
        if (json) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("tried", side);
            members.put("device", hub + "/" + zone + "/" + device);
            members.put("passed", passed);
            members.put("failed", failed);
            members.put("notTried", left);
            out.println(JsonLine.of(members));
        } else {
            out.printf("%n%d passed, %d failed, %d not tried. ", passed, failed, left);
            out.println(
                    failed == 0
                            ? "The " + side + " keeps the contract as far as it was tried."
                            : "The " + side + " does not keep the contract; \"hubfloor contract\" writes its rules.");
        }
        out.flush();
        return (failed == 0 ? ExitCode.OK : ExitCode.FAILED).code();
    }

    private static long count(List<Finding> findings, Verdict verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).count();
    }

    private void requireName(String option, String name) {
        if (!Topics.isLevel(name)) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + " takes 1 to 32 lower-case letters, digits and -, not \"" + name + "\"");
        }
    }
}
