package hubfloor.event;

/** How dear an event is when the disk fills: telemetry is shed first, then alarms; custody never. */
public enum EventClass {
    /** A: scans, sort outcomes, customs, containers, operators. Refused visibly rather than dropped. */
    CUSTODY,
    /** B: alarms. */
    ALARM,
    /** C: telemetry. */
    TELEMETRY
}
