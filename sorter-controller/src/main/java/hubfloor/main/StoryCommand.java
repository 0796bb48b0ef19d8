package hubfloor.main;

import hubfloor.adapter.gs1.Gs1Files;
import hubfloor.adapter.json.JsonWireFormat;
import hubfloor.adapter.sqlite.StoreRefused;
import hubfloor.adapter.sqlite.StoreSearch;
import hubfloor.adapter.sqlite.StoreUnavailable;
import hubfloor.config.model.ExitCode;
import hubfloor.event.Event;
import hubfloor.event.Stamp;
import hubfloor.main.ParcelSearch.Found;
import hubfloor.parcel.Identifier;
import hubfloor.sorter.story.StoryTeller;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Answers "what happened to this parcel?" from the device's own store, also while the device runs. */
@Command(
        name = "story",
        description = {
            "Print everything a device has stored about one parcel, in order, one sentence an event.",
            "Reads the whole store for the name and again for each journey: about 1 s a reading for a million events."
        },
        mixinStandardHelpOptions = true)
final class StoryCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "PARCEL",
            description =
                    "s10/RR123456785MY, its barcode's text, the parcel key of an event, or its number on the line")
    private String parcel;

    @Parameters(index = "1", arity = "0..1", paramLabel = "DEVICE.yaml", description = "the device file")
    private @Nullable Path device;

    @Option(names = "--store", paramLabel = "PATH", description = "the event store's file, instead of a device file")
    private @Nullable Path store;

    @Option(names = "--json", description = "one JSON object a line, with the event's data")
    private boolean json;

    @Override
    public Integer call() throws Stopped {
        List<Found> found = find();
        PrintWriter out = spec.commandLine().getOut();
        if (found.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("This store knows nothing of " + printable(parcel)
                            + ". It keeps events only until central has confirmed them and their retention is over.");
            return ExitCode.FAILED.code();
        }
        if (!json) {
            out.println(heading(found));
        }
        Stamp first = found.getFirst().stored().event().stamp();
        for (Found each : found) {
            out.println(json ? jsonLine(each, first) : line(each, first));
        }
        if (found.size() >= ParcelSearch.EVENTS_MAX) {
            spec.commandLine().getErr().println("Only the first " + ParcelSearch.EVENTS_MAX + " events are shown.");
        }
        out.flush();
        return ExitCode.OK.code();
    }

    private List<Found> find() throws Stopped {
        Path file = file();
        try (StoreSearch search = StoreSearch.open(file)) {
            return new ParcelSearch(search, new Identifier(Gs1Files.shipped())).find(parcel);
        } catch (StoreRefused | StoreUnavailable e) {
            throw new Stopped(ExitCode.STORE_FAILED, String.valueOf(e.getMessage()));
        }
    }

    private Path file() throws Stopped {
        if (store != null && device == null) {
            return store;
        }
        if (device != null && store == null) {
            return DeviceArgument.load(device).store().path();
        }
        throw new Stopped(ExitCode.USAGE, "Name either a device file or --store PATH.");
    }

    private static String heading(List<Found> found) {
        String subjects = names(
                found.stream().map(each -> each.stored().event().subject()).toList());
        String keys = names(found.stream().map(Found::parcel).toList());
        return (subjects.isEmpty() ? "A parcel without an identifier" : subjects)
                + (keys.isEmpty() ? "" : ", on the line as " + keys) + ": " + found.size()
                + (found.size() == 1 ? " event" : " events");
    }

    private static String names(List<String> all) {
        return all.stream()
                .filter(name -> !name.isEmpty())
                .distinct()
                .limit(ParcelSearch.KEYS_MAX)
                .map(StoryCommand::printable)
                .collect(Collectors.joining(", "));
    }

    private static String line(Found found, Stamp first) {
        Event event = found.stored().event();
        return String.format(
                Locale.ROOT,
                "%s  %+10.3f s  %s",
                TIME.format(event.stamp().wall()),
                offsetMs(event.stamp(), first) / 1000.0,
                printable(StoryTeller.sentence(event.type(), found.data())));
    }

    private static String jsonLine(Found found, Stamp first) {
        Event event = found.stored().event();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("seq", found.stored().seq());
        members.put("time", event.stamp().wall().toString());
        members.put("offsetMs", offsetMs(event.stamp(), first));
        members.put("type", event.type());
        members.put("subject", event.subject());
        members.put("sentence", StoryTeller.sentence(event.type(), found.data()));
        String head = new String(new JsonWireFormat().flat(members), StandardCharsets.UTF_8);
        if (found.data().isEmpty()) {
            return head;
        }
        String data = new String(event.data(), StandardCharsets.UTF_8);
        return head.substring(0, head.length() - 1) + ",\"data\":" + data + "}";
    }

    /** Between boots only the wall clock can tell. */
    private static long offsetMs(Stamp stamp, Stamp first) {
        return stamp.bootId().equals(first.bootId())
                ? stamp.monoMs() - first.monoMs()
                : stamp.wall().toEpochMilli() - first.wall().toEpochMilli();
    }

    /** What a barcode carried must not steer a terminal. */
    private static String printable(String text) {
        return text.chars()
                .mapToObj(
                        c -> c < 0x20 || (c >= 0x7f && c < 0xa0) ? String.format("\\x%02x", c) : Character.toString(c))
                .collect(Collectors.joining());
    }
}
