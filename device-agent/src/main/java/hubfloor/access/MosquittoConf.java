package hubfloor.access;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The broker's settings: the shipped {@value #TEMPLATE} with this hub's places in it. Immutable; any thread.
 *
 * @param listen the one address to listen on; empty for all
 * @param files where the broker will find {@code acl}, {@code ca.pem}, {@code broker.pem} and {@code broker.key}
 * @param data where it keeps what it has not delivered yet
 * @param trialUser for a broker that a person starts by hand: says everything on standard error, and when root starts it
 *     stays this user, who owns the files; empty for a service, which logs to syslog
 */
public record MosquittoConf(int port, Optional<String> listen, Path files, Path data, Optional<String> trialUser) {
    /** The resource to fill in. */
    public static final String TEMPLATE = "/hubfloor/broker/mosquitto.conf";

    public String fill(String template) {
        String ending = trialUser
                .map(user -> "log_dest stderr\n\n# Only to try it, by hand.\nuser " + user)
                .orElse("log_dest syslog");
        return template.replace("{listener}", listen.map(at -> port + " " + at).orElse(Integer.toString(port)))
                .replace("{files}", files.toString())
                .replace("{data}", data.toString())
                .replace("{ending}", ending);
    }
}
