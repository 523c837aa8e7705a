/** The rotation of the secret that nodes share: how far it is, and what it would still end. */
@NullMarked
package io.portreeve.gateway.rotation;

import org.jspecify.annotations.NullMarked;
