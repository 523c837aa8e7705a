package io.portreeve.gateway.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portreeve.gateway.audit.AuditReport.Broken;
import io.portreeve.gateway.audit.AuditReport.Known;
import io.portreeve.gateway.audit.AuditReport.Notice;
import io.portreeve.gateway.store.Digest;
import io.portreeve.mcp.json.JsonLimits;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonReader;
import io.portreeve.mcp.json.JsonRefused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One run over the lines of a journal; stops at the first place that is broken. */
final class Verification {
  private static final Set<String> NOTABLE =
      Set.of(
          "resumed",
          "tail-recovered",
          Recovery.LOST,
          "records-refused",
          "head-missing",
          "store-missing",
          "journal-replaced");

  private static final String CHANGED =
      "the record was changed: the next one is chained to what it was";

  private final List<VerifyingKey> keys;
  private final List<RequiredCheckpoint> required;
  private final Removals removals = new Removals();
  private Chain chain = Chain.empty();
  private final List<Notice> notices = new ArrayList<>();
  private Optional<Broken> broken = Optional.empty();
  private Optional<String> newest = Optional.empty();
  private String file = "the log";
  private long line;
  private long from = 1;
  private int segments;
  private long checkpoints;
  private long tornBytes;
  private Optional<Suspect> suspect = Optional.empty();

  /** A record that is not chained to the one before it. */
  private record Suspect(String file, long line, Digest hash) {}

  Verification(List<VerifyingKey> keys, List<RequiredCheckpoint> required) {
    this.keys = keys;
    this.required = required;
  }

  boolean isBroken() {
    return broken.isPresent();
  }

  void breakAt(String where, long at, String what) {
    if (broken.isEmpty()) {
      broken = Optional.of(new Broken(where, at, what));
    }
  }

  void segment(String name, LineReader lines) throws IOException {
    segments++;
    if (tornBytes > 0) {
      breakAt(file, line + 1, "the line has no end, yet another segment follows");
    }
    while (!isBroken() && lines.next()) {
      if (lines.isComplete()) {
        line(name, lines);
      } else {
        tornBytes = lines.line().length;
      }
    }
  }

  private void line(String name, LineReader lines) {
    Optional<RecordLine.Head> head = RecordLine.read(lines.buffer(), lines.start(), lines.end());
    if (head.isEmpty()) {
      breakAt(name, lines.number(), "this is no record");
    } else if (suspect.isPresent()) {
      settle(suspect.get(), head.get());
    } else if (follows(head.get(), name, lines)) {
      file = name;
      line = lines.number();
      accept(head.get(), lines);
      compareWithRequired();
    }
  }

  /** The first record of all may be a later one, if those before it were removed. */
  private void begin(RecordLine.Head first, String name) {
    if (JournalFolder.number(name) > 1 && first.seq() > 1) {
      chain = Chain.after(first.seq() - 1, first.prev());
      from = first.seq();
      removals.begin(first);
    }
  }

  private boolean follows(RecordLine.Head head, String name, LineReader lines) {
    if (segments == 1 && lines.number() == 1) {
      begin(head, name);
    }
    long next = chain.seq() + 1;
    if (head.seq() != next) {
      breakAt(
          name, lines.number(), "record %d stands where %d belongs".formatted(head.seq(), next));
      return false;
    }
    if (!head.prev().sameAs(chain.last())) {
      if (head.kind() == AuditKind.CHECKPOINT && chain.seq() > 0 && isGenuine(lines.line())) {
        breakAt(file, line, CHANGED);
        return false;
      }
      byte[] hash = new RecordHash().of(lines.buffer(), lines.start(), lines.end());
      suspect = Optional.of(new Suspect(name, lines.number(), Digest.of(hash)));
      return false;
    }
    return true;
  }

  /**
   * When a link does not fit, the record on either side of it was changed. If the record after is
   * chained to the second, the second is as it was written, so it was the first.
   */
  private void settle(Suspect second, RecordLine.Head after) {
    if (after.prev().equals(second.hash()) && chain.seq() > 0) {
      breakAt(file, line, CHANGED);
    } else {
      breakAt(second.file(), second.line(), "the record was changed, or does not belong here");
    }
  }

  private void accept(RecordLine.Head head, LineReader lines) {
    switch (head.kind()) {
      case CHECKPOINT -> checkpoint(lines.line());
      case EVENT -> {
        chain.accept(lines.buffer(), lines.start(), lines.end());
        removals.otherRecord();
        notice(lines.line());
      }
      case DECISION, OUTCOME, REFUSAL -> {
        chain.accept(lines.buffer(), lines.start(), lines.end());
        removals.otherRecord();
      }
    }
  }

  private void checkpoint(byte[] bytes) {
    Optional<Checkpoint> read = Checkpoint.read(bytes);
    Optional<String> fault = read.map(this::fault).orElse(Optional.of("the checkpoint is damaged"));
    if (fault.isPresent()) {
      breakAt(file, line, fault.get());
      return;
    }
    read.ifPresent(removals::signed);
    checkpoints++;
    newest = Optional.of(new String(bytes, UTF_8));
    chain.acceptCheckpoint(bytes, 0, bytes.length);
  }

  /** What is wrong with a checkpoint that stands at the next place; empty if nothing. */
  private Optional<String> fault(Checkpoint checkpoint) {
    if (checkpoint.from() != chain.seq() + 1 - chain.uncovered()
        || checkpoint.through() != chain.seq()) {
      return Optional.of("the checkpoint covers other records than those before it");
    }
    if (!checkpoint.root().equals(chain.root())) {
      return Optional.of("the checkpoint's Merkle root is not that of the records before it");
    }
    Optional<VerifyingKey> key =
        keys.stream().filter(known -> known.id().equals(checkpoint.key())).findFirst();
    if (key.isEmpty()) {
      return Optional.of("the checkpoint names a key that was not given: " + checkpoint.key());
    }
    return checkpoint.isSignedBy(key.get())
        ? Optional.empty()
        : Optional.of("the checkpoint's signature is not good");
  }

  private void notice(byte[] record) {
    try {
      if (JsonReader.read(record, JsonLimits.defaults()) instanceof JsonObject object) {
        object.object("fields").ifPresent(this::notice);
      }
    } catch (JsonRefused e) {
      breakAt(file, line, "the record is no JSON");
    }
  }

  private void notice(JsonObject fields) {
    if (fields.string("event").filter(Retention.EVENT::equals).isPresent()) {
      removals.said(new Notice(file, line, Retention.EVENT, fields));
    }
    fields
        .string("event")
        .filter(NOTABLE::contains)
        .ifPresent(event -> notices.add(new Notice(file, line, event, fields)));
    if (fields.string("event").filter(Recovery.LOST::equals).isPresent()) {
      // Said by a start that found it: else that start would make a log whole again that was cut.
      breakAt(
          file, line, "signed records are missing before it: a loss of power took them, or a hand");
    }
  }

  private void compareWithRequired() {
    for (RequiredCheckpoint one : required) {
      if (one.seq() == chain.seq() && !one.hash().sameAs(chain.last())) {
        breakAt(file, line, "this is not the checkpoint that the " + one.source() + " holds");
      }
    }
  }

  AuditReport end(boolean hasHead) {
    suspect.ifPresent(
        last -> breakAt(last.file(), last.line(), "this is not chained to the record before it"));
    if (!hasHead && chain.seq() > 0) {
      breakAt("head", 0, "the file is missing, so a cut-off end would not show");
    }
    notices.addAll(0, removals.unto());
    if (removals.areMissing()) {
      breakAt(
          file,
          0,
          "records before %d are missing, and no signed record says that they were removed"
              .formatted(from));
    }
    if (!isBroken()) {
      required.forEach(this::mustHaveBeenReached);
    }
    return new AuditReport(
        segments,
        from,
        Math.max(0, chain.seq() + 1 - from),
        checkpoints,
        chain.uncovered(),
        tornBytes,
        newest,
        known(),
        notices,
        broken);
  }

  private List<Known> known() {
    return required.stream()
        .filter(one -> !isBroken() && !one.source().equals(RequiredCheckpoint.HEAD))
        .map(one -> new Known(one.source(), one.seq()))
        .toList();
  }

  private void mustHaveBeenReached(RequiredCheckpoint one) {
    if (one.checkpoint().isEmpty()) {
      breakAt(one.source(), 0, "this is no checkpoint");
    } else if (one.checkpoint().stream().noneMatch(this::isSignedByAny)) {
      breakAt(one.source(), 0, "no given key signed this checkpoint");
    } else if (one.seq() > chain.seq()) {
      breakAt(
          file,
          line,
          "%s, but the %s signs records through %d"
              .formatted(
                  chain.seq() == 0
                      ? "there is no record"
                      : "the journal ends with record " + chain.seq(),
                  one.source(),
                  one.seq() - 1));
    }
  }

  private boolean isGenuine(byte[] checkpoint) {
    return Checkpoint.read(checkpoint).filter(this::isSignedByAny).isPresent();
  }

  private boolean isSignedByAny(Checkpoint checkpoint) {
    return keys.stream().anyMatch(checkpoint::isSignedBy);
  }
}
