package hubfloor.main;

import hubfloor.adapter.json.JsonLine;
import hubfloor.config.model.ExitCode;
import hubfloor.reader.FrameProtocol;
import hubfloor.reader.ReaderMessage.Fault;
import hubfloor.reader.driver.Drivers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Single frames as {@code decode --frames} prints them: all fields of a right one, the reason why another is none. */
final class FrameLines {
    private final FrameProtocol protocol;

    /** @throws Stopped when no driver of the house has that name */
    FrameLines(String name) throws Stopped {
        protocol = Drivers.named(name)
                .orElseThrow(() -> new Stopped(
                        ExitCode.USAGE,
                        "no protocol is called " + name + "; there are "
                                + Arrays.stream(Drivers.values())
                                        .map(Drivers::protocol)
                                        .collect(Collectors.joining(", "))))
                .protocol(Map.of());
    }

    String line(byte[] frame) {
        Fault fault = protocol.judge(frame);
        if (fault != null) {
            return wrong(fault.word());
        }
        return JsonLine.of(protocol.fields(frame, 0, frame.length));
    }

    static String wrong(String reason) {
        Map<String, Object> wrong = new LinkedHashMap<>();
        wrong.put("valid", false);
        wrong.put("reason", reason);
        return JsonLine.of(wrong);
    }
}
