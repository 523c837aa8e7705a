/**
 * JSON as people keep it in files, with comments and commas too many: read with the place of each
 * value, so that one value can be replaced and all else stays as it was.
 */
@NullMarked
package io.portreeve.gateway.desk.jsonc;

import org.jspecify.annotations.NullMarked;
