package hubfloor.bench;

import org.junit.jupiter.api.Test;

/** The whole measurement as one command. Not part of a build: takes minutes and a quiet machine. */
class LatenessRun {
    @Test
    void gateLatenessBesideBareJvmAndCyclictest() throws Exception {
        Lateness.measure(12, Integer.getInteger("hubfloor.seconds", 45), System.out);
    }
}
