package hubfloor.sorter.record;

import hubfloor.sorter.core.LineOrder;

/** What persons ordered, as bytes. */
final class OrderCodec {
    // On disk: add at the end only.
    private static final int CHANGE = 1;
    private static final int SWITCH = 2;
    private static final int ENABLE_CHUTE = 3;
    private static final int BAG_CHANGE = 4;
    private static final int RESET_GATE = 5;
    private static final int MOVE_GATE = 6;

    private OrderCodec() {}

    static void write(ByteWriter out, LineOrder order) {
        switch (order) {
            case LineOrder.Change o -> out.octet(CHANGE).word(o.command());
            case LineOrder.Switch o -> out.octet(SWITCH).word(o.mode());
            case LineOrder.EnableChute o ->
                out.octet(ENABLE_CHUTE).number(o.chute()).flag(o.enabled());
            case LineOrder.BagChange o ->
                out.octet(BAG_CHANGE).number(o.chute()).flag(o.closed());
            case LineOrder.ResetGate o -> out.octet(RESET_GATE).number(o.gate());
            case LineOrder.MoveGate o -> out.octet(MOVE_GATE).number(o.gate()).flag(o.held());
        }
    }

    static LineOrder read(ByteReader in) throws Damaged {
        return switch (in.octet()) {
            case CHANGE -> new LineOrder.Change(in.word(LineOrder.Command.class));
            case SWITCH -> new LineOrder.Switch(in.word(LineOrder.Mode.class));
            case ENABLE_CHUTE -> new LineOrder.EnableChute(in.small(), in.flag());
            case BAG_CHANGE -> new LineOrder.BagChange(in.small(), in.flag());
            case RESET_GATE -> new LineOrder.ResetGate(in.small());
            case MOVE_GATE -> new LineOrder.MoveGate(in.small(), in.flag());
            default -> throw new Damaged("an order that this version does not know");
        };
    }
}
