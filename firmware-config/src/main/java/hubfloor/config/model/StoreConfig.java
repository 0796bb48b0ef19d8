package hubfloor.config.model;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where events are kept until central has confirmed them, and how much room they may take.
 *
 * @param path the SQLite file
 * @param maxMib the file's share of the disk; past 80 % of it telemetry is shed, past 90 % alarms, at 100 % scans are refused
 * @param reserveMib free disk that must remain for custody events; below it telemetry and alarms are shed
 * @param keepReceipted how long an event stays readable here after every named consumer has receipted it
 * @param keepUnreceipted published retention: only after this an event nobody receipted is removed; zero keeps it for ever
 */
public record StoreConfig(Path path, int maxMib, int reserveMib, Duration keepReceipted, Duration keepUnreceipted) {}
