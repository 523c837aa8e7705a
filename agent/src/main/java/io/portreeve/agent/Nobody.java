package io.portreeve.agent;

import java.util.Set;

record Nobody() implements Person {
  @Override
  public Answer answer(Question question) {
    return new Answer.Closed();
  }

  /** Whoever wants plans to hold without anybody has them made, and not shown. */
  @Override
  public Set<String> agree(Plan plan) {
    return Set.of();
  }
}
