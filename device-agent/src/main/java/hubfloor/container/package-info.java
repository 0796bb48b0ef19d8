/**
 * Bags, cages and ULDs: what is open where, what lies in it, and what does not belong there.
 * Pure: what is asked changes nothing, and what was stored is applied.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.container;
