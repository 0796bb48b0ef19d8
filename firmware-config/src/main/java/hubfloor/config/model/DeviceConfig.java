package hubfloor.config.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Everything one device needs to know about itself, read from one file and already checked.
 *
 * @param hash SHA-256 of the file's bytes in lower-case hex: central sees which file a device really runs
 * @param drivers directory of vendors' driver jars; empty when there are none
 * @param reading empty = the standard, where several kinds of readers are there
 * @param parcels empty when the device keeps nothing of what the hub tells of parcels
 * @param containers empty when nothing is put into containers here
 * @param people who may do more than scan; empty where nobody may
 * @param signals empty when the device has no lamp or buzzer
 * @param page empty when the device shows no page
 * @param line empty when the device drives no sorter line
 * @param wall empty when nobody sorts by hand here
 */
public record DeviceConfig(
        DeviceIdentity identity,
        String hash,
        StoreConfig store,
        BrokerConfig broker,
        List<ScannerConfig> scanners,
        List<LlrpReaderConfig> llrpReaders,
        Optional<Path> drivers,
        Optional<ReadingConfig> reading,
        Optional<ParcelsConfig> parcels,
        Optional<ContainersConfig> containers,
        List<PersonConfig> people,
        Optional<SignalConfig> signals,
        Optional<PageConfig> page,
        Optional<LineConfig> line,
        Optional<WallConfig> wall) {
    public DeviceConfig {
        scanners = List.copyOf(scanners);
        llrpReaders = List.copyOf(llrpReaders);
        people = List.copyOf(people);
    }
}
