/**
 * The contract between devices and central systems as files: what ships, and the page that shows it.
 * It knows the files' form, not their meaning; what devices say is written elsewhere and tested against them.
 */
@org.jspecify.annotations.NullMarked
package hubfloor.contract;
