/**
 * Threat 9, improper access controls: sensitive data or operations without sufficient checks.
 *
 * <p>An attacker controls every byte of a request, and may hold somebody else's expired credential.
 * Guaranteed: nothing is read before its sender is known, and nothing is used that no rule allows.
 * Not covered: what a server does on its own with an identity that we did not give it.
 */
@NullMarked
package io.portreeve.controls.improperaccess;

import org.jspecify.annotations.NullMarked;
