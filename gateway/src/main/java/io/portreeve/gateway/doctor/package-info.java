/**
 * Grades a deployment against the threat model. Looks at what it is given, opens nothing, changes
 * nothing and asks nobody.
 */
@NullMarked
package io.portreeve.gateway.doctor;

import org.jspecify.annotations.NullMarked;
