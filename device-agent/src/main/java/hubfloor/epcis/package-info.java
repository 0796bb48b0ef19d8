/**
 * What happened on the floor in the words of EPCIS 2.0 and CBV 2.0, for partners that speak no word of ours; and what a
 * document in those words must keep. Pure.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.epcis;
