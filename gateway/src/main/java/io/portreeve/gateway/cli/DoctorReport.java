package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.form.AmendedText;
import io.portreeve.gateway.config.form.LineChange;
import io.portreeve.gateway.doctor.Complaint;
import io.portreeve.gateway.doctor.Examination;
import io.portreeve.gateway.doctor.Grade;
import io.portreeve.gateway.doctor.OwaspRow;
import io.portreeve.gateway.doctor.Standing;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Threat;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The grades of a deployment, and what to do about them.
 *
 * @param file as it was written on the command line
 * @param text what it holds
 * @param only the one threat that was asked about; empty: all of them
 * @param notes what could not be looked at
 * @param mask how lines of the file are shown
 */
record DoctorReport(
    String file,
    AmendedText text,
    Examination examination,
    Optional<Threat> only,
    List<String> questions,
    List<String> notes,
    MaskedLine mask) {
  private static final String INDENT = "    ";
  private static final String GRADES =
      "A: on, or not needed; B: partly; C: off; D: weakened by an option; F: open to whoever comes";

  void print(Terminal terminal) {
    Grade grade = only.map(examination::grade).orElseGet(examination::overall);
    String about =
        only.map(threat -> "threat " + threat.number()).orElse("the worst of 11 threats");
    terminal.text(
        "%s: %s, %s; %s"
            .formatted(file, terminal.strong(marked(terminal, grade)), about, number()));
    terminal.table(threats().flatMap(threat -> rows(terminal, threat)).toList());
    terminal.text("(" + GRADES + ")");
    if (only.isEmpty()) {
      terminal.line("");
      terminal.line(terminal.strong("OWASP MCP Top 10 (2025, v0.1)"));
      terminal.table(Stream.of(OwaspRow.values()).map(row -> row(terminal, row)).toList());
    }
    if (!examination.complaints().isEmpty()) {
      terminal.line("");
      terminal.text(
          terminal.strong("what to do") + " (of the file, lines with - go, those with + come)");
    }
    examination.complaints().forEach(one -> print(terminal, one));
    listed(terminal, "not looked at", notes);
    if (only.isEmpty()) {
      listed(terminal, "what only you can know", questions);
    }
  }

  private String number() {
    int number = examination.complaints().size();
    return number == 0 ? "nothing to do" : number == 1 ? "1 thing to do" : number + " things to do";
  }

  private static void listed(Terminal terminal, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      terminal.line("");
      terminal.line(terminal.strong(title));
      terminal.table(
          lines.stream().map(line -> List.of(" ", terminal.typed(Shown.of(line)))).toList());
    }
  }

  private Stream<Threat> threats() {
    return only.map(Stream::of).orElseGet(() -> Stream.of(Threat.values()));
  }

  private Stream<List<String>> rows(Terminal terminal, Threat threat) {
    Stream<List<String>> mitigations =
        of(threat)
            .map(one -> List.of("", "", one.id() + " " + one.title(), standing(terminal, one)));
    return Stream.concat(
        Stream.of(
            List.of(
                marked(terminal, examination.grade(threat)),
                String.valueOf(threat.number()),
                terminal.strong(threat.title()))),
        mitigations);
  }

  private static Stream<Mitigation> of(Threat threat) {
    return Stream.of(Mitigation.values()).filter(one -> one.threat() == threat);
  }

  private String standing(Terminal terminal, Mitigation mitigation) {
    Standing standing = examination.standing(mitigation);
    String word = standing.word().replace('-', ' ');
    return switch (standing) {
      case NOT_NEEDED -> word;
      case ON -> terminal.good(word);
      case PARTLY -> word + without(mitigation);
      case OFF, WEAKENED, OPEN -> terminal.bad(word) + without(mitigation);
    };
  }

  /** For which servers, rules or keys it is not. */
  private String without(Mitigation mitigation) {
    String subjects =
        examination.complaints().stream()
            .filter(one -> one.mitigation() == mitigation && !one.subject().isEmpty())
            .map(Complaint::subject)
            .distinct()
            .map(Shown::of)
            .collect(Collectors.joining(", "));
    return subjects.isEmpty() ? "" : ": " + subjects;
  }

  private List<String> row(Terminal terminal, OwaspRow row) {
    return List.of(
        marked(terminal, examination.grade(row)),
        row.id(),
        row.title()
            + ": "
            + (row.mitigations().isEmpty()
                ? "the audit log, always on"
                : row.mitigations().stream()
                    .sorted()
                    .map(Mitigation::id)
                    .collect(Collectors.joining(", "))));
  }

  private static String marked(Terminal terminal, Grade grade) {
    return switch (grade) {
      case A -> terminal.good(grade.name());
      case B, C -> grade.name();
      case D, F -> terminal.bad(grade.name());
    };
  }

  private void print(Terminal terminal, Complaint one) {
    terminal.line("");
    String subject = one.subject().isEmpty() ? "" : Shown.of(one.subject()) + ": ";
    terminal.text(
        terminal.strong(one.mitigation().id() + " " + subject + one.what())
            + place(one)
            + " ["
            + one.rule()
            + "]");
    String why = terminal.typed(Shown.of(one.why()));
    terminal.table(List.of(List.of("   ", why)));
    String words = terminal.typed(Shown.of(one.remedy().words()));
    if (!words.isEmpty()) {
      terminal.table(List.of(List.of("   ", words)));
    }
    changes(one).forEach(change -> print(terminal, change));
    List<String> others = meeting(one);
    if (!others.isEmpty()) {
      terminal.text(
          INDENT
              + "The same lines as those of "
              + String.join(", ", others)
              + ": write one of them, and look again for the other.");
    }
  }

  /** The findings whose lines are, in part, the same: both proposals fit the file as it is now. */
  private List<String> meeting(Complaint one) {
    List<LineChange> own = changes(one);
    return examination.complaints().stream()
        .filter(other -> !other.equals(one))
        .filter(other ->
            changes(other).stream().anyMatch(theirs -> own.stream().anyMatch(theirs::meets)))
        .map(other ->
            other.rule() + (other.subject().isEmpty() ? "" : " of " + Shown.of(other.subject())))
        .distinct()
        .toList();
  }

  /** Lines to copy are not broken, however long. */
  private static void print(Terminal terminal, LineChange change) {
    if (change.isInsertion()) {
      terminal.line(INDENT + "before line " + change.line() + ":");
    }
    int line = change.line();
    for (String gone : change.before()) {
      terminal.line(terminal.bad("%s%4d - %s".formatted(INDENT, line++, shown(gone))));
    }
    line = change.line();
    for (String come : change.after()) {
      terminal.line(terminal.good("%s%4d + %s".formatted(INDENT, line++, shown(come))));
    }
  }

  /** Backslashes stay as they are: what is shown is to be typed. */
  private static String shown(String line) {
    return Shown.of(line).replace("\\\\", "\\");
  }

  private String place(Complaint one) {
    int line = line(one);
    return line == 0 ? "" : " (" + file + ":" + line + ")";
  }

  /** The line to change, or the one that it is written in; 0 if that is in no configuration. */
  private int line(Complaint one) {
    return changes(one).stream()
        .findFirst()
        .map(LineChange::line)
        .orElseGet(() -> one.path().isEmpty() ? 0 : text.line(one.path()));
  }

  private List<LineChange> changes(Complaint one) {
    return one.remedy().steps().isEmpty()
        ? List.of()
        : one.remedy().changes(text).stream().map(this::masked).toList();
  }

  private LineChange masked(LineChange change) {
    return new LineChange(
        change.line(),
        change.before().stream().map(mask::of).toList(),
        change.after().stream().map(mask::of).toList());
  }

  JsonObject json() {
    return JsonObject.empty()
        .with("file", file)
        .with("grade", only.map(examination::grade).orElseGet(examination::overall).name())
        .with("threats", JsonArray.of(threats().map(this::json).toList()))
        .with("owasp", JsonArray.of(Stream.of(OwaspRow.values()).map(this::json).toList()))
        .with("findings", JsonArray.of(examination.complaints().stream().map(this::json).toList()))
        .with("questions", JsonArray.ofStrings(questions))
        .with("not-looked-at", JsonArray.ofStrings(notes));
  }

  private JsonObject json(Threat threat) {
    return JsonObject.empty()
        .with("threat", threat.number())
        .with("title", threat.title())
        .with("grade", examination.grade(threat).name())
        .with(
            "mitigations",
            JsonArray.of(
                of(threat)
                    .map(one ->
                        JsonObject.empty()
                            .with("mitigation", one.id())
                            .with("title", one.title())
                            .with("standing", examination.standing(one).word()))
                    .toList()));
  }

  private JsonObject json(OwaspRow row) {
    return JsonObject.empty()
        .with("id", row.id())
        .with("title", row.title())
        .with("grade", examination.grade(row).name())
        .with(
            "mitigations",
            JsonArray.ofStrings(row.mitigations().stream().sorted().map(Mitigation::id).toList()));
  }

  private JsonObject json(Complaint one) {
    return JsonObject.empty()
        .with("rule", one.rule())
        .with("mitigation", one.mitigation().id())
        .with("threat", one.mitigation().threat().number())
        .with("standing", one.standing().word())
        .with("subject", one.subject())
        .with("key", String.join(".", one.path()))
        .with("line", line(one))
        .with("what", one.what())
        .with("why", one.why())
        .with("remedy", one.remedy().words())
        .with("same-lines-as", JsonArray.ofStrings(meeting(one)))
        .with("changes", JsonArray.of(changes(one).stream().map(DoctorReport::json).toList()));
  }

  private static JsonObject json(LineChange change) {
    return JsonObject.empty()
        .with("line", change.line())
        .with("remove", JsonArray.ofStrings(change.before()))
        .with("insert", JsonArray.ofStrings(change.after()));
  }
}
