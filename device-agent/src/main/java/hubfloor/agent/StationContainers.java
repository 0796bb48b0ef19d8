package hubfloor.agent;

import hubfloor.agent.ContainerDesk.Settled;
import hubfloor.config.model.ContainersConfig;
import hubfloor.container.Answer;
import hubfloor.container.ContainerLabel;
import hubfloor.container.Containers;
import hubfloor.container.Purpose;
import hubfloor.event.Stamp;
import hubfloor.parcel.Candidate;
import hubfloor.parcel.Identification.Outcome;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a stored scan does at a station where parcels are put into containers: a container's label opens or closes it, a
 * parcel goes into the open one, after the card {@value #TAKE_OUT} it comes out. Staff see the answer when its events are
 * stored, not before. The readers' threads.
 */
public final class StationContainers implements AfterScan {
    /** The text of the card that staff scan before a parcel they take out. */
    public static final String TAKE_OUT = "HUBFLOOR-TAKE-OUT";

    /** A carrier's number by a telling beginning or a check digit is worth this much; a mere shape is not. */
    private static final double TELLING = 0.5;

    private final String place;
    private final ContainersConfig config;
    private final ContainerDesk desk;
    private final StaffFeedback feedback;
    private final Function<String, Purpose> told;
    private boolean takingOut;

    /**
     * @param place the station's own name
     * @param told what the hub has told of a parcel or a container by its subject; ANY for what it has not
     */
    public StationContainers(
            String place,
            ContainersConfig config,
            ContainerDesk desk,
            StaffFeedback feedback,
            Function<String, Purpose> told) {
        this.place = place;
        this.config = config;
        this.desk = desk;
        this.feedback = feedback;
        this.told = told;
    }

    @Override
    public synchronized void scanned(ScanRecord scan, Stamp stamp, long seq) throws InterruptedException {
        if (alone(scan).equals(TAKE_OUT)) {
            takingOut = true;
            feedback.packed(scan, PackingWords.TAKE_OUT, seq);
            return;
        }
        Function<Containers, Answer> ask = question(scan);
        if (ask == null) {
            Candidate parcel = scan.parcel().orElse(null);
            if (parcel != null && ContainerLabel.kindOnly(parcel)) {
                feedback.packed(scan, PackingWords.KIND_ONLY, seq);
            } else {
                feedback.stored(scan, seq);
            }
            return;
        }
        Settled settled = desk.settle(stamp, ask);
        if (settled.refused() != null) {
            feedback.refused(scan, settled.refused());
            return;
        }
        takingOut = false;
        feedback.packed(scan, PackingWords.of(settled.answer()), Math.max(seq, settled.seq()));
    }

    /** Null when the scan names neither a container nor a parcel. */
    private @Nullable Function<Containers, Answer> question(ScanRecord scan) {
        Optional<ContainerLabel> label = label(scan, config);
        if (label.isPresent()) {
            ContainerLabel found = label.get();
            return containers -> containers.label(place, found, told.apply(found.name()));
        }
        if (scan.parcel().isEmpty() || ContainerLabel.kindOnly(scan.parcel().get())) {
            return null;
        }
        String parcel = ScanFlow.subject(scan);
        return takingOut
                ? containers -> containers.takeOut(place, parcel)
                : containers -> containers.parcel(place, parcel, told.apply(parcel));
    }

    /** The container that a scan names, of the kinds that this station has. */
    static Optional<ContainerLabel> label(ScanRecord scan, ContainersConfig config) {
        Optional<ContainerLabel> key = scan.parcel().flatMap(ContainerLabel::of);
        boolean open = scan.outcome() == Outcome.NONE
                || scan.parcel().map(parcel -> parcel.confidence() < TELLING).orElse(false);
        return (open ? key.or(() -> ContainerLabel.uld(alone(scan))) : key)
                .filter(label -> config.labels().contains(label.kind().word()));
    }

    /** The text of a scan of one code; empty for several. */
    static String alone(ScanRecord scan) {
        return scan.readings().size() == 1 ? scan.readings().getFirst().text() : "";
    }
}
