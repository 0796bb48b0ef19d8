package hubfloor.doctor;

import java.util.List;

/** One thing that is tried out on this machine. Takes seconds at most and leaves nothing behind. */
public interface Check {
    /** At least one finding; a failure is a finding, not an exception. */
    List<Finding> run() throws InterruptedException;
}
