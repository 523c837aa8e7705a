package io.portreeve.agent;

import java.util.Set;
import java.util.function.Function;

/** People of whom a test says what they do. */
final class Scripts {
  private Scripts() {}

  /** Agrees to every plan, and answers so. */
  static Person person(Function<Question, Answer> answers) {
    return person(answers, Plan::tools);
  }

  static Person person(Function<Question, Answer> answers, Function<Plan, Set<String>> plans) {
    return new Person() {
      @Override
      public Answer answer(Question question) {
        return answers.apply(question);
      }

      @Override
      public Set<String> agree(Plan plan) {
        return plans.apply(plan);
      }
    };
  }
}
