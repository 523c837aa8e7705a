package io.portreeve.agent;

import java.util.Set;

record Nobody() implements Person {
  @Override
  public Answer answer(Question question) {
    return new Answer.Closed();
  }

  /** A plan takes rights away and gives none, so it holds without anybody. */
  @Override
  public Set<String> agree(Plan plan) {
    return plan.tools();
  }
}
