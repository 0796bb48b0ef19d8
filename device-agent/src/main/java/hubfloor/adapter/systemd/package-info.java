/**
 * Tells systemd how this process is, by the datagrams of sd_notify(3).
 */
@org.jspecify.annotations.NullMarked
package hubfloor.adapter.systemd;
