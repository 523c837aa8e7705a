/**
 * Bounded JSON: what a peer sent is read in one strict pass, within limits, or it is refused.
 *
 * <p>What was read stays the bytes that were received, seen through lazy views: parts nobody edits
 * are written back byte for byte, and an edit lays new members over the old ones. No byte is
 * written that was not validated, and whatever is written here can be read here. Nothing in this
 * package echoes input in an error.
 */
@NullMarked
package io.portreeve.mcp.json;

import org.jspecify.annotations.NullMarked;
