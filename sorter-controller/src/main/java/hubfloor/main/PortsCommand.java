package hubfloor.main;

import hubfloor.adapter.gpio.ChipLine;
import hubfloor.adapter.gpio.GpioChip;
import hubfloor.adapter.gpio.GpioChips;
import hubfloor.adapter.gpio.GpioRefused;
import hubfloor.adapter.json.JsonLine;
import hubfloor.adapter.linux.FoundPort;
import hubfloor.adapter.linux.OpenFiles;
import hubfloor.adapter.linux.SerialInventory;
import hubfloor.config.model.ExitCode;
import hubfloor.port.Holder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists what a device file can name on this machine: serial ports and GPIO lines, and who has them. */
@Command(
        name = "ports",
        description = {
            "List this machine's serial ports, with the names that survive replugging, and its GPIO chips and lines,",
            "each with who holds it. Opens no port and moves no pin. Run as root to see other users' programs."
        },
        mixinStandardHelpOptions = true)
final class PortsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "one JSON object instead of tables")
    private boolean json;

    private record Port(FoundPort port, List<Holder> holders) {}

    /** @param refusal why it cannot be looked into; empty when it could */
    private record Chip(String path, String label, int count, List<ChipLine> lines, String refusal) {}

    @Override
    public Integer call() {
        List<Port> ports = new SerialInventory(Path.of("/"))
                .ports().stream()
                        .map(port -> new Port(port, OpenFiles.holders(port.path())))
                        .toList();
        List<Chip> chips = GpioChips.paths().stream().map(PortsCommand::look).toList();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("serial", ports.stream().map(PortsCommand::members).toList());
            all.put("gpio", chips.stream().map(PortsCommand::members).toList());
            out.println(JsonLine.of(all));
        } else {
            serial(ports, out);
            out.println();
            gpio(chips, out);
        }
        out.flush();
        return ExitCode.OK.code();
    }

    private static Chip look(String path) {
        try (GpioChip chip = GpioChip.open(path)) {
            return new Chip(path, chip.label(), chip.lineCount(), chip.allLines(), "");
        } catch (GpioRefused refused) {
            return new Chip(path, "", 0, List.of(), String.valueOf(refused.getMessage()));
        }
    }

    private static void serial(List<Port> ports, PrintWriter out) {
        if (ports.isEmpty()) {
            out.println("No serial port. A scanner must be switched to USB serial (COM port), not to keyboard.");
            return;
        }
        out.println("Serial ports (scanners.port takes the name behind \"use\")");
        for (Port port : ports) {
            FoundPort found = port.port();
            out.printf(
                    "  %-14s %s%s%n",
                    found.path(),
                    found.usb().isEmpty() ? "built in" : "USB " + found.usb(),
                    found.description().isEmpty() ? "" : ", " + found.description());
            found.stable().forEach(name -> out.println("      use      " + name));
            if (found.stable().isEmpty()) {
                out.println(
                        found.usb().isEmpty()
                                ? "      use      " + found.path()
                                : "      no name that survives replugging: give it one by packaging/60-hubfloor-scanners.rules");
            }
            if (!port.holders().isEmpty()) {
                out.println("      held by  "
                        + port.holders().stream().map(Holder::toString).collect(Collectors.joining(", ")));
            }
        }
    }

    private static void gpio(List<Chip> chips, PrintWriter out) {
        if (chips.isEmpty()) {
            out.println(
                    "No GPIO chip on this machine (no /dev/gpiochip*): signals and lines can only be simulated here.");
            return;
        }
        out.println("GPIO chips (signals.backend and line.board take the label, every pin the line's number)");
        for (Chip chip : chips) {
            if (!chip.refusal().isEmpty()) {
                out.println("  " + chip.refusal());
                continue;
            }
            out.printf("  %-14s %s, %d lines%n", chip.path(), chip.label(), chip.count());
            for (ChipLine line : chip.lines()) {
                if (line.used() || !line.name().isEmpty()) {
                    out.printf(
                            "      %3d  %-16s %-6s %s%n",
                            line.number(),
                            line.name(),
                            line.output() ? "output" : "input",
                            line.used() ? "held by " + line.holder() : "free");
                }
            }
            long plain = chip.lines().stream()
                    .filter(line -> !line.used() && line.name().isEmpty())
                    .count();
            if (plain > 0) {
                out.printf("      and %d free lines without a name%n", plain);
            }
        }
    }

    private static Map<String, Object> members(Port port) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("path", port.port().path().toString());
        members.put("stable", port.port().stable().stream().map(Path::toString).toList());
        members.put("usb", port.port().usb());
        members.put("description", port.port().description());
        List<Map<String, Object>> holders = new ArrayList<>();
        for (Holder holder : port.holders()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("pid", holder.pid());
            one.put("command", holder.command());
            holders.add(one);
        }
        members.put("holders", holders);
        return members;
    }

    private static Map<String, Object> members(Chip chip) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("path", chip.path());
        members.put("label", chip.label());
        members.put("refusal", chip.refusal());
        List<Map<String, Object>> lines = new ArrayList<>();
        for (ChipLine line : chip.lines()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("line", line.number());
            one.put("name", line.name());
            one.put("used", line.used());
            one.put("holder", line.consumer());
            one.put("output", line.output());
            lines.add(one);
        }
        members.put("lines", lines);
        return members;
    }
}
