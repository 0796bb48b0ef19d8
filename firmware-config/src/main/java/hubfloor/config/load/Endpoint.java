package hubfloor.config.load;

/** Host and port out of a checked address; the host of an IPv6 literal comes without its brackets. */
record Endpoint(boolean tls, String host, int port) {
    static final String HOST = "([A-Za-z0-9]([A-Za-z0-9._-]{0,252})|\\[[0-9A-Fa-f:.]{2,45}\\])";

    /** For text that matched {@link Shape.BrokerUri}; the port is 1883 or 8883 when none is given. */
    static Endpoint ofUri(String uri) {
        boolean tls = uri.startsWith("mqtts:");
        return ofAddress(tls, uri.substring(uri.indexOf("//") + 2), tls ? 8883 : 1883);
    }

    /** For text that matched {@link Shape.Listen}. */
    static Endpoint ofListen(String address) {
        return ofAddress(false, address, 0);
    }

    private static Endpoint ofAddress(boolean tls, String address, int defaultPort) {
        int colon = address.lastIndexOf(':');
        boolean hasPort = colon > address.lastIndexOf(']');
        String host = hasPort ? address.substring(0, colon) : address;
        int port = hasPort ? Integer.parseInt(address.substring(colon + 1)) : defaultPort;
        return new Endpoint(tls, host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port);
    }
}
