package io.portreeve.controls.insecureresponsehandling;

import io.portreeve.mcp.ListChanged;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.LogLevel;
import io.portreeve.mcp.LogMessage;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Progress;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ResourceUpdated;
import io.portreeve.mcp.SubscriptionAcknowledged;
import io.portreeve.mcp.SubscriptionFilter;
import java.util.Optional;
import java.util.function.Predicate;

/** Which notifications may come on the stream of a request: only those that it asked for. */
final class NotificationRules {
  private final Request asked;

  NotificationRules(Request asked) {
    this.asked = asked;
  }

  Optional<Flaw> check(Notification notification) {
    return switch (notification) {
      case Progress progress ->
          asked.meta().progressToken().filter(progress.token()::equals).isPresent()
              ? Flaw.none()
              : Flaw.invalid("progress that was not asked for");
      case LogMessage log -> level(log);
      case ListChanged changed -> listened(filter -> filter.wants(changed.kind()));
      case ResourceUpdated updated ->
          listened(filter -> filter.resources().contains(updated.uri()));
      case SubscriptionAcknowledged _ -> listened(_ -> true);
    };
  }

  /**
   * Without a level on the request there are no log messages (specification 2026-07-28, logging).
   */
  private Optional<Flaw> level(LogMessage log) {
    Optional<LogLevel> wanted = asked.meta().logLevel().flatMap(LogLevel::of);
    Optional<LogLevel> sent = LogLevel.of(log.level());
    return wanted.isPresent() && sent.filter(level -> level.atLeast(wanted.get())).isPresent()
        ? Flaw.none()
        : Flaw.invalid("a log message that was not asked for");
  }

  private Optional<Flaw> listened(Predicate<SubscriptionFilter> wanted) {
    return asked instanceof Listen listen && wanted.test(listen.filter())
        ? Flaw.none()
        : Flaw.invalid("a notification that was not asked for");
  }
}
