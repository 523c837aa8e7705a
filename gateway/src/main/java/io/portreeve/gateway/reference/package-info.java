/**
 * The pages of the reference, made of what the code knows: of its vocabularies, and of a table
 * beside them where no code says what a name means.
 */
@NullMarked
package io.portreeve.gateway.reference;

import org.jspecify.annotations.NullMarked;
