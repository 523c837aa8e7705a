package io.portreeve.controls.insecureresponsehandling;

import io.portreeve.guard.Reason;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonLeaves;
import io.portreeve.mcp.json.JsonPointer;
import io.portreeve.mcp.json.JsonWriter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * No single text of a message is longer than allowed, wherever it stands; blobs have a bound of
 * their own. Nearly every message is shorter as a whole, and then nothing is looked at.
 */
final class TextSizes {
  /** The protocol's own names count as nothing, however small the bound. */
  private static final int LONGEST_NAME = 128;

  /** Where results have blobs: in a content block, or in what a resource holds. */
  private static final Pattern BLOB =
      Pattern.compile(
          "(?:(?:/inputRequests/[^/]*/params)?/messages/\\d+)?/content(?:/\\d+)?"
              + "/(?:resource/blob|data)|/contents/\\d+/blob");

  private final ResponseLimits limits;

  TextSizes(ResponseLimits limits) {
    this.limits = limits;
  }

  Optional<Flaw> check(ServerMessage message) {
    Optional<Json> json =
        switch (message) {
          case Result result -> Optional.of(result.json());
          case Notification note -> Optional.of(note.params());
          case Failure failure -> failure.error().data();
        };
    return json.filter(this::tooLong)
        .map(_ -> new Flaw(Reason.RESPONSE_TOO_LARGE, "a text is larger than allowed"));
  }

  private boolean tooLong(Json json) {
    if (JsonWriter.measure(json) <= limits.textBytes()) {
      return false;
    }
    AtomicBoolean found = new AtomicBoolean();
    JsonLeaves.LeafVisitor text =
        (at, value) -> {
          if (!limits.fits(value) && !isBlob(at)) {
            found.set(true);
          }
        };
    JsonLeaves.LeafVisitor name =
        (_, value) -> {
          if (value.length() > LONGEST_NAME && !limits.fits(value)) {
            found.set(true);
          }
        };
    JsonLeaves.forEachString(json, text, name);
    return found.get();
  }

  private static boolean isBlob(JsonPointer at) {
    return BLOB.matcher(at.toString()).matches();
  }
}
