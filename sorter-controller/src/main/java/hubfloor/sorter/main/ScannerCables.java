package hubfloor.sorter.main;

import hubfloor.config.model.ScannerConfig;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The cables between an imagined hall's scanners and the line: one for each scanner; none on a real board. */
final class ScannerCables {
    private final Map<String, ScannerCable> byScanner = new LinkedHashMap<>();

    void plugIn(List<ScannerConfig> scanners) throws IOException {
        for (ScannerConfig scanner : scanners) {
            byScanner.put(scanner.name(), ScannerCable.plugIn(scanner));
        }
    }

    /** The scanners, each at its cable's port. */
    List<ScannerConfig> scanners() {
        return byScanner.values().stream().map(ScannerCable::scanner).toList();
    }

    void see(String scanner, List<String> labels) {
        ScannerCable cable = byScanner.get(scanner);
        if (cable != null) {
            cable.sees(labels);
        }
    }

    void stop() throws InterruptedException {
        for (ScannerCable cable : byScanner.values()) {
            cable.stop();
        }
    }
}
