package hubfloor.fuzz;

import hubfloor.testing.AgentTargets;
import hubfloor.testing.CorpusContract;
import hubfloor.testing.CsvRows;
import hubfloor.testing.FuzzTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What this module reads from outside, with the frames of the vectors. */
class CorpusTest extends CorpusContract {
    private static final int ROWS_MAX = 60;

    @Override
    protected List<FuzzTarget> targets() {
        return AgentTargets.all();
    }

    @Override
    protected List<byte[]> more(String target) throws IOException {
        List<byte[]> inputs = new ArrayList<>();
        for (String[] file : new String[][] {{"reader_frames", "hex"}, {"scales_dims", "input_hex"}}) {
            CsvRows.of("/vectors/" + file[0] + ".csv").stream()
                    .filter(row ->
                            CsvRows.cell(row, "protocol").replace('_', '-').equals(target))
                    .limit(ROWS_MAX)
                    .forEach(row -> inputs.add(HexFormat.of().parseHex(CsvRows.cell(row, file[1]))));
        }
        return inputs;
    }
}
