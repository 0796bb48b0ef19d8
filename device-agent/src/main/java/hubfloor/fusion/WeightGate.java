package hubfloor.fusion;

import hubfloor.reader.ReaderMessage.Weight;
import hubfloor.reader.ReaderMessage.WeightState;

/**
 * Lets one stable weight through per load: the first one above zero after the scale moved or was empty. A scale that
 * sends its display seven times a second weighs a parcel once. One thread.
 */
public final class WeightGate {
    private String passed = "";

    /** Whether this is a new load's weight. */
    public boolean passes(Weight weight) {
        if (weight.state() != WeightState.STABLE || !Weights.isPositive(weight.value())) {
            passed = weight.state() == WeightState.NOT_READY ? passed : "";
            return false;
        }
        String load = weight.value() + ' ' + weight.unit();
        boolean news = !load.equals(passed);
        passed = load;
        return news;
    }
}
