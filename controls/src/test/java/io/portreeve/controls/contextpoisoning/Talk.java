package io.portreeve.controls.contextpoisoning;

import io.portreeve.guard.Confidentiality;
import io.portreeve.guard.Label;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.testkit.Jsons;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A conversation that a test leads, and the tools of an office that it knows. */
final class Talk {
  static final Sink SEND =
      new Sink(
          "send_mail",
          Map.of("to", ArgumentRole.AUTHORITY),
          ArgumentRole.CONTENT,
          false,
          Confidentiality.PRIVATE);
  static final Sink INVITE =
      new Sink(
          "create_event",
          Map.of("participants", ArgumentRole.AUTHORITY),
          ArgumentRole.CONTENT,
          true,
          Confidentiality.PRIVATE);
  static final Sink DELETE =
      new Sink(
          "delete_file",
          Map.of("file_id", ArgumentRole.IDENTIFIER),
          ArgumentRole.CONTENT,
          false,
          Confidentiality.PRIVATE);
  static final Sink APPEND =
      new Sink(
          "append_to_file",
          Map.of("file_id", ArgumentRole.IDENTIFIER),
          ArgumentRole.CONTENT,
          true,
          Confidentiality.PRIVATE);

  private final FlowRules rules;
  private Conversation conversation;

  Talk(String words, FlowPolicy... policies) {
    this.rules = new FlowRules(Set.of(policies));
    this.conversation = Conversation.startedBy(words);
  }

  static Talk judgedByArguments(String words) {
    return new Talk(words, FlowPolicy.ARGUMENTS);
  }

  Talk planning(String... sinks) {
    conversation = conversation.planning(Set.of(sinks));
    return this;
  }

  /** A person stood up for all that decides in a call. */
  Talk endorsing(Sink sink, String arguments) {
    conversation =
        conversation.endorsing(
            Deciding.in(sink, Jsons.object(arguments)).stream()
                .map(value -> Endorsed.of(sink, value))
                .collect(Collectors.toSet()));
    return this;
  }

  Conversation now() {
    return conversation;
  }

  /** An untrusted result of text alone. */
  Talk reading(String text) {
    return after(untrusted("read_mail"), "{}", new Heard(text, JsonNull.NULL));
  }

  /** An untrusted result with fields. */
  Talk listing(String tool, String entries) {
    return after(untrusted(tool), "{}", new Heard(entries, Jsons.json(entries)));
  }

  /** A trusted result of text alone, to a call with these arguments. */
  Talk looking(String arguments, String text) {
    return after(trusted("find_contact"), arguments, new Heard(text, JsonNull.NULL));
  }

  /** A trusted result with fields, to a call with these arguments. */
  Talk lookingUp(String tool, String arguments, String entries) {
    return after(trusted(tool), arguments, new Heard(entries, Jsons.json(entries)));
  }

  /** A consequential call, and the result that reports its effect. */
  Talk doing(Sink sink, String arguments, String effect) {
    Source source = new Source(sink.name(), Label.trusted(), true);
    return after(source, arguments, new Heard(effect, Jsons.json(effect)));
  }

  Talk after(Source source, String arguments, Heard heard) {
    conversation = conversation.after(source, Jsons.object(arguments), heard);
    return this;
  }

  Ruling on(Sink sink, String arguments) {
    return rules.judge(conversation, sink, Jsons.object(arguments));
  }

  Label label() {
    return conversation.label();
  }

  static Source untrusted(String tool) {
    return new Source(tool, Label.untrusted(tool), false);
  }

  static Source trusted(String tool) {
    return new Source(tool, Label.trusted(), false);
  }
}
