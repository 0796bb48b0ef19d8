package hubfloor.agent.main;

import hubfloor.adapter.driver.DriverJars;
import hubfloor.agent.TagIdentifier;
import hubfloor.config.model.DeviceConfig;
import hubfloor.config.model.ScannerConfig;
import hubfloor.parcel.Identifier;
import hubfloor.reader.ReaderCodec;
import hubfloor.reader.driver.DriverRefused;
import hubfloor.reader.driver.DriverShelf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

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

    /** What tags mean. Until this program decodes EPCs, a tag's bytes are kept and name no parcel. */
    public static TagIdentifier tags(Identifier identifier) {
        return new TagIdentifier(identifier, epc -> "");
    }
}
