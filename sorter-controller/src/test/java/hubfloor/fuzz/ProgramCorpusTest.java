package hubfloor.fuzz;

import hubfloor.main.ProgramTargets;
import hubfloor.testing.CorpusContract;
import hubfloor.testing.FuzzTarget;
import java.util.List;

/** What this module reads from outside. */
class ProgramCorpusTest extends CorpusContract {
    @Override
    protected List<FuzzTarget> targets() {
        return ProgramTargets.all();
    }
}
