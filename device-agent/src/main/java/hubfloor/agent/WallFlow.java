package hubfloor.agent;

import hubfloor.advice.Advice;
import hubfloor.agent.ContainerDesk.Settled;
import hubfloor.agent.StaffFeedback.Light;
import hubfloor.config.model.SlotConfig;
import hubfloor.container.ContainerLabel;
import hubfloor.event.Stamp;
import hubfloor.port.Clock;
import hubfloor.port.EventStore.Refusal;
import hubfloor.wall.Answer;
import hubfloor.wall.Answer.Result;
import hubfloor.wall.Choice;
import hubfloor.wall.Wall;
import hubfloor.wall.Wall.By;
import hubfloor.wall.WallEvent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What each scan, button or word does at a wall: the wall is asked, its answer's events are stored, and only then staff
 * see it. Wall thread only, but for {@link #counts}.
 */
public final class WallFlow {
    private final List<SlotConfig> slots;
    private final Wall wall;
    private final WallMemory memory;
    private final WallWords words;
    private final SlotChooser chooser;
    private final StaffFeedback feedback;
    private final @Nullable WallContainers containers;
    private final Consumer<String> watch;
    private final Clock clock;
    private final LongAdder confirmed = new LongAdder();
    private final LongAdder wrong = new LongAdder();
    private final LongAdder unconfirmed = new LongAdder();
    private @Nullable ScanRecord inHand;

    /**
     * What is outside of the wall.
     *
     * @param containers null where none hang at the slots
     * @param watch whose news the hub shall tell from now on, by subject
     */
    public record Parts(
            SlotChooser chooser,
            StaffFeedback feedback,
            @Nullable WallContainers containers,
            Consumer<String> watch) {}

    /**
     * How many puts were confirmed, at how many wrong slots was found, and how many ended without anybody's word. A light
     * that moved to another slot is no end.
     */
    public record Counts(long confirmed, long wrong, long unconfirmed) {}

    WallFlow(List<SlotConfig> slots, Wall wall, WallMemory memory, Parts parts, Clock clock) {
        this.slots = slots;
        this.wall = wall;
        this.memory = memory;
        words = new WallWords(slots);
        chooser = parts.chooser;
        feedback = parts.feedback;
        containers = parts.containers;
        watch = parts.watch;
        this.clock = clock;
    }

    /** What a power cut left half done is done, and what was in hand is told. */
    void restarted() throws InterruptedException {
        packLastPut();
        Answer left = wall.withdraw("restart");
        if (left.result() == Result.WITHDRAWN && keep(left) == null) {
            PackingWords said = words.afterRestart(left);
            tell(said, said.light(), left.parcel());
        }
    }

    /** The parcel was put, and the power went before it was written into the container that hangs there. */
    private void packLastPut() throws InterruptedException {
        WallMemory.Put last = memory.lastPut();
        WallContainers here = containers;
        if (last == null || here == null || last.confirmed().container().isEmpty()) {
            return;
        }
        int slot = wall.index(last.confirmed().slot());
        if (here.at(slot).equals(last.confirmed().container()) && here.silentSince(last.seq())) {
            PackingWords wrong =
                    packed(Answer.of(Result.CONFIRMED, slot, last.confirmed().parcel()));
            if (wrong != null) {
                tell(wrong, wrong.light(), last.confirmed().parcel());
            }
        }
    }

    /** A slot's button is pressed (true) or let go. */
    void button(int slot, boolean down) throws InterruptedException {
        long now = clock.nanos();
        if (down) {
            say(wall.down(slot, now));
        } else if (containers != null && containers.waits() && wall.lit() == null) {
            wall.unsure(slot);
            PackingWords said = hung(containers, slot, containers.bindWaiting(slot, clock.stamp()));
            feedback.told(said.light(), slots.get(slot).name(), said.reason(), said.words());
        } else {
            say(wall.up(slot, container(slot), now));
        }
    }

    /** The person says on the page that this parcel is in. */
    void confirmed(String parcel) throws InterruptedException {
        WallEvent.Lit lit = wall.lit();
        if (lit != null && lit.parcel().equals(parcel)) {
            int slot = wall.litSlot();
            say(wall.meant(slot, By.PAGE, container(slot), clock.nanos()));
        }
    }

    /** What the hub told just now may send the parcel in hand elsewhere. */
    void advised(String subject, Advice advice) throws InterruptedException {
        WallEvent.Lit lit = wall.lit();
        ScanRecord scan = inHand;
        if (lit == null || scan == null || !lit.parcel().equals(subject)) {
            return;
        }
        Choice choice = choose(scan, Optional.of(advice), wall.litSlot());
        if (choice.slot() != wall.litSlot() && keep(wall.withdraw("moved")) == null) {
            Answer moved = wall.light(subject, choice);
            if (keep(moved) == null) {
                tell(words.of(moved, choice), Light.RED, moved.parcel());
            }
        }
    }

    /** Central takes a slot out of use or back; why not, or empty. */
    String ordered(int slot, boolean use) throws InterruptedException {
        Answer said = use ? wall.open(slot, "ordered") : wall.shut(slot, "disabled", "ordered");
        say(said);
        return said.result() == Result.LAST_EXCEPTION ? "last-exception" : "";
    }

    /** Central says which container hangs at a slot; why it does not, or empty. */
    String bind(int slot, ContainerLabel label) throws InterruptedException {
        WallContainers here = containers;
        if (here == null) {
            return "no-containers";
        }
        PackingWords said = hung(here, slot, here.bind(slot, label, clock.stamp()));
        return said.light() == Light.GREEN ? "" : said.reason();
    }

    /** Buttons that are held, and a light that is on for too long. */
    void tick() throws InterruptedException {
        for (Answer due = wall.tick(clock.nanos()); due.result() != Result.NOTHING; due = wall.tick(clock.nanos())) {
            say(due);
        }
    }

    Counts counts() {
        return new Counts(confirmed.sum(), wrong.sum(), unconfirmed.sum());
    }

    /** A stored scan: a parcel, a slot's label, a container's, or none of them. */
    void scanned(ScanRecord scan, Stamp stamp, long seq) throws InterruptedException {
        String text = StationContainers.alone(scan);
        int slot = labelled(text);
        WallContainers here = containers;
        Optional<ContainerLabel> label = here == null ? Optional.empty() : here.label(scan);
        if (here != null && here.waits() && slot == Wall.NO_SLOT) {
            here.wait(null); // what was scanned next is no slot: forget the label
        }
        if (text.equals(StationContainers.TAKE_OUT)) {
            answer(scan, seq, wall.withdraw("withdrawn"));
        } else if (slot != Wall.NO_SLOT && here != null && here.waits() && wall.lit() == null) {
            PackingWords said = hung(here, slot, here.bindWaiting(slot, stamp));
            feedback.packed(scan, said, seq);
        } else if (slot != Wall.NO_SLOT) {
            answer(scan, seq, wall.meant(slot, By.LABEL, container(slot), clock.nanos()));
        } else if (here != null && label.isPresent()) {
            container(here, label.get(), scan, stamp, seq);
        } else if (scan.parcel().isEmpty()) {
            feedback.stored(scan, seq);
        } else {
            parcel(scan, seq);
        }
    }

    private void parcel(ScanRecord scan, long seq) throws InterruptedException {
        String subject = ScanFlow.subject(scan);
        Answer busy = wall.inHand(subject);
        if (busy.result() != Result.NOTHING) {
            feedback.packed(scan, words.of(busy, null), seq);
            return;
        }
        Choice choice = choose(scan, scan.advised().map(ScanRecord.Advised::advice), Wall.NO_SLOT);
        Answer lit = wall.light(subject, choice);
        Refusal refused = keep(lit);
        if (refused != null) {
            feedback.refused(scan, refused);
            return;
        }
        inHand = scan;
        feedback.packed(scan, words.of(lit, choice), seq);
        watch.accept(subject);
    }

    /** Its label confirms where it is open and lit, closes it where nothing is lit, else waits for its slot. */
    private void container(WallContainers here, ContainerLabel label, ScanRecord scan, Stamp stamp, long seq)
            throws InterruptedException {
        int slot = here.slotOf(label);
        if (wall.lit() != null) {
            Answer said = slot == Wall.NO_SLOT
                    ? wall.inHand("")
                    : wall.meant(slot, By.CONTAINER, label.name(), clock.nanos());
            answer(scan, seq, said);
        } else if (slot != Wall.NO_SLOT) {
            Settled closed = here.close(slot, stamp);
            PackingWords said = PackingWords.of(closed.answer());
            if (closed.refused() != null) {
                feedback.refused(scan, closed.refused());
                return;
            }
            keep(wall.shut(slot, "disabled", "container_closed"));
            feedback.packed(scan, said, seq);
        } else {
            here.wait(label);
            feedback.packed(
                    scan,
                    new PackingWords(Light.GREEN, "wall-hang", "Hang it up. Then press the button of its slot"),
                    seq);
        }
    }

    /** A container hangs at a slot, or could not be: a slot that waited for one is in use again. */
    private PackingWords hung(WallContainers here, int slot, Settled settled) throws InterruptedException {
        if (settled.refused() != null) {
            return notStored(settled.refused());
        }
        PackingWords said = PackingWords.of(settled.answer());
        if (!here.at(slot).isEmpty()) {
            keep(wall.open(slot, "container_bound"));
        }
        return said;
    }

    /** Says what came of a scan that names no parcel. */
    private void answer(ScanRecord scan, long seq, Answer answer) throws InterruptedException {
        Refusal refused = keep(answer);
        if (refused != null) {
            feedback.refused(scan, refused);
        } else {
            feedback.packed(scan, follow(answer), seq);
        }
    }

    /** The same without a scan. */
    private void say(Answer answer) throws InterruptedException {
        if (answer.result() == Result.NOTHING) {
            return;
        }
        Refusal refused = keep(answer);
        PackingWords said = refused != null ? notStored(refused) : follow(answer);
        tell(said, said.light(), answer.parcel());
    }

    private void tell(PackingWords said, Light light, String parcel) {
        feedback.told(light, shown(parcel), said.reason(), said.words());
    }

    /** What follows from an answer that is stored, and the words for all of it. */
    private PackingWords follow(Answer answer) throws InterruptedException {
        switch (answer.result()) {
            case CONFIRMED -> {
                confirmed.increment();
                PackingWords wrongBag = packed(answer);
                return wrongBag == null ? words.of(answer, null) : wrongBag;
            }
            case WRONG_SLOT -> wrong.increment();
            case SHUT_IN_HAND -> {
                PackingWords again = again(answer.parcel());
                return again == null ? words.of(answer, null) : again;
            }
            default -> {
                // words are all
            }
        }
        return words.of(answer, null);
    }

    /** The parcel goes into what is open at its slot; null when all is well, or nothing is open. */
    private @Nullable PackingWords packed(Answer answer) throws InterruptedException {
        WallContainers here = containers;
        if (here == null || here.at(answer.slot()).isEmpty()) {
            return null;
        }
        Settled settled = here.put(answer.slot(), answer.parcel(), clock.stamp());
        if (settled.refused() != null) {
            return notStored(settled.refused());
        }
        if (settled.answer().result() == hubfloor.container.Answer.Result.FULL) {
            keep(wall.shut(answer.slot(), "full", "container_full"));
        }
        PackingWords said = PackingWords.of(settled.answer());
        return said.light() == Light.GREEN ? null : said;
    }

    /** Another slot for the parcel in hand, whose own was taken out of use. */
    private @Nullable PackingWords again(String parcel) throws InterruptedException {
        ScanRecord scan = inHand;
        if (scan == null || !ScanFlow.subject(scan).equals(parcel)) {
            return null;
        }
        Choice choice = choose(scan, scan.advised().map(ScanRecord.Advised::advice), Wall.NO_SLOT);
        Answer lit = wall.light(parcel, choice);
        Refusal refused = keep(lit);
        return refused != null ? notStored(refused) : words.of(lit, choice);
    }

    private Choice choose(ScanRecord scan, Optional<Advice> advice, int present) {
        return chooser.choose(scan, advice, wall::shut, present, clock.stamp().wall());
    }

    /** Stores what an answer changes, then believes it; why not, or null. */
    private @Nullable Refusal keep(Answer answer) throws InterruptedException {
        for (WallEvent event : answer.events()) {
            Refusal refused = memory.keep(event, clock.stamp());
            if (refused != null) {
                return refused;
            }
            wall.apply(event, clock.nanos());
            if (event instanceof WallEvent.Unconfirmed ended && !ended.lightMoved()) {
                unconfirmed.increment();
            }
        }
        return null;
    }

    private static PackingWords notStored(Refusal refused) {
        return new PackingWords(
                Light.RED,
                "not-stored",
                refused == Refusal.FULL
                        ? "Not recorded, storage is full. Stop and call the technician"
                        : "Not recorded. Do it again; call the technician if this stays");
    }

    private String container(int slot) {
        WallContainers here = containers;
        return here == null ? "" : here.at(slot);
    }

    private int labelled(String text) {
        for (int slot = 0; slot < slots.size(); slot++) {
            if (slots.get(slot).label().equals(text)) {
                return slot;
            }
        }
        return Wall.NO_SLOT;
    }

    private static String shown(String subject) {
        return subject.substring(subject.indexOf('/') + 1);
    }
}
