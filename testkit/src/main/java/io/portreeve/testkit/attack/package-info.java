/**
 * Attacks on an MCP server of one's own, for its tests: {@link io.portreeve.testkit.attack.Attacks}
 * is where to begin. What is public here changes only with a line in CHANGELOG.md.
 */
@NullMarked
package io.portreeve.testkit.attack;

import org.jspecify.annotations.NullMarked;
