package hubfloor.config.load;

/**
 * The key table of plan files as a JSON Schema, so that editors complete and check them while they are typed.
 * The loader is stricter: whether a plan is complete and every rule can be reached is only in {@link PlanFile}.
 */
public final class PlanSchema {
    private PlanSchema() {}

    /** The schema's text, the same on every call. */
    public static String json() {
        return SchemaWriter.json("urn:hubfloor:plan:1", "A Hubfloor sort plan", PlanKeys.FILE);
    }
}
