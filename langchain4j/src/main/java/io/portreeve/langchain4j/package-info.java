/**
 * LangChain4j with the rules of an agent: tools behind a gateway, a memory that is signed, and
 * texts that are looked at where they really pass.
 */
@NullMarked
package io.portreeve.langchain4j;

import org.jspecify.annotations.NullMarked;
