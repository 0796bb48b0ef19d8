package hubfloor.sorter.line;

import hubfloor.config.model.LineConfig;
import hubfloor.config.model.ReadingAreaConfig;
import hubfloor.parcel.Identification;
import hubfloor.parcel.Identifier;
import hubfloor.port.Clock;
import hubfloor.reader.ReaderMessage.Code;
import hubfloor.reader.ReaderMessage.Codes;
import hubfloor.reader.ReaderMessage.Symbol;
import hubfloor.sorter.core.Input;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a line's reads of scanners' telegrams: the instant and the encoder's count first, then what the codes can mean.
 * Called by the scanners' threads, never waits.
 */
public final class ReadDesk {
    private final Map<String, Integer> areas = new HashMap<>();
    private final Identifier identifier;
    private final LineBoard board;
    private final LineInputs inputs;
    private final Clock clock;

    public ReadDesk(LineConfig line, Identifier identifier, LineBoard board, LineInputs inputs, Clock clock) {
        for (int i = 0; i < line.readingAreas().size(); i++) {
            ReadingAreaConfig area = line.readingAreas().get(i);
            for (String scanner : area.scanners()) {
                areas.putIfAbsent(scanner, i);
            }
        }
        this.identifier = identifier;
        this.board = board;
        this.inputs = inputs;
        this.clock = clock;
    }

    /** Whether that scanner looks at the belt at all. */
    public boolean looksAtBelt(String scanner) {
        return areas.containsKey(scanner);
    }

    /** Takes one telegram, just after its last byte has come. */
    public void scanned(String scanner, Codes codes) {
        long at = clock.nanos();
        long count = board.countAt(at);
        Integer area = areas.get(scanner);
        if (area == null) {
            return;
        }
        List<Identification> read = new ArrayList<>(codes.codes().size());
        for (Code code : codes.codes()) {
            if (code instanceof Symbol symbol) {
                read.add(identifier.identify(symbol.barcode()));
            }
        }
        inputs.read(new Input.Read(at, count, area, scanner, read));
    }
}
