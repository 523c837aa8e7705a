package io.portreeve.gateway.upstream;

import io.portreeve.gateway.http.HttpFields;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an answer is that is no message, for the operator: what kind of thing, and of a redirect to
 * which host; nothing else that the server chose, since that may hold what we sent.
 */
final class OtherAnswer {
  private static final Pattern ORIGIN =
      Pattern.compile("(https?://[A-Za-z0-9.-]{1,100}(?::[0-9]{1,5})?)(?:[/?#].*)?");

  private OtherAnswer() {}

  /** To stand behind a status; empty if there is nothing to say. */
  static String words(HttpFields head) {
    return redirect(head).or(() -> body(head)).orElse("");
  }

  /** Only whose it is: a path and a query hold what is secret. */
  private static Optional<String> redirect(HttpFields head) {
    return head.first("location")
        .map(ORIGIN::matcher)
        .map(to ->
            ", a redirect%s, which is not followed"
                .formatted(to.matches() ? " to " + origin(to) : ""));
  }

  private static String origin(Matcher to) {
    return to.group(1).toLowerCase(Locale.ROOT);
  }

  private static Optional<String> body(HttpFields head) {
    return head.first("content-type")
        .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
        .map(type ->
            switch (type) {
              case "text/html", "application/xhtml+xml" -> " and an HTML page";
              case "application/json" -> " and JSON that is no message";
              case "text/event-stream" -> " and a stream of events without an answer";
              case "text/plain" -> " and plain text";
              case "text/xml", "application/xml" -> " and XML";
              default -> " and no message";
            });
  }
}
