package hubfloor.wall;

import static org.assertj.core.api.Assertions.assertThat;

import hubfloor.config.model.ChuteConfig.Kind;
import hubfloor.config.model.DecisionConfig;
import hubfloor.config.model.InputPin;
import hubfloor.config.model.InspectionDraw;
import hubfloor.config.model.OutputPin;
import hubfloor.config.model.SlotConfig;
import hubfloor.config.model.WallConfig;
import hubfloor.wall.Answer.Result;
import hubfloor.wall.Wall.By;
import hubfloor.wall.WallEvent.Confirmed;
import hubfloor.wall.WallEvent.Lit;
import hubfloor.wall.WallEvent.Overdue;
import hubfloor.wall.WallEvent.SlotChanged;
import hubfloor.wall.WallEvent.Unconfirmed;
import hubfloor.wall.WallEvent.WrongSlot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a button, a label and time make of the parcel in hand. */
class WallTest {
    private static final long MS = 1_000_000L;
    private static final int B1 = 0;
    private static final int B2 = 1;
    private static final int X = 2;
    private static final String P = "s10/RR473124829GB";
    private static final String Q = "sscc/106141412345678908";

    private final Wall wall = wall();
    private final List<WallEvent> stored = new ArrayList<>();
    private long now = 1_000 * MS;

    private static Wall wall() {
        return new Wall(new WallConfig(
                "simulated",
                List.of(slot("b1", Kind.NORMAL, 1), slot("b2", Kind.NORMAL, 3), slot("x", Kind.EXCEPTION, 5)),
                new DecisionConfig(Path.of("plan.yaml"), true, 60, false, InspectionDraw.NONE),
                Duration.ofSeconds(30),
                Duration.ofSeconds(2)));
    }

    private static SlotConfig slot(String name, Kind kind, int pin) {
        return new SlotConfig(
                name, kind, new OutputPin(pin, false, false), Optional.of(new InputPin(pin + 1, true)), "L-" + name);
    }

    private static Choice choice(int slot) {
        return new Choice(slot, "plan", "none", "v1", "2026-01-01T00:00:00Z", "rest", "", List.of());
    }

    private Answer done(Answer answer) {
        for (WallEvent event : answer.events()) {
            stored.add(event);
            wall.apply(event, now);
        }
        return answer;
    }

    private void later(long ms) {
        now += ms * MS;
    }

    private Answer press(int slot) {
        Answer down = done(wall.down(slot, now));
        later(80);
        Answer up = done(wall.up(slot, "", now));
        return down.result() == Result.NOTHING ? up : down;
    }

    @Test
    void aLightThatIsPressedIsPutAndSaysByWhatAndAfterHowLong() {
        done(wall.light(P, choice(B2)));
        later(2_000);
        assertThat(press(B2).result()).isEqualTo(Result.CONFIRMED);
        assertThat(wall.litSlot()).isEqualTo(Wall.NO_SLOT);
        assertThat(stored.getLast()).isEqualTo(new Confirmed(P, "b2", "button", 2_080, ""));
    }

    @Test
    void theWrongSlotIsToldWhenItIsPressedAndTheLightStaysOn() {
        done(wall.light(P, choice(B2)));
        later(500);
        assertThat(done(wall.down(B1, now)).result()).isEqualTo(Result.WRONG_SLOT);
        assertThat(stored.getLast()).isEqualTo(new WrongSlot(P, "b1", "b2", "button", 500));
        assertThat(wall.litSlot()).isEqualTo(B2);
        later(5_000);
        assertThat(done(wall.tick(now)).result()).as("held on to").isEqualTo(Result.NOTHING);
        assertThat(done(wall.up(B1, "", now)).result()).isEqualTo(Result.NOTHING);
        assertThat(press(B2).result()).isEqualTo(Result.CONFIRMED);
    }

    @Test
    void aContactThatBouncesIsNoSecondWrongSlot() {
        done(wall.light(P, choice(B2)));
        done(wall.down(B1, now));
        later(20);
        assertThat(wall.down(B1, now).events()).isEmpty();
        later(2_000);
        assertThat(wall.down(B1, now).result()).isEqualTo(Result.WRONG_SLOT);
    }

    @Test
    void aSecondPressAfterThePutIsNothingAndLaterItIsARequestToScan() {
        done(wall.light(P, choice(B2)));
        press(B2);
        later(200);
        assertThat(press(B2).result()).isEqualTo(Result.NOTHING);
        later(5_000);
        assertThat(press(B2).result()).isEqualTo(Result.NOTHING_LIT);
    }

    @Test
    void theNextParcelInTheSlotOfTheLastIsWrongHoweverSoonItIsPressed() {
        done(wall.light(P, choice(B2)));
        press(B2);
        later(300);
        done(wall.light(Q, choice(B1)));
        later(300);
        assertThat(press(B2).result()).isEqualTo(Result.WRONG_SLOT);
        assertThat(stored.getLast()).isEqualTo(new WrongSlot(Q, "b2", "b1", "button", 300));
        later(300);
        assertThat(press(B2).events()).as("the same hand twice").isEmpty();
    }

    @Test
    void theNextParcelWaitsUntilTheFirstIsPut() {
        done(wall.light(P, choice(B2)));
        Answer refused = wall.inHand(Q);
        assertThat(refused.result()).isEqualTo(Result.PUT_FIRST);
        assertThat(refused.slot()).isEqualTo(B2);
        assertThat(refused.parcel()).isEqualTo(P);
        assertThat(refused.events()).isEmpty();
        assertThat(wall.inHand(P).result()).isEqualTo(Result.LIT_ALREADY);
        press(B2);
        assertThat(wall.inHand(Q).result()).isEqualTo(Result.NOTHING);
    }

    @Test
    void aLightThatNobodyConfirmsIsToldOnceAndStaysOn() {
        done(wall.light(P, choice(B2)));
        later(29_999);
        assertThat(wall.tick(now).result()).isEqualTo(Result.NOTHING);
        later(1);
        assertThat(done(wall.tick(now)).result()).isEqualTo(Result.OVERDUE);
        assertThat(stored.getLast()).isEqualTo(new Overdue(P, "b2", 30_000));
        assertThat(wall.tick(now).result()).isEqualTo(Result.NOTHING);
        assertThat(wall.late()).isTrue();
        assertThat(wall.litSlot()).isEqualTo(B2);
    }

    @Test
    void afterAPowerCutTheParcelInHandIsToldAsUnconfirmedAndNotAsPut() {
        Lit lit = (Lit) wall.light(P, choice(B2)).events().getFirst();
        Lit read = (Lit) WallEvent.of(lit.type(), lit.data()).orElseThrow();
        wall.apply(read, now);
        assertThat(done(wall.withdraw("restart")).events()).containsExactly(new Unconfirmed(P, "b2", "restart"));
        assertThat(wall.lit()).isNull();
        assertThat(wall.withdraw("restart").events()).as("told once").isEmpty();
    }

    @Test
    void aHeldButtonTakesItsSlotOutOfUseAndBack() {
        done(wall.down(B1, now));
        later(1_999);
        assertThat(wall.tick(now).result()).isEqualTo(Result.NOTHING);
        later(1);
        assertThat(done(wall.tick(now)).events()).containsExactly(new SlotChanged("b1", "full", "button_held"));
        assertThat(wall.shut(B1)).isEqualTo("full");
        assertThat(done(wall.up(B1, "", now)).result()).isEqualTo(Result.NOTHING);
        done(wall.down(B1, now));
        later(2_000);
        assertThat(done(wall.tick(now)).result()).isEqualTo(Result.OPENED);
        assertThat(wall.shut(B1)).isEmpty();
    }

    @Test
    void aParcelThatDoesNotFitAnyMoreIsNotTakenForPut() {
        done(wall.light(P, choice(B1)));
        done(wall.down(B1, now));
        later(2_000);
        assertThat(done(wall.tick(now)).events())
                .containsExactly(new SlotChanged("b1", "full", "button_held"), new Unconfirmed(P, "b1", "slot_shut"));
        assertThat(done(wall.up(B1, "", now)).events()).isEmpty();
    }

    @Test
    void theLastExceptionSlotStaysInUse() {
        assertThat(wall.shut(X, "disabled", "ordered").result()).isEqualTo(Result.LAST_EXCEPTION);
        assertThat(wall.shut(X, "disabled", "ordered").events()).isEmpty();
    }

    @Test
    void aButtonOfWhichEdgesWereLostTakesNoSlotOutOfUse() {
        done(wall.down(B1, now));
        wall.unsure(B1);
        later(60_000);
        assertThat(wall.tick(now).result()).isEqualTo(Result.NOTHING);
    }

    /** Any hands, for 200 seeds: a light ends exactly once, only where it was, and a restart remembers the same. */
    @Test
    void everyLightEndsExactlyOnceAndOnlyTheLitSlotIsEverPut() {
        for (long seed = 1; seed <= 200; seed++) {
            Wall tried = wall();
            Wall again = wall();
            SplittableRandom chance = new SplittableRandom(seed);
            Lit open = null;
            long at = 0;
            for (int step = 0; step < 400; step++) {
                at += chance.nextLong(3_000) * MS;
                int slot = chance.nextInt(3);
                Answer answer = switch (chance.nextInt(8)) {
                    case 0, 1 -> {
                        String parcel = "s10/" + chance.nextInt(5);
                        boolean free = tried.inHand(parcel).result() == Result.NOTHING;
                        yield free && tried.shut(slot).isEmpty()
                                ? tried.light(parcel, choice(slot))
                                : tried.inHand(parcel);
                    }
                    case 2, 3 -> tried.down(slot, at);
                    case 4, 5 -> tried.up(slot, "", at);
                    case 6 -> tried.meant(slot, chance.nextBoolean() ? By.LABEL : By.PAGE, "", at);
                    default -> tried.tick(at);
                };
                for (WallEvent event : answer.events()) {
                    String told = "seed " + seed + " step " + step + " " + event;
                    if (event instanceof Lit lit) {
                        assertThat(open).as(told).isNull();
                        open = lit;
                    } else if (event instanceof Confirmed || event instanceof Unconfirmed) {
                        assertThat(event.parcel())
                                .as(told)
                                .isEqualTo(Objects.requireNonNull(open).parcel());
                        assertThat(event.data().get("slot")).as(told).isEqualTo(open.slot());
                        open = null;
                    } else if (event instanceof WrongSlot wrong) {
                        assertThat(wrong.slot()).as(told).isNotEqualTo(wrong.wanted());
                    }
                    tried.apply(event, at);
                    long when = at;
                    WallEvent.of(event.type(), event.data()).ifPresent(read -> again.apply(read, when));
                    assertThat(again.litSlot()).as(told).isEqualTo(tried.litSlot());
                    for (int each = 0; each < 3; each++) {
                        assertThat(again.shut(each)).as(told).isEqualTo(tried.shut(each));
                    }
                }
                assertThat(tried.shut(X)).isEmpty();
            }
        }
    }
}
