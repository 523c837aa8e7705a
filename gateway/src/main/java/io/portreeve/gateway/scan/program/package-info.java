/** What the command of a server starts. */
@NullMarked
package io.portreeve.gateway.scan.program;

import org.jspecify.annotations.NullMarked;
