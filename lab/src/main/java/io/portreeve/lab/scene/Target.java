package io.portreeve.lab.scene;

import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.io.IOException;

/** Real software behind tools that check nothing: what they are given is really executed. */
public interface Target extends AutoCloseable {
  /** What {@code {place}} stands for in arguments and settings: where it keeps its things. */
  String place();

  /** The definitions of its tools. */
  JsonArray tools();

  /**
   * Executes a tool, and gives what it says.
   *
   * @throws IOException when the software refuses, or breaks
   */
  String call(String tool, JsonObject arguments) throws IOException;

  /**
   * Whether harm was done since this was asked last, by what it answered or by what is left behind;
   * the harm is then undone.
   */
  boolean harmed(String answer) throws IOException;

  @Override
  void close() throws IOException;
}
