package hubfloor.config.model;

/**
 * How many released parcels are looked at all the same, drawn by chance that anybody can work out again afterwards.
 *
 * @param perTenThousand 0 = none
 * @param seed known to the hub's customs only: who knows it knows which parcels are drawn
 */
public record InspectionDraw(int perTenThousand, String seed) {
    public static final InspectionDraw NONE = new InspectionDraw(0, "");
}
