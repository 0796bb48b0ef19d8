package hubfloor.floor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The device file of the station under test: hub kul, zone inbound, one scanner {@code hand}, page on a free port. */
public final class DeviceFileOnDisk {
    /** Every topic of the station starts with this. */
    public static final String TOPICS = "hubfloor/1/kul/inbound/st-01/";

    private final Path dir;
    private Path store;
    private String scanner = "/dev/null/none";
    private int broker;
    private String receiptsFrom = "[central]";
    private String llrpReaders = "";
    private String parcels = "";
    private String containers = "";
    private String badges = "";
    private String people = "";

    public DeviceFileOnDisk(Path dir) {
        this.dir = dir;
        store = dir.resolve("station.db");
    }

    public DeviceFileOnDisk scanner(String port) {
        scanner = port;
        return this;
    }

    public DeviceFileOnDisk broker(int port) {
        broker = port;
        return this;
    }

    public DeviceFileOnDisk store(Path file) {
        store = file;
        return this;
    }

    public DeviceFileOnDisk receiptsFrom(String list) {
        receiptsFrom = list;
        return this;
    }

    /** An RFID reader called {@code portal} on a port of this machine. */
    public DeviceFileOnDisk llrpReader(int port) {
        llrpReaders = "llrp-readers:\n  - {name: portal, host: 127.0.0.1, port: " + port + "}\n";
        return this;
    }

    /** It keeps what its hub tells of parcels. */
    public DeviceFileOnDisk parcels() {
        parcels = "parcels: {}\n";
        return this;
    }

    /** Parcels are put into containers here; with {@code loads}, containers into one another. */
    public DeviceFileOnDisk containers(boolean loads) {
        containers = "containers: {loads: " + loads + "}\n";
        return this;
    }

    /** A badge reader on this port, and one customs officer. */
    public DeviceFileOnDisk officer(String port, String badge, Path pinFile) {
        badges = "  - {name: badge, port: \"" + port + "\", baud: 9600, protocol: rdm6300}\n";
        people = "people:\n  - {badge: \"" + badge + "\", role: customs-officer, pin-file: \"" + pinFile + "\"}\n";
        return this;
    }

    public Path storePath() {
        return store;
    }

    public Path write() {
        try {
            Path file = dir.resolve("device.yaml");
            Files.writeString(file, """
                    format: 1
                    device: {hub: kul, zone: inbound, id: st-01}
                    store: {path: "%s", max-mib: 2048, reserve-mib: 1}
                    broker: {uri: "mqtt://127.0.0.1:%d", receipts-from: %s}
                    scanners:
                      - {name: hand, port: "%s", baud: 115200, profile: plain-crlf}
                    %s%s%spage: {listen: "127.0.0.1:0"}
                    """.formatted(
                            store, broker, receiptsFrom, scanner, badges, llrpReaders, parcels + containers + people));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
