package io.portreeve.gateway.console.audit;

import io.portreeve.gateway.audit.AuditFilter;
import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.config.ConsoleRole;
import io.portreeve.gateway.config.form.Measures;
import io.portreeve.gateway.console.Entrance;
import io.portreeve.gateway.console.Frame;
import io.portreeve.gateway.console.Visit;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.http.HttpStream;
import io.portreeve.gateway.login.LoginRecords;
import io.portreeve.gateway.pages.Parameters;
import io.portreeve.mcp.json.Excerpt;
import io.portreeve.mcp.json.JsonObject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;

/** Gives records of the log to an auditor, as the log has them. */
record Export(
    Entrance entrance, Frame frame, AuditReader reader, LoginRecords records, InstantSource clock) {
  static final String ADDRESS = "/console/audit/export";

  private static final int CHUNK = 64 * 1024;
  private static final int LONGEST = 200;
  private static final HttpFields FIELDS =
      HttpFields.of("content-type", "application/x-ndjson", "cache-control", "no-store")
          .and("content-disposition", "attachment; filename=\"audit.jsonl\"")
          .and("x-content-type-options", "nosniff");

  void send(HttpRequest request, HttpReply reply) throws InterruptedException {
    Optional<Visit> visit = entrance.visit(request, reply);
    if (visit.isEmpty()) {
      return;
    }
    Parameters query = Parameters.of(request.query());
    Optional<AuditFilter> filter = filter(query);
    if (!visit.get().may(ConsoleRole.AUDITOR)) {
      frame.sendMissing(reply, visit.get());
    } else if (filter.isEmpty()) {
      Frame.say(reply, 400, "Nothing was exported", "The time is none: write one such as 24h.");
    } else if (!isOnRecord(visit.get(), request.query())) {
      Frame.say(reply, 503, "Nothing was exported", "The audit log cannot be written.");
    } else {
      send(filter.get(), reply);
    }
  }

  private boolean isOnRecord(Visit visit, String query) {
    return records.record(
        "audit-exported",
        JsonObject.empty()
            .with("by", visit.principal())
            .with("wanted", Excerpt.of(query, LONGEST)));
  }

  /** Those that meet all that was said; empty if something was said that is nothing. */
  private Optional<AuditFilter> filter(Parameters query) {
    Optional<Duration> since = query.get("since").flatMap(Measures::parse);
    if (query.get("since").isPresent() && since.isEmpty()) {
      return Optional.empty();
    }
    AuditFilter all = AuditFilter.all();
    AuditFilter aged = since.map(age -> all.from(clock.instant().minus(age))).orElse(all);
    AuditFilter owned = query.get("principal").map(aged::principal).orElse(aged);
    return Optional.of(query.get("exchange").map(owned::exchange).orElse(owned));
  }

  /** A log that cannot be read to its end breaks the reply off: it is not to look whole. */
  private void send(AuditFilter filter, HttpReply reply) throws InterruptedException {
    try (HttpStream stream = reply.stream(200, FIELDS)) {
      try (OutputStream out = new BufferedOutputStream(new Chunks(stream), CHUNK)) {
        reader.forEach(
            filter,
            record -> {
              out.write(record.json().toBytes());
              out.write('\n');
            });
        out.flush();
      } catch (InterruptedIOException stopped) {
        stream.breakOff();
        throw new InterruptedException("while an export was sent");
      } catch (IOException broken) {
        stream.breakOff();
      }
    }
  }

  /** What is written as chunks of a reply. */
  private static final class Chunks extends OutputStream {
    private final HttpStream stream;

    Chunks(HttpStream stream) {
      this.stream = stream;
    }

    @Override
    public void write(int single) throws IOException {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        stream.write(Arrays.copyOfRange(bytes, from, from + length));
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("while an export was sent");
      }
    }
  }
}
