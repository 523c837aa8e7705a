/**
 * The page about the audit log: whether it is whole, and its records to take away.
 *
 * <p>Promise: only auditors see it; who took what away is on record before anything of it is sent,
 * and what could not be read is never taken for what does not exist.
 */
@NullMarked
package io.portreeve.gateway.console.audit;

import org.jspecify.annotations.NullMarked;
