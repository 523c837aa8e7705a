/** The AI application: a loop in which a model asks for tools, and every rule of ours is asked. */
@NullMarked
package io.portreeve.agent;

import org.jspecify.annotations.NullMarked;
