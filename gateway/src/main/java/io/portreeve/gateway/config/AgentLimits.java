package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Measures;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import java.time.Duration;

/**
 * What an agent may use for one request of its user.
 *
 * @param rounds how often the model is asked
 * @param calls how often it may ask for a tool
 * @param characters how much it is given to read at once
 * @param resultCharacters how much of one result it is shown
 * @param time how long it may take, but for the time that a person takes to answer
 */
public record AgentLimits(
    int rounds, int calls, int characters, int resultCharacters, Duration time) {
  private static final int MANY = 10_000;
  private static final int LONG = 100_000_000;

  static final Key<AgentLimits, Integer> ROUNDS =
      Key.of(
          "rounds",
          Forms.integer(1, MANY),
          20,
          AgentLimits::rounds,
          Strength.greaterIsWeaker(),
          "How often the model is asked for one request.");
  static final Key<AgentLimits, Integer> CALLS =
      Key.of(
          "calls",
          Forms.integer(0, MANY),
          50,
          AgentLimits::calls,
          Strength.greaterIsWeaker(),
          "How often it may ask for a tool, refused calls included.");
  static final Key<AgentLimits, Integer> CHARACTERS =
      Key.of(
          "characters",
          Forms.integer(1_000, LONG),
          400_000,
          AgentLimits::characters,
          Strength.greaterIsWeaker(),
          "How many characters it is given to read at once.");
  static final Key<AgentLimits, Integer> RESULT_CHARACTERS =
      Key.of(
          "result-characters",
          Forms.integer(100, LONG),
          100_000,
          AgentLimits::resultCharacters,
          Strength.greaterIsWeaker(),
          "How many characters of one result it is shown; the rest is cut, and it is told so.");
  static final Key<AgentLimits, Duration> TIME =
      Key.of(
          "time",
          Measures.duration(Duration.ofSeconds(1), Duration.ofDays(1)),
          Duration.ofMinutes(10),
          AgentLimits::time,
          Strength.greaterIsWeaker(),
          "How long one request may take, but for the time that a person takes to answer.");

  static final Section<AgentLimits> SECTION =
      Section.of(
          "what one request to an agent may use",
          values ->
              new AgentLimits(
                  values.get(ROUNDS),
                  values.get(CALLS),
                  values.get(CHARACTERS),
                  values.get(RESULT_CHARACTERS),
                  values.get(TIME)),
          ROUNDS,
          CALLS,
          CHARACTERS,
          RESULT_CHARACTERS,
          TIME);
}
