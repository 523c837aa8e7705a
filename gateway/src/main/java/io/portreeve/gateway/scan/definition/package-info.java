/** Looks at what servers say of themselves: tools, prompts, resources, instructions. */
@NullMarked
package io.portreeve.gateway.scan.definition;

import org.jspecify.annotations.NullMarked;
