/**
 * Grades a deployment against the threat model. Looks at what it is given, opens nothing, changes
 * nothing and asks nobody: what is kept in a store, its caller asks for.
 */
@NullMarked
package io.portreeve.gateway.doctor;

import org.jspecify.annotations.NullMarked;
