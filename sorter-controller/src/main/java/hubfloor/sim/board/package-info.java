/**
 * A simulated line in real time: the imagined hall as a board with inputs and outputs, for demos and tests.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.sim.board;
