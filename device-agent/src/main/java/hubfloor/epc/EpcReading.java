package hubfloor.epc;

import hubfloor.parcel.Candidate.Element;
import java.util.ArrayList;
import java.util.List;

/** What the columns of one tag have said so far. One thread. */
final class EpcReading {
    int filter = -1;
    int partition = -1;
    String companyPrefix = "";
    String reference = "";
    String serial = "";
    String piece = "";
    String total = "";
    String host = "";
    /** The parts of the URI in their order, escaped, without the filter. */
    final List<String> uri = new ArrayList<>(5);

    final List<Element> elements = new ArrayList<>(3);
    /** What a Digital Link carries behind the question mark. */
    final List<Element> attributes = new ArrayList<>(1);

    void pair(int partitionValue, String prefix, String behind) {
        partition = partitionValue;
        companyPrefix = prefix;
        reference = behind;
        uri.add(prefix);
        uri.add(EpcText.uri(behind));
    }

    void serial(String text) {
        serial = text;
        uri.add(EpcText.uri(text));
    }

    /** Adds to the value of an AI; several columns may make one. */
    void element(String ai, String text) {
        int last = elements.size() - 1;
        if (last >= 0 && elements.get(last).ai().equals(ai)) {
            elements.set(last, new Element(ai, elements.get(last).value() + text));
        } else {
            elements.add(new Element(ai, text));
        }
    }
}
