package io.portreeve.controls.insecureresponsehandling;

import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonPointer;

/** What becomes of the strings of a message, by what they are; the equal string changes nothing. */
public interface Treatment {
  /** What somebody or something reads, whatever JSON it stands in; names of members included. */
  String text(JsonPointer at, String text);

  /** What is for programs, and no sink acts on. */
  String data(JsonPointer at, String text);

  /** An address: where something is, which may say more than that. */
  String address(JsonPointer at, String text);

  /** A name that others compare, and that stays what it is. */
  void key(JsonPointer at, String text);

  /** What only its writer reads: a cursor, a state, an id. It stays what it is. */
  void token(JsonPointer at, String text);

  /** Those of a list of icons that stay. */
  JsonArray icons(JsonPointer at, JsonArray icons);

  /**
   * Whether a text of nothing but printable ASCII, TAB and LF always stays what it is: then it need
   * not be shown.
   */
  boolean keepsPlain();

  /** The message cannot be treated as a whole, for this reason, which holds no text of it. */
  void impossible(String why);
}
