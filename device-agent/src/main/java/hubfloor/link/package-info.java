/**
 * The one thread that carries stored events to the broker and brings receipts and commands back.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.link;
