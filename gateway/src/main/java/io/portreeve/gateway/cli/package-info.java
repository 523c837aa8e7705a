/**
 * The command line: one small class for each command, and what they share. What is reported goes to
 * standard output, as text for people or, with {@code --json}, as JSON that stays stable; what went
 * wrong goes to standard error in one line that says what, where and what to do; {@link ExitCode}
 * says how it ended.
 */
@NullMarked
package io.portreeve.gateway.cli;

import org.jspecify.annotations.NullMarked;
