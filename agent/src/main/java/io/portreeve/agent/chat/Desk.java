package io.portreeve.agent.chat;

import io.portreeve.agent.Answer;
import io.portreeve.agent.Person;
import io.portreeve.agent.Plan;
import io.portreeve.agent.Question;
import io.portreeve.agent.model.ToolUse;
import io.portreeve.gateway.display.VisibleText;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Asks whoever sits at a screen. Only a yes is a yes, and only a no is one. */
final class Desk implements Person {
  private static final Pattern NO = Pattern.compile("(?is)no?[\\s,:]+(\\S.*)");

  private static final String AGREED =
      "Once untrusted data was read, effects of tools you do not agree to are asked about or"
          + " refused; before that none is held back. What needs approval is asked about anyhow.";

  private final Screen screen;
  private final Set<String> servers;

  Desk(Screen screen, Set<String> servers) {
    this.screen = screen;
    this.servers = servers;
  }

  @Override
  public Answer answer(Question question) {
    show(question);
    if (question.address().isPresent()) {
      return address(question.address().get());
    }
    List<Field> fields = Field.of(question.form());
    return fields.isEmpty() ? yesOrNo() : form(fields);
  }

  private void show(Question question) {
    ToolUse use = question.use();
    tell("question", "during " + ToolName.of(use.name(), servers) + " " + Arguments.shown(use));
    question.text().lines().forEach(line -> tell("", shown(line)));
  }

  /** The gateway has written out already what nobody would see; a server has not. */
  private static String shown(String line) {
    return line.codePoints().allMatch(VisibleText::isVisible) ? line : VisibleText.line(line);
  }

  private Answer yesOrNo() {
    return word("Allow it? [y/N] ")
        .map(said -> yes(said) ? new Answer.Accepted() : new Answer.Declined(why(said)))
        .orElseGet(Answer.Closed::new);
  }

  private Answer address(URI address) {
    tell("", "it wants you to open " + screen.ink().strong(VisibleText.line(address.toString())));
    return word("Will you? [y/N] ")
        .map(said -> yes(said) ? new Answer.Accepted() : new Answer.Declined())
        .orElseGet(Answer.Closed::new);
  }

  /** A yes or a no: a typo is neither, and a no lasts. Empty if he closes the question. */
  private Optional<String> word(String question) {
    while (true) {
      Optional<String> said = screen.answer(prompt(question));
      if (said.isEmpty() || yes(said.get()) || no(said.get())) {
        return said;
      }
      tell("", screen.ink().bad("expected y or n; Ctrl-C leaves it unanswered"));
    }
  }

  private Answer form(List<Field> fields) {
    tell(
        "", "what you fill in goes to that server; an empty line leaves it out, Ctrl-C sends none");
    JsonObject values = JsonObject.empty();
    for (Field field : fields) {
      Optional<JsonObject> more = filled(field, values);
      if (more.isEmpty()) {
        return new Answer.Closed();
      }
      values = more.get();
    }
    JsonObject filled = values;
    return word("Send it? [y/N] ")
        .map(said -> yes(said) ? new Answer.Accepted(filled) : new Answer.Declined())
        .orElseGet(Answer.Closed::new);
  }

  /** What follows a no. */
  private static String why(String said) {
    Matcher no = NO.matcher(said.strip());
    return no.matches() ? no.group(1).strip() : "";
  }

  /** The values with that field's, if it was given one; empty if the form was closed. */
  private Optional<JsonObject> filled(Field field, JsonObject values) {
    while (true) {
      Optional<String> said = screen.answer(prompt(field.prompt()));
      if (said.isEmpty()) {
        return Optional.empty();
      }
      String text = said.get().strip();
      if (text.isEmpty() && !field.required()) {
        return Optional.of(values);
      }
      Optional<Json> value = text.isEmpty() ? Optional.empty() : field.value(text);
      if (value.isPresent()) {
        return Optional.of(values.with(field.name(), value.get()));
      }
      tell("", screen.ink().bad("expected " + field.expects()));
    }
  }

  @Override
  public Set<String> agree(Plan plan) {
    List<String> tools = plan.tools().stream().sorted().toList();
    if (tools.isEmpty()) {
      return Set.of();
    }
    tell("plan", "the model wants to use:");
    for (int i = 0; i < tools.size(); i++) {
      tell("", (i + 1) + "  " + ToolName.of(tools.get(i), servers));
    }
    tell("", screen.ink().faint(AGREED));
    return chosen(tools);
  }

  private Set<String> chosen(List<String> tools) {
    while (true) {
      Optional<String> said =
          screen.answer(prompt("Agree to all, none, or some by their numbers? [y/N/1 2 …] "));
      Optional<Set<String>> chosen =
          said.isEmpty() ? Optional.of(Set.of()) : chosen(said.get().strip(), tools);
      if (chosen.isPresent()) {
        return chosen.get();
      }
      tell("", screen.ink().bad("expected y, n, or numbers from 1 to " + tools.size()));
    }
  }

  /** Empty if that is no answer. */
  private static Optional<Set<String>> chosen(String said, List<String> tools) {
    if (yes(said)) {
      return Optional.of(Set.copyOf(tools));
    }
    if (no(said)) {
      return Optional.of(Set.of());
    }
    List<String> numbers = List.of(said.split("[\\s,]+"));
    Set<String> chosen =
        IntStream.range(0, tools.size())
            .filter(i -> numbers.contains(String.valueOf(i + 1)))
            .mapToObj(tools::get)
            .collect(Collectors.toUnmodifiableSet());
    return chosen.size() == Set.copyOf(numbers).size() ? Optional.of(chosen) : Optional.empty();
  }

  private static boolean yes(String said) {
    String word = said.strip().toLowerCase(Locale.ROOT);
    return word.equals("y") || word.equals("yes");
  }

  /** Enter is one, as the capital letter of each prompt says. */
  private static boolean no(String said) {
    String first = said.strip().toLowerCase(Locale.ROOT).split("[\\s,:]", 2)[0];
    return first.isEmpty() || first.equals("n") || first.equals("no");
  }

  private String prompt(String text) {
    return screen.ink().strong(text);
  }

  private void tell(String word, String text) {
    screen.tell(screen.ink().strong("%-8s".formatted(word)) + " " + text);
  }
}
