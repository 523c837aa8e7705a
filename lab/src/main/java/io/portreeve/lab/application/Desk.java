package io.portreeve.lab.application;

import io.portreeve.agent.Answer;
import io.portreeve.agent.Person;
import io.portreeve.agent.Plan;
import io.portreeve.agent.Question;
import java.util.Set;

/** Somebody who answers every question with that, and agrees to every plan. */
public record Desk(Answer says) implements Person {
  @Override
  public Answer answer(Question question) {
    return says;
  }

  @Override
  public Set<String> agree(Plan plan) {
    return plan.tools();
  }
}
