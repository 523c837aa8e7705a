package io.portreeve.controls.contextpoisoning;

import io.portreeve.guard.Confidentiality;
import io.portreeve.guard.Integrity;
import io.portreeve.guard.Label;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What labels belong to: what was said and heard of one task, and where each value may come from.
 *
 * <p>It never changes: what comes of a result is another one. Its label only ever gets worse; a
 * value gets better only because a person endorses it. It holds only so much, and what is too much
 * for it makes no value traced that was not: old words are forgotten, and once the model has said
 * more than can be kept, no server is believed any more to have said something first.
 */
public final class Conversation {
  /** More of an origin is not known. */
  private static final Label UNKNOWN =
      new Label(Integrity.UNTRUSTED, Confidentiality.PRIVATE, Set.of("(unknown)"));

  /** Who, where and which is said in fewer characters. */
  static final int LONGEST_TRACED = 256;

  private static final long USUAL = 128;
  private static final int MOST_ENTRIES = 512;

  private final Label label;
  private final Words user;
  private final Optional<Set<String>> plan;
  private final Set<Folded> endorsed;
  private final List<TrustedText> trusted;
  private final List<Folded> spoken;
  private final Set<Id> issued;
  private final Set<Id> granted;
  private final Set<Field> selected;
  private final boolean deaf;

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
    this.deaf = draft.deaf;
  }

  /** One in which nothing was read yet. */
  public static Conversation startedBy(String words) {
    return new Conversation(new Draft(Words.of(words)));
  }

  /** One of which nobody knows what was read in it: the worst that there may be. */
  public static Conversation unknown() {
    Draft draft = new Draft(Words.of(""));
    draft.label = UNKNOWN;
    return new Conversation(draft);
  }

  public Label label() {
    return label;
  }

  /** About how many characters it holds, ids and fields at a length that is usual for them. */
  public long weight() {
    long texts =
        user.words().text().length()
            + trusted.stream().mapToLong(TrustedText::length).sum()
            + spoken.stream().mapToLong(said -> said.text().length()).sum();
    return texts + USUAL * (1L + issued.size() + granted.size() + selected.size() + spoken.size());
  }

  /** The same with a plan; the first one holds, and none is taken once untrusted data was read. */
  public Conversation planning(Set<String> sinks) {
    Draft draft = draft();
    if (plan.isEmpty() && !label.tainted()) {
      draft.plan = Optional.of(Set.copyOf(sinks));
    }
    return new Conversation(draft);
  }

  /** The same after a person, or the operator's configuration, stood up for a value. */
  public Conversation endorsing(String value) {
    Draft draft = draft();
    draft.endorsed.add(Folded.of(value));
    return new Conversation(draft);
  }

  /** The same after the user wrote more. */
  public Conversation hearingUser(String words) {
    Draft draft = draft();
    draft.user = user.and(words);
    return new Conversation(draft);
  }

  /** What it is after a call was made and its result was heard. */
  public Conversation after(Source source, JsonObject arguments, Heard heard) {
    return saying(arguments).hearing(source, heard);
  }

  /** The same after something was said to a server, which may repeat it from then on. */
  public Conversation saying(JsonObject arguments) {
    if (!label.tainted() || deaf) {
      return this;
    }
    List<Folded> unsaid = unsaid(arguments);
    if (unsaid.isEmpty()) {
      return this;
    }
    Draft draft = draft();
    unsaid.forEach(draft::speak);
    return new Conversation(draft);
  }

  /** The same after something was heard of a server. */
  public Conversation hearing(Source source, Heard heard) {
    List<Entry> entries = Entry.in(heard.structure(), source.name());
    Label joined = label.join(source.resulting());
    if (!source.trusted() && entries.isEmpty() && joined.equals(label)) {
      return this;
    }
    Draft draft = draft();
    if (source.trusted()) {
      draft.trust(heard.text());
    }
    entries.stream().limit(MOST_ENTRIES).forEach(entry -> entry(entry, source, draft));
    draft.label = joined;
    return new Conversation(draft);
  }

  /** What the model says in its own voice; beyond the first values nobody looks whose they are. */
  private List<Folded> unsaid(JsonObject arguments) {
    List<Folded> values =
        Scalar.of("", arguments).stream()
            .map(Scalar::folded)
            .filter(value -> !value.isEmpty())
            .distinct()
            .limit(Draft.MOST_SPOKEN + 1L)
            .toList();
    return IntStream.range(0, values.size())
        .filter(i -> i >= FlowRules.MOST_DECIDING || !traced(values.get(i), ArgumentRole.AUTHORITY))
        .mapToObj(values::get)
        .filter(value -> values.size() > Draft.MOST_SPOKEN || !spoken.contains(value))
        .toList();
  }

  private void entry(Entry entry, Source source, Draft draft) {
    boolean named = entry.isNamedIn(user.words());
    Optional<Id> id = entry.id();
    id.ifPresent(found -> Draft.keep(found, draft.issued));
    id.filter(found -> named || (source.trusted() && !draft.deaf && !draft.spoke(found)))
        .ifPresent(found -> Draft.keep(found, draft.granted));
    // An effect repeats its arguments: a name among them points to nothing.
    if (named && !source.effect() && !draft.deaf) {
      entry.fields().forEach(member -> field(member, draft));
    }
  }

  private void field(JsonMember member, Draft draft) {
    if (Field.isNamedIn(user.words(), member.name())) {
      for (Scalar scalar : Scalar.of(member.name(), member.value())) {
        if (!draft.looks()) {
          return;
        }
        Folded value = scalar.folded();
        if (draft.spoken.stream().noneMatch(earlier -> earlier.names(value))) {
          Draft.keep(new Field(member.name(), value), draft.selected);
        }
      }
    }
  }

  private Draft draft() {
    Draft draft = new Draft(user);
    draft.label = label;
    draft.plan = plan;
    draft.endorsed.addAll(endorsed);
    draft.trusted.addAll(trusted);
    draft.spoken.addAll(spoken);
    draft.issued.addAll(issued);
    draft.granted.addAll(granted);
    draft.selected.addAll(selected);
    draft.deaf = deaf;
    return draft;
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
    if (value.text().length() > LONGEST_TRACED) {
      return false;
    }
    boolean ours = role == ArgumentRole.IDENTIFIER ? user.sayId(value) : user.say(value);
    return ours
        || endorsed.contains(value)
        || trusted.stream().anyMatch(text -> text.says(value, role, spoken));
  }

  private static boolean isIssued(Set<Id> ids, String argument, Scalar scalar) {
    return ids.stream().anyMatch(id -> id.isFor(argument, scalar));
  }
}
