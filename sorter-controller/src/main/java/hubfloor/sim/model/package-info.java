/**
 * Imagined parcels and what stands on their labels.
 * Pure: chance comes in as an argument.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.sim.model;
