package hubfloor.adapter.gpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Sizes and numbers as a C compiler gives them for linux/gpio.h; a slip here would corrupt memory, not fail. */
class UapiTest {
    @Test
    void structsHaveTheKernelsSizes() {
        assertThat(Uapi.CHIP.byteSize()).isEqualTo(68);
        assertThat(Uapi.LINE.byteSize()).isEqualTo(256);
        assertThat(Uapi.REQUEST.byteSize()).isEqualTo(592);
        assertThat(Uapi.VALUES.byteSize()).isEqualTo(16);
        assertThat(Uapi.EVENT.byteSize()).isEqualTo(48);
    }

    @Test
    void fieldsStandWhereTheKernelLooks() {
        assertThat(Uapi.LINE_FLAGS).isEqualTo(72);
        assertThat(Uapi.REQUEST_CONSUMER).isEqualTo(256);
        assertThat(Uapi.REQUEST_CONFIG).isEqualTo(288);
        assertThat(Uapi.CONFIG_ATTRS).isEqualTo(32);
        assertThat(Uapi.ATTR_BYTES).isEqualTo(24);
        assertThat(Uapi.ATTR_VALUE).isEqualTo(8);
        assertThat(Uapi.ATTR_MASK).isEqualTo(16);
        assertThat(Uapi.REQUEST_NUM_LINES).isEqualTo(560);
        assertThat(Uapi.REQUEST_FD).isEqualTo(588);
        assertThat(Uapi.EVENT_LINE_SEQNO).isEqualTo(20);
    }

    @Test
    void requestNumbersAreTheKernels() {
        assertThat(Uapi.GET_CHIPINFO).isEqualTo(0x8044_B401L);
        assertThat(Uapi.GET_LINEINFO).isEqualTo(0xC100_B405L);
        assertThat(Uapi.GET_LINE).isEqualTo(0xC250_B407L);
        assertThat(Uapi.LINE_GET_VALUES).isEqualTo(0xC010_B40EL);
        assertThat(Uapi.LINE_SET_VALUES).isEqualTo(0xC010_B40FL);
    }

    @Test
    void aLabelThatNobodyHasIsRefusedWithWhatThereIs() {
        assertThatThrownBy(() -> GpioChips.byLabel("no-such-chip"))
                .isInstanceOf(GpioRefused.class)
                .hasMessageContaining("pinctrl-rp1");
    }

    @Test
    void aFileThatIsNoChipIsRefused() {
        assertThatThrownBy(() -> GpioChip.open("/dev/null"))
                .isInstanceOf(GpioRefused.class)
                .hasMessageContaining("is not a GPIO chip");
    }
}
