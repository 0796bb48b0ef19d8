package hubfloor.sorter.main;

import hubfloor.adapter.serial.SerialPorts;
import hubfloor.agent.LlrpLoop;
import hubfloor.agent.OperatorDesk;
import hubfloor.agent.ScannerLoop;
import hubfloor.agent.ScannerWatch;
import hubfloor.agent.Supervisor;
import hubfloor.agent.main.ReaderParts;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.LlrpReaderConfig;
import hubfloor.config.model.ReadingConfig;
import hubfloor.config.model.ScannerConfig;
import hubfloor.port.Clock;
import hubfloor.reader.ReaderCodec;
import hubfloor.sorter.line.AreaTrigger;
import hubfloor.sorter.line.PassingWatch;
import hubfloor.sorter.line.ReadDesk;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every reader of a line, serial or over the network, each on its thread, and the watch for those that fall silent. */
final class LineReaders {
    private final PassingWatch passing;
    private final List<ScannerLoop> scanners = new ArrayList<>();
    private final List<LlrpLoop> llrpReaders;

    /**
     * @param plugged the device's scanners, each at the port it is really plugged in at
     * @param codecs one for each of them, in their order
     * @param desk joins what they read to parcels
     * @param operators hears of badges
     */
    LineReaders(
            DeviceConfig config,
            List<ScannerConfig> plugged,
            List<ReaderCodec> codecs,
            ReadDesk desk,
            AreaTrigger trigger,
            ScannerWatch watch,
            OperatorDesk operators,
            Clock clock,
            Supervisor supervisor) {
        passing = new PassingWatch(
                desk,
                trigger,
                watch,
                operators,
                Stream.concat(
                                config.scanners().stream().map(ScannerConfig::name),
                                config.llrpReaders().stream().map(LlrpReaderConfig::name))
                        .toList(),
                config.reading().orElse(ReadingConfig.STANDARD).silentAfterParcels());
        SerialPorts ports = new SerialPorts();
        for (int i = 0; i < plugged.size(); i++) {
            ScannerConfig scanner = plugged.get(i);
            scanners.add(new ScannerLoop(
                    scanner, codecs.get(i), ports, passing, watch, clock, supervisor.watch("scan-" + scanner.name())));
        }
        llrpReaders = ReaderParts.llrp(config, passing, watch, clock, supervisor);
    }

    void start() {
        scanners.forEach(ScannerLoop::start);
        llrpReaders.forEach(LlrpLoop::start);
    }

    /** A parcel came onto the belt: every reader should soon see something. */
    void parcelPassed() {
        passing.parcelPassed();
    }

    void stop() throws InterruptedException {
        for (ScannerLoop scanner : scanners) {
            scanner.stop();
        }
        for (LlrpLoop reader : llrpReaders) {
            reader.stop();
        }
    }
}
