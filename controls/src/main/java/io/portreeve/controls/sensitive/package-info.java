/**
 * Finds secrets and personal data in texts: rules as data, one pass for their keywords, and a
 * pattern only where one stands.
 */
@NullMarked
package io.portreeve.controls.sensitive;

import org.jspecify.annotations.NullMarked;
