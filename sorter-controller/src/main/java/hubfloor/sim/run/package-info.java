/** Runs the imagined line over many seeds, with the shipped core in it, and tells what came of it. */
@org.jspecify.annotations.NullMarked
package hubfloor.sim.run;
