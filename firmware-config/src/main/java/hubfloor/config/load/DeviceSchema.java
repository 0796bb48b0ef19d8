package hubfloor.config.load;

/**
 * The key table of device files as a JSON Schema, so that editors complete and check them while they are typed.
 * The loader is stricter: rules between keys (same port twice, mqtts without ca) are only in {@link DeviceFile}.
 */
public final class DeviceSchema {
    private DeviceSchema() {}

    /** The schema's text, the same on every call. */
    public static String json() {
        return SchemaWriter.json("urn:hubfloor:device:1", "A Hubfloor device file", DeviceKeys.FILE);
    }
}
