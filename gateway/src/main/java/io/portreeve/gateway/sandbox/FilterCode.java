package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A program for the kernel's filter machine while it is being written (linux/filter.h). Between the
 * parts that are added, the machine holds the number of the call that is judged.
 */
final class FilterCode {
  static final int LOAD_WORD = 0x20;
  static final int AND = 0x54;
  static final int JUMP_EQUAL = 0x15;
  static final int RETURN = 0x06;
  private static final int JUMP_AT_LEAST = 0x35;
  private static final int JUMP_ANY_BIT = 0x45;

  static final int NUMBER = 0;
  static final int FIRST_ARGUMENT = 16;
  static final int SECOND_ARGUMENT = 24;
  static final int THIRD_ARGUMENT = 32;
  static final int FOURTH_ARGUMENT = 40;
  private static final int PROCESSOR = 4;

  static final int ALLOW = 0x7FFF0000;

  /** What a process asks for with {@code clone} that wants namespaces of its own. */
  static final int NEW_NAMESPACES = 0x7E020000;

  private static final int SECOND_SET = 0x40000000;

  private final Machine machine;
  private final List<Long> instructions = new ArrayList<>();

  FilterCode(Machine machine) {
    this.machine = machine;
  }

  /** Eight bytes each: operation, where to go if so and if not, operand. */
  List<Long> instructions() {
    return List.copyOf(instructions);
  }

  /** Comes first: the numbers of another processor's calls mean something else. */
  void onlyThisProcessor(int otherwise) {
    add(LOAD_WORD, PROCESSOR);
    jump(JUMP_EQUAL, machine.audit(), 1, 0);
    add(RETURN, otherwise);
    add(LOAD_WORD, NUMBER);
    if (machine.hasSecondSet()) {
      jump(JUMP_AT_LEAST, SECOND_SET, 0, 1);
      add(RETURN, otherwise);
    }
  }

  void refuseIf(Call call, int argument, int anyOf, int answer) throws IOException {
    when(call, argument, 3);
    jump(JUMP_ANY_BIT, anyOf, 0, 1);
    add(RETURN, answer);
    add(LOAD_WORD, NUMBER);
  }

  void unless(Call call, int argument, int only, int answer) throws IOException {
    when(call, argument, 3);
    jump(JUMP_EQUAL, only, 1, 0);
    add(RETURN, answer);
    add(LOAD_WORD, NUMBER);
  }

  /** Loads an argument if the call is this one, or skips what is judged about it. */
  void when(Call call, int argument, int skipped) throws IOException {
    jump(JUMP_EQUAL, machine.number(call), 0, skipped + 1);
    add(LOAD_WORD, argument);
  }

  void answer(int call, int answer) {
    jump(JUMP_EQUAL, call, 0, 1);
    add(RETURN, answer);
  }

  void add(int operation, int operand) {
    jump(operation, operand, 0, 0);
  }

  void jump(int operation, int operand, int ifSo, int ifNot) {
    instructions.add(
        (operation & 0xFFFFL)
            | (ifSo & 0xFFL) << 16
            | (ifNot & 0xFFL) << 24
            | (operand & 0xFFFFFFFFL) << 32);
  }
}
