/**
 * Threat 11, insecure configuration: a server is weak or turns bad, and nobody looks.
 *
 * <p>An attacker controls a server, a package of it, or what it says of itself. Guaranteed: a
 * definition in which a scan finds what the operator quarantines for is neither shown nor used,
 * whoever approved it. Not covered: what no rule of the scan knows.
 */
@NullMarked
package io.portreeve.controls.insecureconfiguration;

import org.jspecify.annotations.NullMarked;
