package hubfloor.main;

/** What this build calls itself, in {@code --version} and in the device's retained state. */
final class Version {
    static final String TEXT = "0.1.0";

    private Version() {}
}
