/**
 * What an agent remembers beyond its process: each entry signed and labelled, verified before use.
 */
@NullMarked
package io.portreeve.agent.memory;

import org.jspecify.annotations.NullMarked;
