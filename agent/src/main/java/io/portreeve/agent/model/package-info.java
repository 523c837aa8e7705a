/** What an agent needs of a language model, whoever serves it. */
@NullMarked
package io.portreeve.agent.model;

import org.jspecify.annotations.NullMarked;
