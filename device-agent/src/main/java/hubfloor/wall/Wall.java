package hubfloor.wall;

import hubfloor.config.model.ChuteConfig.Kind;
import hubfloor.config.model.SlotConfig;
import hubfloor.config.model.WallConfig;
import hubfloor.wall.Answer.Result;
import hubfloor.wall.WallEvent.Confirmed;
import hubfloor.wall.WallEvent.Lit;
import hubfloor.wall.WallEvent.Overdue;
import hubfloor.wall.WallEvent.SlotChanged;
import hubfloor.wall.WallEvent.Unconfirmed;
import hubfloor.wall.WallEvent.WrongSlot;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One parcel in hand, at most one slot lit. Asking changes nothing but which buttons are down; an answer's events are
 * stored first and then {@link #apply applied}, so that no light says what a power cut can take back.
 *
 * <p>A button that is let go confirms the lit slot; one of another slot is wrong as soon as it is pressed; one held for
 * long takes its slot out of use or back, so a person with a parcel in hand can say that it does not fit. Times are
 * monotonic nanoseconds. One thread.
 */
public final class Wall {
    public static final int NO_SLOT = -1;

    /** A contact that bounces, or a hand that presses twice, is no second opinion, until another light comes on. */
    static final long AGAIN_NANOS = 1_000_000_000L;

    private static final long UP = Long.MIN_VALUE;

    private final List<SlotConfig> slots;
    private final long confirmWithin;
    private final long hold;
    private final String[] shut;
    private final long[] downAt;
    private @Nullable Lit lit;
    private long litAt;
    private boolean late;
    private int lastSlot = NO_SLOT;
    private long lastAt;

    /** How a person says that a parcel is in. */
    public enum By {
        BUTTON,
        /** The slot's own barcode. */
        LABEL,
        /** The label of the container that hangs there. */
        CONTAINER,
        PAGE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Wall(WallConfig config) {
        slots = config.slots();
        confirmWithin = config.confirmWithin().toNanos();
        hold = config.hold().toNanos();
        shut = new String[slots.size()];
        downAt = new long[slots.size()];
        Arrays.fill(shut, "");
        Arrays.fill(downAt, UP);
    }

    /** What is in hand speaks against taking this parcel; NOTHING when it may be decided and {@link #light lit}. */
    public Answer inHand(String parcel) {
        Lit now = lit;
        if (now == null) {
            return Answer.NOTHING;
        }
        boolean same = now.parcel().equals(parcel);
        return Answer.of(same ? Result.LIT_ALREADY : Result.PUT_FIRST, litSlot(), now.parcel());
    }

    /** Nothing is in hand, and this parcel was decided. */
    public Answer light(String parcel, Choice choice) {
        if (lit != null) {
            throw new IllegalStateException("a slot is lit already");
        }
        SlotConfig slot = slots.get(choice.slot());
        String kind = slot.kind().name().toLowerCase(Locale.ROOT);
        return Answer.of(Result.LIT, choice.slot(), parcel, new Lit(parcel, slot.name(), kind, choice));
    }

    /** A slot's button is pressed. */
    public Answer down(int slot, long now) {
        if (lit != null && slot != litSlot()) {
            downAt[slot] = UP; // its letting go and its holding say nothing more
            return meant(slot, By.BUTTON, "", now);
        }
        downAt[slot] = now;
        return Answer.NOTHING;
    }

    /**
     * It is let go.
     *
     * @param container open at that slot; empty for none
     */
    public Answer up(int slot, String container, long now) {
        boolean pressed = downAt[slot] != UP;
        downAt[slot] = UP;
        return pressed ? meant(slot, By.BUTTON, container, now) : Answer.NOTHING;
    }

    /** Nothing is known of this button any more: its chip is gone, or edges were lost. */
    public void unsure(int slot) {
        downAt[slot] = UP;
    }

    /**
     * A person means this slot.
     *
     * @param container open at that slot; empty for none
     */
    public Answer meant(int slot, By by, String container, long now) {
        boolean again = slot == lastSlot && now - lastAt < AGAIN_NANOS && litAt - lastAt <= 0;
        Lit here = lit;
        if (here == null) {
            return again ? Answer.NOTHING : Answer.of(Result.NOTHING_LIT, slot, "");
        }
        long afterMs = (now - litAt) / 1_000_000;
        if (slot == litSlot()) {
            lastSlot = slot;
            lastAt = now;
            String name = slots.get(slot).name();
            return Answer.of(
                    Result.CONFIRMED,
                    slot,
                    here.parcel(),
                    new Confirmed(here.parcel(), name, by.word(), afterMs, container));
        }
        if (again) {
            return Answer.NOTHING;
        }
        lastSlot = slot;
        lastAt = now;
        WrongSlot wrong = new WrongSlot(here.parcel(), slots.get(slot).name(), here.slot(), by.word(), afterMs);
        return new Answer(Result.WRONG_SLOT, slot, litSlot(), here.parcel(), List.of(wrong));
    }

    /** What time has brought, one thing at a call; NOTHING when there is no more. */
    public Answer tick(long now) {
        for (int slot = 0; slot < downAt.length; slot++) {
            if (downAt[slot] != UP && now - downAt[slot] >= hold) {
                downAt[slot] = UP;
                return shut[slot].isEmpty() ? shut(slot, "full", "button_held") : open(slot, "button_held");
            }
        }
        Lit here = lit;
        if (here != null && !late && now - litAt >= confirmWithin) {
            late = true;
            Overdue overdue = new Overdue(here.parcel(), here.slot(), (now - litAt) / 1_000_000);
            return Answer.of(Result.OVERDUE, litSlot(), here.parcel(), overdue);
        }
        return Answer.NOTHING;
    }

    /** Takes a slot out of use; a parcel in hand that was for it needs another one. */
    public Answer shut(int slot, String state, String reason) {
        if (!shut[slot].isEmpty()) {
            return Answer.NOTHING;
        }
        if (lastException(slot)) {
            return Answer.of(Result.LAST_EXCEPTION, slot, "");
        }
        SlotChanged changed = new SlotChanged(slots.get(slot).name(), state, reason);
        Lit here = lit;
        if (here != null && slot == litSlot()) {
            return Answer.of(
                    Result.SHUT_IN_HAND,
                    slot,
                    here.parcel(),
                    changed,
                    new Unconfirmed(here.parcel(), here.slot(), "slot_shut"));
        }
        return Answer.of(Result.SHUT, slot, "", changed);
    }

    /** Takes a slot back into use. */
    public Answer open(int slot, String reason) {
        return shut[slot].isEmpty()
                ? Answer.NOTHING
                : Answer.of(
                        Result.OPENED, slot, "", new SlotChanged(slots.get(slot).name(), SlotChanged.OPEN, reason));
    }

    /** The parcel in hand is not to be put for now, or its slot is another one since news came: {@code moved}. */
    public Answer withdraw(String reason) {
        Lit here = lit;
        return here == null
                ? Answer.NOTHING
                : Answer.of(
                        Result.WITHDRAWN,
                        litSlot(),
                        here.parcel(),
                        new Unconfirmed(here.parcel(), here.slot(), reason));
    }

    private boolean lastException(int slot) {
        if (slots.get(slot).kind() != Kind.EXCEPTION) {
            return false;
        }
        for (int other = 0; other < shut.length; other++) {
            if (other != slot && slots.get(other).kind() == Kind.EXCEPTION && shut[other].isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Takes in what has been stored, now or before a restart. */
    public void apply(WallEvent event, long now) {
        switch (event) {
            case Lit light -> {
                lit = light;
                litAt = now;
                late = false;
            }
            case Confirmed ended -> lit = null;
            case Unconfirmed ended -> lit = null;
            case SlotChanged changed -> {
                int slot = index(changed.slot());
                if (slot != NO_SLOT) {
                    shut[slot] = changed.state().equals(SlotChanged.OPEN) ? "" : changed.state();
                }
            }
            case WrongSlot told -> {
                // the light stays on
            }
            case Overdue told -> {
                // the same
            }
        }
    }

    /** Index of a slot by its name; {@link #NO_SLOT} for none. */
    public int index(String name) {
        for (int slot = 0; slot < slots.size(); slot++) {
            if (slots.get(slot).name().equals(name)) {
                return slot;
            }
        }
        return NO_SLOT;
    }

    /** The slot that is lit; {@link #NO_SLOT} for none. */
    public int litSlot() {
        Lit here = lit;
        return here == null ? NO_SLOT : index(here.slot());
    }

    /** What was said when it was lit; null when nothing is in hand. */
    public @Nullable Lit lit() {
        return lit;
    }

    /** Lit for longer than it should be. */
    public boolean late() {
        return lit != null && late;
    }

    /** Why a slot is out of use: {@code full}, {@code disabled}; empty when it can be used. */
    public String shut(int slot) {
        return shut[slot];
    }
}
