/**
 * Threat 6, server spoofing: the application talks to an attacker's server without knowing.
 *
 * <p>An attacker controls what names lead to, or a host on the way. Guaranteed: a connection goes
 * only where the operator's word lets it (6b), and is used only where the certificate of whoever
 * answers is the one that he expects (6a). Not covered: what a genuine server says.
 */
@NullMarked
package io.portreeve.controls.serverspoofing;

import org.jspecify.annotations.NullMarked;
