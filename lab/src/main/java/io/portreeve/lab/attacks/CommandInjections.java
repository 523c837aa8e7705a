package io.portreeve.lab.attacks;

import static io.portreeve.guard.Mitigation.INPUT_SANITIZATION;

import io.portreeve.lab.attacks.InputAttack.Way;
import io.portreeve.lab.targets.CommandLine;
import java.util.List;

/** Arguments that become commands, or options of a command. */
public final class CommandInjections {
  private CommandInjections() {}

  public static List<InputAttack> all() {
    return List.of(word(), quoted(), inferred(), option());
  }

  private static InputAttack word() {
    return new InputAttack(
        INPUT_SANITIZATION,
        "shell: a word brings a command",
        CommandLine::open,
        List.of("greet: {arguments: {name: shell-word}}"),
        Way.of("greet", "name", "Anna"),
        Way.each(
            "greet",
            "name",
            "x; touch trace",
            "x;touch${IFS}trace",
            "x && touch trace",
            "x || touch trace; touch trace",
            "x | touch trace",
            "x & touch trace",
            "x\ntouch trace",
            "$(touch trace)",
            "`touch trace`",
            "x > trace",
            "x>trace",
            "${x:-$(touch trace)}"));
  }

  private static InputAttack quoted() {
    return new InputAttack(
        INPUT_SANITIZATION,
        "shell: a word between quotes brings a command",
        CommandLine::open,
        List.of("greet_quoted: {arguments: {name: shell-word}}"),
        Way.of("greet_quoted", "name", "Anna"),
        Way.each(
            "greet_quoted",
            "name",
            "$(touch trace)",
            "`touch trace`",
            "\"; touch trace; \"",
            "\"\ntouch trace\n\"",
            "\">trace\""));
  }

  private static InputAttack inferred() {
    return new InputAttack(
        INPUT_SANITIZATION,
        "shell: a host or a branch brings a command",
        CommandLine::open,
        List.of(
            "look_up: {arguments: {host: shell-word}}",
            "checkout: {arguments: {branch: shell-word}}"),
        Way.of("look_up", "host", "a.example.com"),
        Way.all(
            List.of(
                Way.each(
                    "look_up",
                    "host",
                    "a.example; touch trace",
                    "a.example|touch trace",
                    "$(touch trace)",
                    "a.example\ntouch trace",
                    "a.example > trace"),
                Way.each(
                    "checkout",
                    "branch",
                    "main;touch trace",
                    "`touch trace`",
                    "main&&touch trace"))));
  }

  private static InputAttack option() {
    return new InputAttack(
        INPUT_SANITIZATION,
        "shell: a word is an option of the program",
        CommandLine::open,
        List.of("sort_lines: {arguments: {file: shell-word}}"),
        Way.of("sort_lines", "file", "list.txt"),
        Way.each("sort_lines", "file", "-otrace", "--output=trace"));
  }
}
