package io.portreeve.gateway.nodes;

import io.portreeve.gateway.store.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a node says of itself in the store, each time in another word. */
record NodeWord(String text) {
  static NodeWord of(Digest runs, long number, NodeSecrets secrets) {
    return new NodeWord(runs.hex() + " " + number + " " + secrets.text());
  }

  /** Whatever stands there. */
  static NodeWord read(byte[] value) {
    return new NodeWord(new String(value, StandardCharsets.US_ASCII));
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The digest of the configuration that it runs. */
  String runs() {
    return text.substring(0, Math.max(0, text.indexOf(' ')));
  }

  /** The secrets that it knows; a node of before this was said says nothing of them. */
  Optional<NodeSecrets> secrets() {
    String[] parts = text.split(" ", -1);
    return parts.length > 2 ? NodeSecrets.read(parts[2]) : Optional.empty();
  }
}
