/** Looks at the source of servers that are programs, by rules that are data. */
@NullMarked
package io.portreeve.gateway.scan.code;

import org.jspecify.annotations.NullMarked;
