package hubfloor.agent.main;

import hubfloor.adapter.clock.Chance;
import hubfloor.adapter.driver.DriverJars;
import hubfloor.adapter.net.TcpDial;
import hubfloor.agent.LlrpEar;
import hubfloor.agent.LlrpLoop;
import hubfloor.agent.ReadingTaker;
import hubfloor.agent.ScannerWatch;
import hubfloor.agent.Supervisor;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.LlrpReaderConfig;
import hubfloor.config.model.ScannerConfig;
import hubfloor.port.Clock;
import hubfloor.reader.ReaderCodec;
import hubfloor.reader.driver.DriverRefused;
import hubfloor.reader.driver.DriverShelf;
import hubfloor.reader.llrp.LlrpSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What a station and a line both need to make readings of their readers' bytes. */
public final class ReaderParts {
    private ReaderParts() {}

    /**
     * A driver for each reader of the device, in their order.
     *
     * @throws DriverRefused in words for who wrote the device file
     */
    public static List<ReaderCodec> codecs(DeviceConfig config) throws DriverRefused {
        DriverShelf shelf = shelf(config);
        List<ReaderCodec> codecs = new ArrayList<>();
        for (ScannerConfig scanner : config.scanners()) {
            codecs.add(shelf.codec(scanner));
        }
        return codecs;
    }

    /** The house's drivers and those of the vendors' jars. */
    public static DriverShelf shelf(DeviceConfig config) throws DriverRefused {
        try {
            return new DriverShelf(
                    config.drivers().isPresent()
                            ? DriverJars.load(config.drivers().get())
                            : List.of());
        } catch (IOException unreadable) {
            throw new DriverRefused(String.valueOf(unreadable.getMessage()));
        }
    }

    /** The RFID readers on the network, each on a thread of its own once started. */
    public static List<LlrpLoop> llrp(
            DeviceConfig config, ReadingTaker taker, ScannerWatch watch, Clock clock, Supervisor supervisor) {
        List<LlrpLoop> loops = new ArrayList<>();
        for (int i = 0; i < config.llrpReaders().size(); i++) {
            LlrpReaderConfig reader = config.llrpReaders().get(i);
            OptionalInt power = reader.powerDbm();
            loops.add(new LlrpLoop(
                    reader.name(),
                    new LlrpSettings(
                            reader.antennas(),
                            power.isPresent() ? OptionalInt.of(power.getAsInt() * 100) : power,
                            reader.session()),
                    new TcpDial("llrp-readers[" + i + "]", reader.host(), reader.port(), reader.tls()),
                    new LlrpEar(reader.name(), taker, watch),
                    clock,
                    Chance::below,
                    supervisor.watch("scan-" + reader.name())));
        }
        return loops;
    }
}
