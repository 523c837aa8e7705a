/**
 * A gateway inside the process of a Java server: what an application of somebody else's may rely
 * on. What is public here changes only with a line in CHANGELOG.md.
 */
@NullMarked
package io.portreeve.gateway.embedding;

import org.jspecify.annotations.NullMarked;
