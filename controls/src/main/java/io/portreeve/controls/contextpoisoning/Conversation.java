package io.portreeve.controls.contextpoisoning;

import io.portreeve.guard.Label;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What labels belong to: what was said and heard of one task, and where each value may come from.
 *
 * <p>It never changes: what comes of a result is another one. Its label only ever gets worse; a
 * value gets better only because a person endorses it.
 */
public final class Conversation {
  private final Label label;
  private final Words user;
  private final Optional<Set<String>> plan;
  private final Set<Folded> endorsed;
  private final List<TrustedText> trusted;
  private final List<Folded> spoken;
  private final Set<Id> issued;
  private final Set<Id> granted;
  private final Set<Field> selected;

  private Conversation(Draft draft) {
    this.label = draft.label;
    this.user = draft.user;
    this.plan = draft.plan;
    this.endorsed = Set.copyOf(draft.endorsed);
    this.trusted = List.copyOf(draft.trusted);
    this.spoken = List.copyOf(draft.spoken);
    this.issued = Set.copyOf(draft.issued);
    this.granted = Set.copyOf(draft.granted);
    this.selected = Set.copyOf(draft.selected);
  }

  /** One in which nothing was read yet. */
  public static Conversation startedBy(String words) {
    return new Conversation(new Draft(Words.of(words)));
  }

  public Label label() {
    return label;
  }

  /** The same with a plan; the first one holds, and none is taken once untrusted data was read. */
  public Conversation planning(Set<String> sinks) {
    Draft draft = new Draft(this);
    if (plan.isEmpty() && !label.tainted()) {
      draft.plan = Optional.of(Set.copyOf(sinks));
    }
    return new Conversation(draft);
  }

  /** The same after a person, or the operator's configuration, stood up for a value. */
  public Conversation endorsing(String value) {
    Draft draft = new Draft(this);
    draft.endorsed.add(Folded.of(value));
    return new Conversation(draft);
  }

  /** What it is after a call was made and its result was heard. */
  public Conversation after(Source source, JsonObject arguments, Heard heard) {
    Draft draft = new Draft(this);
    if (label.tainted()) {
      unsaid(arguments).forEach(draft.spoken::add);
    }
    if (source.trusted()) {
      draft.trusted.add(new TrustedText(Words.of(heard.text()), draft.spoken.size()));
    }
    for (Entry entry : Entry.in(heard.structure(), source.name())) {
      entry(entry, source, draft);
    }
    draft.label = label.join(source.resulting());
    return new Conversation(draft);
  }

  private Stream<Folded> unsaid(JsonObject arguments) {
    return Scalar.of("", arguments).stream()
        .map(Scalar::folded)
        .filter(value -> !value.isEmpty())
        .filter(value -> !traced(value, ArgumentRole.AUTHORITY));
  }

  private void entry(Entry entry, Source source, Draft draft) {
    boolean named = entry.isNamedIn(user.words());
    Optional<Id> id = entry.id();
    id.ifPresent(draft.issued::add);
    id.filter(found -> named || (source.trusted() && !draft.spoke(found)))
        .ifPresent(draft.granted::add);
    // An effect repeats its arguments: a name among them points to nothing.
    if (named && !source.effect()) {
      entry.fields().forEach(member -> field(member, draft));
    }
  }

  private void field(JsonMember member, Draft draft) {
    if (Field.isNamedIn(user.words(), member.name())) {
      for (Scalar scalar : Scalar.of(member.name(), member.value())) {
        Folded value = scalar.folded();
        if (draft.spoken.stream().noneMatch(earlier -> earlier.names(value))) {
          draft.selected.add(new Field(member.name(), value));
        }
      }
    }
  }

  boolean plans(Sink sink) {
    return plan.isPresent() && plan.get().contains(sink.name());
  }

  /** Whether a value of an argument comes from where one of its role may come from. */
  boolean traces(Sink sink, String argument, Scalar scalar) {
    Folded value = scalar.folded();
    ArgumentRole role = sink.role(argument);
    if (role == ArgumentRole.CONTENT || value.isEmpty() || traced(value, role)) {
      return true;
    }
    return role == ArgumentRole.IDENTIFIER
        ? isIssued(sink.reversible() ? issued : granted, argument, scalar)
        : selected.contains(new Field(argument, value));
  }

  private boolean traced(Folded value, ArgumentRole role) {
    boolean ours = role == ArgumentRole.IDENTIFIER ? user.sayId(value) : user.say(value);
    return ours
        || endorsed.contains(value)
        || trusted.stream().anyMatch(text -> text.says(value, role, spoken));
  }

  private static boolean isIssued(Set<Id> ids, String argument, Scalar scalar) {
    return ids.stream().anyMatch(id -> id.isFor(argument, scalar));
  }

  /** One that is being made. */
  private static final class Draft {
    private Label label = Label.trusted();
    private final Words user;
    private Optional<Set<String>> plan = Optional.empty();
    private final Set<Folded> endorsed = new HashSet<>();
    private final List<TrustedText> trusted = new ArrayList<>();
    private final List<Folded> spoken = new ArrayList<>();
    private final Set<Id> issued = new HashSet<>();
    private final Set<Id> granted = new HashSet<>();
    private final Set<Field> selected = new HashSet<>();

    Draft(Words user) {
      this.user = user;
    }

    Draft(Conversation from) {
      this.label = from.label;
      this.user = from.user;
      this.plan = from.plan;
      this.endorsed.addAll(from.endorsed);
      this.trusted.addAll(from.trusted);
      this.spoken.addAll(from.spoken);
      this.issued.addAll(from.issued);
      this.granted.addAll(from.granted);
      this.selected.addAll(from.selected);
    }

    boolean spoke(Id id) {
      return spoken.contains(Folded.of(id.text()));
    }
  }
}
