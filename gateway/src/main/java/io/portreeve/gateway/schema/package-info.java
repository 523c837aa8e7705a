/**
 * Checks values against schemas that servers supply, and that may be hostile.
 *
 * <p>A schema is weighed before it is compiled: what refers outside itself, loops without consuming
 * its instance or expands beyond a budget is refused. Patterns run in linear time, and nothing is
 * loaded from anywhere.
 */
@NullMarked
package io.portreeve.gateway.schema;

import org.jspecify.annotations.NullMarked;
