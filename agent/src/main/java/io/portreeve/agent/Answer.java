package io.portreeve.agent;

import io.portreeve.mcp.json.JsonObject;

/** What a person says to a {@link Question}. */
public sealed interface Answer {
  /**
   * Yes.
   *
   * @param values what he filled in, by the names of the form; empty where there is nothing to fill
   *     in, and always where an address was shown
   */
  record Accepted(JsonObject values) implements Answer {
    public Accepted() {
      this(JsonObject.empty());
    }
  }

  /**
   * No.
   *
   * @param why what he says to the model about it, as his own words; empty: nothing. No server
   *     hears it
   */
  record Declined(String why) implements Answer {
    public Declined() {
      this("");
    }
  }

  /** Neither: he closed it, or nobody was there. */
  record Closed() implements Answer {}
}
