/** The commands that people type. Nothing else in the gateway writes to the console. */
@NullMarked
package io.portreeve.gateway.cli;

import org.jspecify.annotations.NullMarked;
