package io.portreeve.controls.contextpoisoning;

import io.portreeve.guard.Confidentiality;
import io.portreeve.guard.Integrity;
import io.portreeve.guard.Label;
import io.portreeve.guard.Provenance.Kind;
import io.portreeve.guard.Provenance.Origin;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What labels belong to: what was said and heard of one task, and where each value may come from.
 *
 * <p>It never changes: what comes of a result is another one. Its label only ever gets worse; a
 * value gets better only because a person endorses it, for one argument. It holds only so much, and
 * what is too much for it makes no value traced that was not: old words are forgotten, and once the
 * model has said more than can be kept, no server is believed any more to have said something
 * first.
 */
public final class Conversation {
  /** More of an origin is not known. */
  private static final Label UNKNOWN =
      new Label(Integrity.UNTRUSTED, Confidentiality.PRIVATE, Set.of("(unknown)"));

  /** Who, where and which is said in fewer characters. */
  static final int LONGEST_TRACED = 256;

  private static final long USUAL = 128;

  /** More places than that tell a person nothing more. */
  private static final int MOST_ORIGINS = 4;

  private static final int MOST_ENTRIES = 512;

  private final Label label;
  private final Words user;
  private final Optional<Set<String>> plan;
  private final Set<Endorsed> endorsed;
  private final Set<String> distrusted;
  private final List<HeardWords> overheard;
  private final List<TrustedText> trusted;
  private final List<Folded> spoken;
  private final Set<Id> issued;
  private final Set<Id> granted;
  private final Set<Field> selected;
  private final Set<String> doubted;
  private final boolean deaf;

  private Conversation(Draft draft) {
    this.label = draft.label;
    this.user = draft.user;
    this.plan = draft.plan;
    this.endorsed = Set.copyOf(draft.endorsed);
    this.distrusted = Set.copyOf(draft.distrusted);
    this.overheard = List.copyOf(draft.overheard);
    this.trusted = List.copyOf(draft.trusted);
    this.spoken = List.copyOf(draft.spoken);
    this.issued = Set.copyOf(draft.issued);
    this.granted = Set.copyOf(draft.granted);
    this.selected = Set.copyOf(draft.selected);
    this.doubted = Set.copyOf(draft.doubted);
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
    draft.distrusted.addAll(UNKNOWN.origins());
    return new Conversation(draft);
  }

  /** Empty for what {@link #written()} did not write: it is then not known what was said in it. */
  public static Optional<Conversation> read(JsonObject written) {
    return ConversationText.read(written).map(Conversation::new);
  }

  /** All of it, so that others go on with it as if it had never been put down. */
  public JsonObject written() {
    return ConversationText.write(draft());
  }

  public Label label() {
    return label;
  }

  /** Whether all that was said in it is known, but for what was too much. */
  public boolean isKnown() {
    return !distrusted.containsAll(UNKNOWN.origins());
  }

  /** The same label, but of origins only those whose data was untrusted. */
  Label distrust() {
    return new Label(label.integrity(), label.confidentiality(), distrusted);
  }

  /** About how many characters it holds, ids and fields at a length that is usual for them. */
  public long weight() {
    long texts =
        user.words().text().length()
            + plan.stream().flatMap(Set::stream).mapToLong(String::length).sum()
            + trusted.stream().mapToLong(TrustedText::length).sum()
            + spoken.stream().mapToLong(said -> said.text().length()).sum()
            + overheard.stream().mapToLong(words -> words.text().length()).sum();
    int things = issued.size() + granted.size() + selected.size() + spoken.size();
    return texts + USUAL * (1L + things + overheard.size() + endorsed.size());
  }

  /** The same with a plan; the first one holds, and none is taken once untrusted data was read. */
  public Conversation planning(Set<String> sinks) {
    Draft draft = draft();
    if (plan.isEmpty() && !label.tainted()) {
      draft.plan = Optional.of(Set.copyOf(sinks));
    }
    return new Conversation(draft);
  }

  /**
   * The same with another plan, made for what the user wrote last by somebody who had read nothing
   * but the user's words.
   */
  public Conversation replanning(Set<String> sinks) {
    Draft draft = draft();
    draft.plan = Optional.of(Set.copyOf(sinks));
    return new Conversation(draft);
  }

  /**
   * The same after a person stood up for values of a call, each where it stands and nowhere else.
   */
  Conversation endorsing(Set<Endorsed> values) {
    Draft draft = draft();
    values.forEach(draft::endorse);
    return new Conversation(draft);
  }

  /** The same after the user wrote more. */
  public Conversation hearingUser(String words) {
    Draft draft = draft();
    draft.user = user.and(words);
    return new Conversation(draft);
  }

  /** The same after a server said something by which it may be believed no more. */
  public Conversation doubting(String server) {
    Draft draft = draft();
    draft.doubted.add(server);
    return doubts(server) ? this : new Conversation(draft);
  }

  /** Whether what this server says is untrusted here, whatever the operator says of it. */
  boolean doubts(String server) {
    return doubted.contains(server);
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
    boolean silent = heard.text().isBlank() && heard.beside().isBlank() && entries.isEmpty();
    boolean known = source.trusted() || distrusted.contains(source.server());
    if (silent && known && joined.equals(label)) {
      return this;
    }
    Draft draft = draft();
    if (source.trusted()) {
      draft.trust(heard.text(), source);
    } else {
      draft.overhear(heard.text(), source);
      draft.distrusted.add(source.server());
    }
    draft.overhear(heard.beside(), source);
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
    draft.distrusted.addAll(distrusted);
    draft.overheard.addAll(overheard);
    draft.trusted.addAll(trusted);
    draft.spoken.addAll(spoken);
    draft.issued.addAll(issued);
    draft.granted.addAll(granted);
    draft.selected.addAll(selected);
    draft.doubted.addAll(doubted);
    draft.deaf = deaf;
    return draft;
  }

  boolean plans(Sink sink) {
    return plan.isPresent() && plan.get().contains(sink.name());
  }

  /** Whether a value comes from where one of its role may come from. */
  boolean traces(Sink sink, Deciding value) {
    return value.scalar().folded().isEmpty() || vouched(sink, value).findAny().isPresent();
  }

  /** Whether a person stood up for it. */
  boolean endorses(Sink sink, Deciding value) {
    return endorsed.contains(Endorsed.of(sink, value));
  }

  /** Which arguments of a call a person stood up for, as records have it. */
  String endorsements(Sink sink, CallTool call) {
    if (endorsed.isEmpty()) {
      return "";
    }
    return Deciding.in(sink, call.arguments()).stream()
        .filter(value -> endorses(sink, value))
        .map(value -> "; approved before: `" + value.argument() + "`")
        .distinct()
        .collect(Collectors.joining());
  }

  /** Where a value was found; what may decide comes first. */
  List<Origin> origins(Sink sink, Deciding value) {
    return Stream.concat(vouched(sink, value), unvouched(sink, value))
        .distinct()
        .limit(MOST_ORIGINS)
        .toList();
  }

  /** Of a long conversation no more is looked at than is needed for the first. */
  private Stream<Origin> vouched(Sink sink, Deciding wanted) {
    Folded value = wanted.scalar().folded();
    ArgumentRole role = sink.role(wanted.argument());
    Stream<Kind> kinds =
        Stream.of(Kind.USER, Kind.ENDORSED, Kind.POINTED, Kind.ISSUED)
            .filter(kind -> isFrom(kind, sink, wanted, value));
    return Stream.of(
            kinds.map(Origin::of),
            saying(value, role)
                .filter(text -> text.says(value, role, spoken))
                .map(text -> text.origin(Kind.TRUSTED)))
        .flatMap(places -> places);
  }

  private boolean isFrom(Kind kind, Sink sink, Deciding wanted, Folded value) {
    ArgumentRole role = sink.role(wanted.argument());
    return switch (kind) {
      case USER -> isTraceable(value) && user.names(value, role);
      case ENDORSED -> endorses(sink, wanted);
      case POINTED ->
          role != ArgumentRole.IDENTIFIER && selected.contains(new Field(wanted.argument(), value));
      case ISSUED ->
          role == ArgumentRole.IDENTIFIER && isIssued(sink.reversible() ? issued : granted, wanted);
      case TRUSTED, REPEATED, UNTRUSTED -> false;
    };
  }

  private static boolean isTraceable(Folded value) {
    return value.text().length() <= LONGEST_TRACED;
  }

  /** Trusted texts in which it stands, be it as an echo. */
  private Stream<TrustedText> saying(Folded value, ArgumentRole role) {
    return isTraceable(value)
        ? trusted.stream().filter(text -> text.words().names(value, role))
        : Stream.empty();
  }

  private Stream<Origin> unvouched(Sink sink, Deciding wanted) {
    Folded value = wanted.scalar().folded();
    if (!isTraceable(value)) {
      return Stream.empty();
    }
    ArgumentRole role = sink.role(wanted.argument());
    Stream<Origin> echoes =
        saying(value, role)
            .filter(text -> !text.says(value, role, spoken))
            .map(text -> text.origin(Kind.REPEATED));
    return Stream.concat(
        overheard.stream().filter(words -> words.say(value)).map(HeardWords::origin), echoes);
  }

  private boolean traced(Folded value, ArgumentRole role) {
    return (isTraceable(value) && user.names(value, role))
        || saying(value, role).anyMatch(text -> text.says(value, role, spoken));
  }

  private static boolean isIssued(Set<Id> ids, Deciding wanted) {
    return ids.stream().anyMatch(id -> id.isFor(wanted.argument(), wanted.scalar()));
  }
}
