package hubfloor.sorter.line;

import hubfloor.agent.ReadingTaker;
import hubfloor.agent.TagIdentifier;
import hubfloor.config.model.LineConfig;
import hubfloor.config.model.ReadingAreaConfig;
import hubfloor.fusion.Lengths;
import hubfloor.fusion.TagGate;
import hubfloor.fusion.WeightGate;
import hubfloor.fusion.Weights;
import hubfloor.parcel.Identification;
import hubfloor.parcel.Identifier;
import hubfloor.port.Clock;
import hubfloor.reader.ReaderMessage;
import hubfloor.reader.ReaderMessage.Code;
import hubfloor.reader.ReaderMessage.Codes;
import hubfloor.reader.ReaderMessage.Dimensions;
import hubfloor.reader.ReaderMessage.Symbol;
import hubfloor.reader.ReaderMessage.TagRead;
import hubfloor.reader.ReaderMessage.Weight;
import hubfloor.sorter.core.Input;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes a line's inputs of what readers say: the instant and the encoder's count first, then what codes and tags can mean,
 * and one stable weight for each load of a scale.
 * Called by the scanners' threads, never waits.
 */
public final class ReadDesk implements ReadingTaker {
    /** The same tag is told to the line at most twice a second: enough to find the parcel it lies on. */
    private static final long TAG_AGAIN_NANOS = 500_000_000L;

    private final Map<String, Integer> areas = new HashMap<>();
    private final Map<String, WeightGate> weightGates = new ConcurrentHashMap<>();
    private final TagGate tagGate = new TagGate(TAG_AGAIN_NANOS);
    private final Identifier identifier;
    private final TagIdentifier tags;
    private final LineBoard board;
    private final LineInputs inputs;
    private final Clock clock;

    public ReadDesk(
            LineConfig line,
            Identifier identifier,
            TagIdentifier tags,
            LineBoard board,
            LineInputs inputs,
            Clock clock) {
        for (int i = 0; i < line.readingAreas().size(); i++) {
            ReadingAreaConfig area = line.readingAreas().get(i);
            for (String scanner : area.scanners()) {
                areas.putIfAbsent(scanner, i);
            }
        }
        this.identifier = identifier;
        this.tags = tags;
        this.board = board;
        this.inputs = inputs;
        this.clock = clock;
    }

    /** Whether that scanner looks at the belt at all. */
    public boolean looksAtBelt(String scanner) {
        return areas.containsKey(scanner);
    }

    /** Takes one reading, just after its last byte has come. */
    @Override
    public void read(String reader, ReaderMessage reading) {
        long at = clock.nanos();
        long count = board.countAt(at);
        Integer area = areas.get(reader);
        if (area == null) {
            return;
        }
        switch (reading) {
            case Codes codes -> codes(at, count, area, reader, codes);
            case TagRead tag -> tag(at, count, area, reader, tag);
            case Weight weight -> weight(at, count, area, reader, weight);
            case Dimensions size -> size(at, count, area, size);
            default -> {
                // what else a reader says is nothing about a parcel
            }
        }
    }

    private void codes(long at, long count, int area, String reader, Codes codes) {
        List<Identification> read = new ArrayList<>(codes.codes().size());
        for (Code code : codes.codes()) {
            if (code instanceof Symbol symbol) {
                read.add(identifier.identify(symbol.barcode()));
            }
        }
        inputs.read(new Input.Read(at, count, area, reader, read));
    }

    /** A tag whose own CRC fails is no tag; one of no GS1 scheme names no parcel here. */
    private void tag(long at, long count, int area, String reader, TagRead tag) {
        if (tag.crcOk().orElse(true) && first(reader, tag.epc(), at)) {
            Identification meaning = tags.identify(tag);
            if (!meaning.candidates().isEmpty()) {
                inputs.read(new Input.Read(at, count, area, reader, List.of(meaning)));
            }
        }
    }

    private synchronized boolean first(String reader, String epc, long at) {
        return tagGate.passes(reader, epc, at);
    }

    private void weight(long at, long count, int area, String reader, Weight weight) {
        WeightGate gate = weightGates.computeIfAbsent(reader, name -> new WeightGate());
        if (gate.passes(weight)) {
            Weights.grams(weight.value(), weight.unit())
                    .ifPresent(grams -> inputs.read(new Input.Measured(at, count, area, grams, 0, 0, 0)));
        }
    }

    private void size(long at, long count, int area, Dimensions size) {
        inputs.read(new Input.Measured(
                at,
                count,
                area,
                0,
                Lengths.mm(size.length(), size.unit()),
                Lengths.mm(size.width(), size.unit()),
                Lengths.mm(size.height(), size.unit())));
    }
}
