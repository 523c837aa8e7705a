package io.portreeve.agent.chat;

import io.portreeve.agent.Agent;
import io.portreeve.agent.model.Attachment;
import io.portreeve.agent.model.OfferedPrompt;
import io.portreeve.agent.model.OfferedPrompt.Argument;
import io.portreeve.agent.model.OfferedResource;
import io.portreeve.agent.tools.ToolsFailure;
import io.portreeve.controls.text.Excerpt;
import io.portreeve.gateway.display.VisibleText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The prompts and resources of the servers, as their user lists, names and fills them in. */
final class Shelf implements Completion {
  private static final int SHOWN_DESCRIPTION = 100;
  private static final int SHOWN_NAME = 2_000;

  private final Screen screen;
  private final Agent agent;
  private final Narrator narrator;

  Shelf(Screen screen, Agent agent, Narrator narrator) {
    this.screen = screen;
    this.agent = agent;
    this.narrator = narrator;
  }

  /** What is meant by what follows {@code /prompt}; empty if nothing is, which was told. */
  Optional<Attachment> prompt(List<String> typed) throws InterruptedException {
    try {
      List<OfferedPrompt> prompts = agent.prompts();
      return typed.isEmpty() ? listed(prompts) : named(prompts, typed);
    } catch (ToolsFailure gone) {
      return gone(gone);
    }
  }

  /** What is meant by what follows {@code /resource}; any address will do. */
  Optional<Attachment> resource(List<String> typed) throws InterruptedException {
    try {
      if (typed.size() == 1) {
        return Optional.of(new Attachment.OfResource(typed.getFirst()));
      }
      return typed.isEmpty()
          ? shown(agent.resources())
          : wrong("expected one address; put `\"` around one with blanks");
    } catch (ToolsFailure gone) {
      return gone(gone);
    }
  }

  private Optional<Attachment> listed(List<OfferedPrompt> prompts) {
    if (prompts.isEmpty()) {
      narrator.tell("prompts", "none: no server has any, no rule allows any, or they wait");
    }
    for (OfferedPrompt prompt : prompts) {
      line(name(prompt), prompt.description());
    }
    return Optional.empty();
  }

  private static String name(OfferedPrompt prompt) {
    StringBuilder all = new StringBuilder(prompt.name());
    prompt.arguments().stream()
        .map(one -> one.required() ? " " + one.name() + "=…" : " [" + one.name() + "=…]")
        .forEach(all::append);
    return all.toString();
  }

  private Optional<Attachment> shown(List<OfferedResource> resources) {
    if (resources.isEmpty()) {
      narrator.tell("resources", "none: no server has any, no rule allows any, or they wait");
    }
    for (OfferedResource one : resources) {
      String what = one.template() ? "fill in what stands in braces; " : "";
      line(one.address(), what + one.name() + "  " + one.description());
    }
    return Optional.empty();
  }

  private void line(String name, String description) {
    String what = VisibleText.line(Excerpt.of(description, SHOWN_DESCRIPTION));
    String shown = VisibleText.line(Excerpt.of(name, SHOWN_NAME));
    screen.tell("  " + shown + "  " + screen.ink().faint(what));
  }

  private Optional<Attachment> named(List<OfferedPrompt> prompts, List<String> typed) {
    String name = typed.getFirst();
    return prompts.stream()
        .filter(prompt -> prompt.name().equals(name))
        .findFirst()
        .map(prompt -> filled(prompt, typed.subList(1, typed.size())))
        .orElseGet(() -> wrong("there is no prompt " + name + "; /prompt lists them"));
  }

  private Optional<Attachment> filled(OfferedPrompt prompt, List<String> typed) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String one : typed) {
      int at = one.indexOf('=');
      String name = one.substring(0, Math.max(at, 0));
      if (prompt.arguments().stream().noneMatch(argument -> argument.name().equals(name))) {
        return wrong("expected " + name(prompt) + ", not " + one);
      }
      values.put(name, one.substring(at + 1));
    }
    return asked(prompt, values).map(all -> new Attachment.OfPrompt(prompt.name(), all));
  }

  /** With what it cannot be without; empty where its user gives none of that. */
  private Optional<Map<String, String>> asked(OfferedPrompt prompt, Map<String, String> values) {
    for (Argument argument : prompt.arguments()) {
      if (argument.required() && !values.containsKey(argument.name())) {
        Optional<String> said =
            screen.answer(question(prompt, argument)).filter(text -> !text.isBlank());
        if (said.isEmpty()) {
          narrator.tell("", "not put in: it needs " + VisibleText.line(argument.name()));
          return Optional.empty();
        }
        values.put(argument.name(), said.get().strip());
      }
    }
    return Optional.of(values);
  }

  /** The words are the server's, and must not pass for a question of ours. */
  private String question(OfferedPrompt prompt, Argument argument) {
    String what = argument.description().isBlank() ? "" : " (" + argument.description() + ")";
    String shown = VisibleText.line(Excerpt.of(argument.name() + what, SHOWN_DESCRIPTION));
    String who = narrator.server(prompt.name()) + " asks for ";
    return screen.ink().strong(who) + screen.ink().faint(shown) + screen.ink().strong(": ");
  }

  private <T> Optional<T> wrong(String why) {
    narrator.tell("", screen.ink().bad(VisibleText.line(why)));
    return Optional.empty();
  }

  private Optional<Attachment> gone(ToolsFailure gone) {
    narrator.failed("gateway", String.valueOf(gone.getMessage()));
    return Optional.empty();
  }

  /** Names that would not be shown as they are typed are not offered. */
  @Override
  public List<String> after(List<String> words) {
    try {
      Optional<SlashCommand> command = SlashCommand.of(words.getFirst());
      Stream<String> names =
          command.filter(SlashCommand.PROMPT::equals).isPresent()
              ? prompts(words)
              : command.filter(SlashCommand.RESOURCE::equals).isPresent() && words.size() == 1
                  ? agent.resources().stream().map(OfferedResource::address)
                  : Stream.empty();
      return names.filter(name -> name.codePoints().allMatch(VisibleText::isVisible)).toList();
    } catch (ToolsFailure gone) {
      return List.of();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private Stream<String> prompts(List<String> words) throws ToolsFailure, InterruptedException {
    List<OfferedPrompt> prompts = agent.prompts();
    return words.size() == 1
        ? prompts.stream().map(OfferedPrompt::name)
        : prompts.stream()
            .filter(prompt -> prompt.name().equals(words.get(1)))
            .flatMap(prompt -> prompt.arguments().stream())
            .map(argument -> argument.name() + "=")
            .filter(argument -> words.stream().noneMatch(word -> word.startsWith(argument)));
  }
}
