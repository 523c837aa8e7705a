/**
 * The page about what scans found: the worst first, with what shows it and what to do about it, and
 * what of it somebody lives with, and why.
 *
 * <p>Promise: a finding is accepted only by a form that was given for this finding, with a reason,
 * and with the name of whoever sent it.
 */
@NullMarked
package io.portreeve.gateway.console.findings;

import org.jspecify.annotations.NullMarked;
