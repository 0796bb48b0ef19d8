package hubfloor.reader.driver;

import hubfloor.config.model.ReaderProtocols;
import hubfloor.config.model.ScannerConfig;
import hubfloor.reader.ReaderCodec;
import hubfloor.reader.ReaderDriver;
import hubfloor.reader.ScannerFramer;
import java.util.List;
import java.util.Optional;

/** Finds the driver a reader's entry in the device file names: the house's own first, then vendors'. */
public final class DriverShelf {
    private final List<ReaderDriver> vendors;

    public DriverShelf(List<ReaderDriver> vendors) {
        this.vendors = List.copyOf(vendors);
    }

    /**
     * A driver of that reader's own.
     *
     * @throws DriverRefused when there is none of that name or its options do not fit
     */
    public ReaderCodec codec(ScannerConfig reader) throws DriverRefused {
        if (reader.protocol().equals(ReaderProtocols.LINES)) {
            return new ScannerFramer(reader.profile());
        }
        if (reader.protocol().equals(Drivers.LLRP.protocol())) {
            throw new DriverRefused("scanner " + reader.name()
                    + ": a reader that speaks LLRP is on the network; describe it under llrp-readers");
        }
        Optional<? extends ReaderDriver> own = Drivers.named(reader.protocol());
        Optional<ReaderDriver> vendor = vendors.stream()
                .filter(driver -> driver.protocol().equals(reader.protocol()))
                .findFirst();
        ReaderDriver driver = own.<ReaderDriver>map(d -> d)
                .or(() -> vendor)
                .orElseThrow(() -> new DriverRefused("scanner " + reader.name() + ": no driver speaks "
                        + reader.protocol() + "; put its jar into the directory that drivers: names"));
        try {
            return driver.codec(reader.options());
        } catch (IllegalArgumentException words) {
            throw new DriverRefused("scanner " + reader.name() + ": " + words.getMessage());
        }
    }
}
