package hubfloor.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hubfloor.config.model.DeviceIdentity;
import hubfloor.event.Topics.Address;
import hubfloor.event.Topics.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicsTest {
    private static final DeviceIdentity DEVICE = new DeviceIdentity("kul", "bay-1", "station-3");

    @Test
    void topicsAreThoseOfTheContract() {
        Topics topics = new Topics("tenant-a");
        assertThat(topics.event(DEVICE, EventFamily.SCAN))
                .isEqualTo("tenant-a/hubfloor/1/kul/bay-1/station-3/event/scan");
        assertThat(new Topics("").state(DEVICE)).isEqualTo("hubfloor/1/kul/bay-1/station-3/state");
        assertThat(new Topics("a/b/").everyEvent()).isEqualTo("a/b/hubfloor/1/+/+/+/event/+");
    }

    @Test
    void whatWasBuiltIsReadBack() {
        Topics topics = new Topics("t");
        assertThat(topics.parse(topics.receipt(DEVICE, "central")))
                .contains(new Address(DEVICE, Kind.RECEIPT, "central"));
        assertThat(topics.parse(topics.state(DEVICE))).contains(new Address(DEVICE, Kind.STATE, ""));
    }

    @Test
    void otherTopicsAreNotRead() {
        Topics topics = new Topics("");
        for (String topic : List.of(
                "",
                "hubfloor/1/a/b/c",
                "hubfloor/1/a/b/c/state/x",
                "hubfloor/1/a/b/c/event",
                "hubfloor/1/A/b/c/state",
                "hubfloor/2/a/b/c/state",
                "x/hubfloor/1/a/b/c/state",
                "hubfloor/1/a//c/state",
                "hubfloor/1/a/b/c/event/+")) {
            assertThat(topics.parse(topic)).as(topic).isEmpty();
        }
    }

    @Test
    void namesThatAreNoLevelsAreRefused() {
        Topics topics = new Topics("");
        for (String name : List.of("", "a/b", "+", "#", "A", "x".repeat(33), "a\u0000")) {
            assertThatThrownBy(() -> topics.receipt(DEVICE, name)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> topics.state(new DeviceIdentity("kul", name, "c")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Topics("a/+")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void answersGoToTheOwnReplyTopicOrOutsideOfTheContractNowhereElse() {
        Topics topics = new Topics("");
        DeviceIdentity own = new DeviceIdentity("kul", "bay-1", "st-1");
        assertThat(topics.isAnswerable(own, "answers/7")).isTrue();
        assertThat(topics.isAnswerable(own, topics.reply(own, "central"))).isTrue();
        for (String topic : List.of(
                "",
                "a/#",
                "+",
                "hubfloor/1/x",
                topics.reply(new DeviceIdentity("kul", "bay-1", "st-2"), "central"),
                topics.state(own),
                topics.receipt(own, "central"),
                "$SYS/x",
                "x".repeat(300),
                "a\u0000b")) {
            assertThat(topics.isAnswerable(own, topic)).as(topic).isFalse();
        }
    }
}
