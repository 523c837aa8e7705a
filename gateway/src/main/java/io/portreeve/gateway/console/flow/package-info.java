/**
 * The pages about conversations: which there were lately, and of one, which result flowed into
 * which call, as the audit log has it.
 *
 * <p>Promise: nothing is shown of what was said, only between whom and by which argument; and what
 * is not known for certain is said to be so.
 */
@NullMarked
package io.portreeve.gateway.console.flow;

import org.jspecify.annotations.NullMarked;
