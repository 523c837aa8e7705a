package io.portreeve.controls.insecureresponsehandling;

import java.util.Map;

/** How the strings of one part of a message are treated. */
sealed interface Shape {
  /** Text for the sinks, whatever JSON it stands in; names of members included. */
  record Text() implements Shape {}

  /** Data that no sink acts on: only hidden characters and controls are treated. */
  record Data() implements Shape {}

  /** A name or address that others compare: unchanged, or the message is refused. */
  record Key() implements Shape {}

  /** What only its writer reads: unchanged, or the message is refused. */
  record Token() implements Shape {}

  /** An address: a key for readers and pages, a text for every other sink that would act on it. */
  record Address() implements Shape {}

  /** Base64, cleaned as the text that it holds, if it holds one; what is not base64 is text. */
  record Base64() implements Shape {}

  /** A JSON Schema: data, but for what it says to readers. */
  record Schema() implements Shape {}

  /** A list of icons: those that are not safe to show are left out. */
  record IconList() implements Shape {}

  /** An object, or an array of such, by the names of its members; what is no object is text. */
  record Members(Map<String, Shape> known, Shape others) implements Shape {
    Shape of(String name) {
      return known.getOrDefault(name, others);
    }
  }
}
