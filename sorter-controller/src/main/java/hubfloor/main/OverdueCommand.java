package hubfloor.main;

import hubfloor.adapter.clock.SystemClock;
import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.sqlite.LateList;
import hubfloor.adapter.sqlite.StoreUnavailable;
import hubfloor.advice.LateParcel;
import hubfloor.agent.main.HubParts;
import hubfloor.config.model.ExitCode;
import hubfloor.event.ClockQuality;
import hubfloor.event.Stamp;
import hubfloor.port.Clock;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Whose clock has run out, from what the hub told one device; also while the device runs. */
@Command(
        name = "overdue",
        description = {
            "Print the parcels a device knows whose customs, cut-off or promise clock has run out.",
            "The one with the least time left comes first, trusted merchants' first among equals."
        },
        mixinStandardHelpOptions = true)
final class OverdueCommand implements Callable<Integer> {
    private static final int LIMIT_MAX = 10_000;

    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DEVICE.yaml", description = "the device file")
    private Path device;

    @Option(names = "--soon", description = "also those of whose clock 80 %% are used")
    private boolean soon;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "most parcels, 1 to " + LIMIT_MAX + " (default: ${DEFAULT-VALUE})")
    private int limit;

    @Option(names = "--json", description = "one JSON object a line")
    private boolean json;

    OverdueCommand() {
        this(new SystemClock());
    }

    OverdueCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws Stopped {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new ParameterException(spec.commandLine(), "--limit takes 1 to " + LIMIT_MAX);
        }
        Stamp now = clock.stamp();
        if (now.clock() != ClockQuality.SYNCED) {
            throw new Stopped(
                    ExitCode.FAILED,
                    "This machine's clock is not synchronized, so nobody can tell what is overdue."
                            + " Set it, or wait until it has found its time server.");
        }
        PrintWriter out = spec.commandLine().getOut();
        List<LateParcel> late = late(now);
        for (LateParcel parcel : late) {
            out.println(json ? line(parcel) : parcel.words());
        }
        if (late.isEmpty() && !json) {
            out.println("No parcel this device knows is overdue" + (soon ? " or soon will be." : "."));
        }
        out.flush();
        if (late.size() == limit) {
            spec.commandLine().getErr().println("There may be more; --limit shows up to " + LIMIT_MAX + ".");
        }
        return ExitCode.OK.code();
    }

    private List<LateParcel> late(Stamp now) throws Stopped {
        try (LateList list = LateList.open(HubParts.file(DeviceArgument.load(device)))) {
            return list.late(now.wall(), limit, soon);
        } catch (StoreUnavailable e) {
            throw new Stopped(ExitCode.STORE_FAILED, String.valueOf(e.getMessage()));
        }
    }

    private static String line(LateParcel parcel) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("subject", parcel.subject());
        members.put("clock", parcel.clock().which().word());
        members.put("stage", parcel.clock().stage());
        members.put("due", parcel.clock().due().toString());
        members.put("leftS", parcel.clock().left().toSeconds());
        members.put("trusted", parcel.trusted());
        members.put("country", parcel.country());
        return new String(new JsonWireFormat().flat(members), StandardCharsets.UTF_8);
    }
}
