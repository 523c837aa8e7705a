/**
 * The pages of the console about what was decided: the newest decisions, to search, and of each
 * what every control said of it, where the rule stands, and what would allow it.
 *
 * <p>Promise: a page shows the newest of what the journal has, also after a restart and where it
 * goes on in another file; arguments are shown to auditors alone; what others wrote is text.
 */
@NullMarked
package io.portreeve.gateway.console.decisions;

import org.jspecify.annotations.NullMarked;
