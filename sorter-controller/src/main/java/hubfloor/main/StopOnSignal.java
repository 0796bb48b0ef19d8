package hubfloor.main;

/** Stops a program cleanly when the terminal or systemd asks (Ctrl-C, SIGTERM). */
final class StopOnSignal {
    private StopOnSignal() {}

    /** What stopping takes. */
    interface Stop {
        void run() throws InterruptedException;
    }

    /** Runs once, on the JVM's shutdown thread. */
    static void register(Stop stop) {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            try {
                stop.run();
            } catch (InterruptedException cutShort) {
                Thread.currentThread().interrupt();
            }
        }));
    }
}
