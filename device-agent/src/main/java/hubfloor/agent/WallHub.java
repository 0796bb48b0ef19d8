package hubfloor.agent;

import hubfloor.advice.Advice;
import hubfloor.config.model.SlotConfig;
import hubfloor.container.ContainerLabel;
import hubfloor.hub.Floor;
import hubfloor.hub.Orders;
import hubfloor.wall.Wall;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a wall makes of what its hub tells: news of the parcel in hand, plans, and orders about its slots. Made before the
 * wall is; what comes until then is left alone, because the wall asks again at each scan.
 */
public final class WallHub implements Floor {
    private final List<String> slots;
    private volatile @Nullable WallDesk desk;
    private volatile @Nullable SlotChooser chooser;

    public WallHub(List<SlotConfig> slots) {
        this.slots = slots.stream().map(SlotConfig::name).toList();
    }

    public void serve(WallDesk wall, SlotChooser plans) {
        chooser = plans;
        desk = wall;
    }

    @Override
    public void advised(String subject, Advice advice) {
        WallDesk wall = desk;
        if (wall != null) {
            wall.advised(subject, advice);
        }
    }

    @Override
    public Verdict plan(byte[] text) {
        SlotChooser plans = chooser;
        return plans == null ? new Verdict("", "", List.of("the wall is starting; send it again")) : plans.plan(text);
    }

    @Override
    public boolean order(String verb, Map<String, Object> members, Consumer<String> answer) {
        WallDesk wall = desk;
        if (!verb.equals(Orders.ORDER) || wall == null) {
            answer.accept(wall == null ? "starting" : "no-line");
            return true;
        }
        int slot = slots.indexOf(String.valueOf(members.getOrDefault("chute", "")));
        String word = String.valueOf(members.getOrDefault("order", ""));
        if (slot == Wall.NO_SLOT) {
            answer.accept("unknown-chute");
            return true;
        }
        switch (word) {
            case "enable-chute" -> wall.order(slot, true, answer);
            case "disable-chute" -> wall.order(slot, false, answer);
            case "bind-container" -> {
                Optional<ContainerLabel> label =
                        ContainerLabel.named(String.valueOf(members.getOrDefault("container", "")));
                if (label.isPresent()) {
                    wall.bind(slot, label.get(), answer);
                } else {
                    answer.accept("malformed");
                }
            }
            default -> answer.accept("unknown-order");
        }
        return true;
    }
}
