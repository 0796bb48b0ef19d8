/**
 * LLRP 1.1 (EPCglobal Low Level Reader Protocol): messages of both sides as bytes, and one client's session with one
 * reader. Pure: no socket, no clock, no threads.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.reader.llrp;
