package io.portreeve.testkit.attack;

import io.portreeve.mcp.json.JsonObject;
import java.util.function.Predicate;

/** One call that attacks, and what an answer shows if it worked. */
record Trial(Attack attack, JsonObject arguments, Predicate<Answer> works) {}
