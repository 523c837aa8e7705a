package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A filter of system calls as a program for the kernel's filter machine (linux/filter.h). It knows
 * no calls that it lets pass, only those that no tool needs and that attacks on kernels and
 * neighbours do; sockets are another matter, where it knows what it lets pass.
 *
 * <p>Where somebody watches, what is refused is refused by the watcher, who so hears of it, and
 * files that are named and processes that are started pass by it.
 */
final class CallFilter {
  private static final int LOAD_WORD = 0x20;
  private static final int AND = 0x54;
  private static final int JUMP_EQUAL = 0x15;
  private static final int JUMP_AT_LEAST = 0x35;
  private static final int JUMP_ANY_BIT = 0x45;
  private static final int RETURN = 0x06;

  private static final int NUMBER = 0;
  private static final int PROCESSOR = 4;
  private static final int FIRST_ARGUMENT = 16;
  private static final int SECOND_ARGUMENT = 24;
  private static final int THIRD_ARGUMENT = 32;
  private static final int FOURTH_ARGUMENT = 40;

  private static final int ALLOW = 0x7FFF0000;
  private static final int ASK = 0x7FC00000;
  private static final int KILL = 0x80000000;
  private static final int NOT_PERMITTED = 0x00050001;
  private static final int NOT_THERE = 0x00050026;
  private static final int NO_SUCH_FAMILY = 0x00050061;
  private static final int NOT_SUPPORTED = 0x0005005F;

  private static final int SECOND_SET = 0x40000000;
  private static final int NEW_NAMESPACES = 0x7E020000;
  private static final int WITH_RIGHTS_OF_ITS_OWNER = 0xC00;
  private static final int SISTER = 0x8000;
  private static final int ADOPT_ORPHANS = 36;
  private static final int ITSELF = 0;
  private static final int PRIORITY_OF_A_PROCESS = 0;
  private static final int DISK_PRIORITY_OF_A_PROCESS = 1;
  private static final int CONNECTING_ON_THE_WAY = 0x20000000;
  private static final int PUSH_INPUT = 0x5412;
  private static final int PASTE = 0x541C;
  private static final int UNIX = 1;
  private static final int INTERNET = 2;
  private static final int INTERNET_6 = 10;
  private static final int STREAM = 1;
  private static final int PACKETS_IN_ORDER = 5;
  private static final int ANY_PROTOCOL = 0;
  private static final int TCP = 6;
  private static final int TYPE_WITHOUT_FLAGS = 0xF;

  private static final List<Call> EXTENDED_ATTRIBUTES =
      List.of(
          Call.SETXATTR,
          Call.LSETXATTR,
          Call.FSETXATTR,
          Call.SETXATTRAT,
          Call.REMOVEXATTR,
          Call.LREMOVEXATTR,
          Call.FREMOVEXATTR,
          Call.REMOVEXATTRAT);

  private final Machine machine;
  private final boolean watched;
  private final List<Long> instructions = new ArrayList<>();

  private CallFilter(Machine machine, boolean watched) {
    this.machine = machine;
    this.watched = watched;
  }

  static CallFilter of(Machine machine, Network network, boolean watched) throws IOException {
    CallFilter filter = new CallFilter(machine, watched);
    filter.onlyThisProcessor();
    filter.attributes();
    filter.onlyNeeded();
    filter.processes();
    filter.ofItselfOnly();
    filter.terminals();
    filter.sockets(network);
    filter.add(RETURN, ALLOW);
    return filter;
  }

  /** Eight bytes each: operation, where to go if so and if not, operand. */
  List<Long> instructions() {
    return List.copyOf(instructions);
  }

  private void onlyThisProcessor() {
    add(LOAD_WORD, PROCESSOR);
    jump(JUMP_EQUAL, machine.audit(), 1, 0);
    add(RETURN, KILL);
    add(LOAD_WORD, NUMBER);
    if (machine.hasSecondSet()) {
      jump(JUMP_AT_LEAST, SECOND_SET, 0, 1);
      add(RETURN, KILL);
    }
  }

  private void onlyNeeded() {
    for (Map.Entry<Call, Integer> call : machine.numbers().entrySet()) {
      switch (call.getKey().use()) {
        case FORBIDDEN -> answer(call.getValue(), refusal(NOT_PERMITTED));
        case USELESS -> answer(call.getValue(), NOT_PERMITTED);
        case OF_FILES -> {
          if (watched) {
            answer(call.getValue(), ASK);
          }
        }
        case OF_ATTRIBUTES -> answer(call.getValue(), refusal(NOT_PERMITTED));
        case OURS, ASKED -> {}
      }
    }
  }

  /**
   * No file that runs with its owner's rights, however it is made. Where nobody watches, modes and
   * times are changed of files that are open, and of none by its name: which file that is, no
   * filter can tell.
   */
  private void attributes() throws IOException {
    for (Call extended : EXTENDED_ATTRIBUTES) {
      answer(machine.number(extended), NOT_SUPPORTED); // as on file systems without them
    }
    answer(machine.number(Call.OPENAT2), NOT_THERE); // its mode lies in memory
    refuseIf(Call.OPENAT, FOURTH_ARGUMENT, WITH_RIGHTS_OF_ITS_OWNER, NOT_PERMITTED);
    refuseIf(Call.MKNODAT, THIRD_ARGUMENT, WITH_RIGHTS_OF_ITS_OWNER, NOT_PERMITTED);
    if (machine.numbers().containsKey(Call.OPEN)) {
      refuseIf(Call.OPEN, THIRD_ARGUMENT, WITH_RIGHTS_OF_ITS_OWNER, NOT_PERMITTED);
      refuseIf(Call.CREAT, SECOND_ARGUMENT, WITH_RIGHTS_OF_ITS_OWNER, NOT_PERMITTED);
      refuseIf(Call.MKNOD, SECOND_ARGUMENT, WITH_RIGHTS_OF_ITS_OWNER, NOT_PERMITTED);
    }
    if (!watched) {
      refuseIf(Call.FCHMOD, SECOND_ARGUMENT, WITH_RIGHTS_OF_ITS_OWNER, NOT_PERMITTED);
      answer(machine.number(Call.FCHMOD), ALLOW);
      timesOfAnOpenFile();
    }
  }

  /** One that is named by no path, so both halves of where a path would be are none. */
  private void timesOfAnOpenFile() throws IOException {
    when(Call.UTIMENSAT, SECOND_ARGUMENT, 5);
    jump(JUMP_EQUAL, 0, 0, 3);
    add(LOAD_WORD, SECOND_ARGUMENT + Integer.BYTES);
    jump(JUMP_EQUAL, 0, 0, 1);
    add(RETURN, ALLOW);
    add(LOAD_WORD, NUMBER);
  }

  /**
   * No new namespaces: in one of its own a process is root and reaches parts of the kernel that are
   * rarely tried. What clone3 asks for lies in memory that no filter reads: C libraries fall back
   * on clone where the kernel says it has no clone3.
   *
   * <p>What it starts stays under it: it starts nothing beside itself, and goes on adopting what
   * lost its parent.
   */
  private void processes() throws IOException {
    answer(machine.number(Call.CLONE3), NOT_THERE);
    refuse(Call.PRCTL, FIRST_ARGUMENT, ADOPT_ORPHANS);
    if (watched) {
      for (Call starting : List.of(Call.CLONE, Call.FORK, Call.VFORK)) {
        if (machine.numbers().containsKey(starting)) {
          answer(machine.number(starting), ASK);
        }
      }
      return;
    }
    refuseIf(Call.CLONE, FIRST_ARGUMENT, NEW_NAMESPACES | SISTER, NOT_PERMITTED);
  }

  /**
   * Nobody takes off the mark by which he is known. Limits and shares of other processes are not
   * its own to change. Threads are named by numbers of their own, which no filter can tell from
   * those of others: a harmless program that sorts its threads is refused too, without a word.
   */
  private void ofItselfOnly() throws IOException {
    unless(Call.PRLIMIT, FIRST_ARGUMENT, ITSELF, refusal(NOT_PERMITTED));
    refuse(Call.PRLIMIT, SECOND_ARGUMENT, Mark.FILE_LOCKS);
    refuse(Call.SETRLIMIT, FIRST_ARGUMENT, Mark.FILE_LOCKS);
    for (Call share :
        List.of(
            Call.SCHED_SETPARAM,
            Call.SCHED_SETSCHEDULER,
            Call.SCHED_SETAFFINITY,
            Call.SCHED_SETATTR)) {
      unless(share, FIRST_ARGUMENT, ITSELF, NOT_PERMITTED);
    }
    unless(Call.SETPRIORITY, FIRST_ARGUMENT, PRIORITY_OF_A_PROCESS, NOT_PERMITTED);
    unless(Call.SETPRIORITY, SECOND_ARGUMENT, ITSELF, NOT_PERMITTED);
    unless(Call.IOPRIO_SET, FIRST_ARGUMENT, DISK_PRIORITY_OF_A_PROCESS, NOT_PERMITTED);
    unless(Call.IOPRIO_SET, SECOND_ARGUMENT, ITSELF, NOT_PERMITTED);
  }

  /** No typing into the terminal that we were started from. */
  private void terminals() throws IOException {
    when(Call.IOCTL, SECOND_ARGUMENT, 4);
    jump(JUMP_EQUAL, PUSH_INPUT, 1, 0);
    jump(JUMP_EQUAL, PASTE, 0, 1);
    add(RETURN, NOT_PERMITTED);
    add(RETURN, ALLOW);
    add(LOAD_WORD, NUMBER);
  }

  private void sockets(Network network) throws IOException {
    switch (network) {
      case Network.None _ -> {
        pairs();
        none();
      }
      case Network.OnePort _ -> {
        pairs();
        streams();
        connections();
      }
      case Network.Open _ -> pairs();
    }
  }

  /**
   * Pairs are how a program talks to what it starts. Those that are connected for good lead nowhere
   * else; one of datagrams sends to any address.
   */
  private void pairs() throws IOException {
    when(Call.SOCKETPAIR, FIRST_ARGUMENT, 8);
    jump(JUMP_EQUAL, UNIX, 1, 0);
    add(RETURN, NO_SUCH_FAMILY);
    add(LOAD_WORD, SECOND_ARGUMENT);
    add(AND, TYPE_WITHOUT_FLAGS);
    jump(JUMP_EQUAL, STREAM, 2, 0);
    jump(JUMP_EQUAL, PACKETS_IN_ORDER, 1, 0);
    add(RETURN, refusal(NOT_PERMITTED));
    add(RETURN, ALLOW);
    add(LOAD_WORD, NUMBER);
  }

  /** Local sockets, of which C libraries make some to no end, are refused without a word. */
  private void none() throws IOException {
    when(Call.SOCKET, FIRST_ARGUMENT, 5);
    jump(JUMP_EQUAL, INTERNET, 1, 0);
    jump(JUMP_EQUAL, INTERNET_6, 0, 1);
    add(RETURN, refusal(NO_SUCH_FAMILY));
    add(RETURN, NO_SUCH_FAMILY);
    add(LOAD_WORD, NUMBER);
  }

  /**
   * TCP only: ports of other protocols are nobody's to judge, and local sockets lead to other
   * programs.
   */
  private void streams() throws IOException {
    when(Call.SOCKET, FIRST_ARGUMENT, 12);
    jump(JUMP_EQUAL, INTERNET, 2, 0);
    jump(JUMP_EQUAL, INTERNET_6, 1, 0);
    add(RETURN, NO_SUCH_FAMILY);
    add(LOAD_WORD, SECOND_ARGUMENT);
    add(AND, TYPE_WITHOUT_FLAGS);
    jump(JUMP_EQUAL, STREAM, 1, 0);
    add(RETURN, refusal(NO_SUCH_FAMILY));
    add(LOAD_WORD, THIRD_ARGUMENT);
    jump(JUMP_EQUAL, ANY_PROTOCOL, 2, 0);
    jump(JUMP_EQUAL, TCP, 1, 0);
    add(RETURN, refusal(NO_SUCH_FAMILY));
    add(RETURN, ALLOW);
    add(LOAD_WORD, NUMBER);
  }

  /**
   * A connection is made by one call alone, which a watcher makes in the program's place, and none
   * comes in.
   */
  private void connections() throws IOException {
    answer(machine.number(Call.LISTEN), refusal(NOT_PERMITTED));
    if (watched) {
      answer(machine.number(Call.CONNECT), ASK);
    }
    refuseIf(Call.SENDTO, FOURTH_ARGUMENT, CONNECTING_ON_THE_WAY, NOT_SUPPORTED);
    refuseIf(Call.SENDMSG, THIRD_ARGUMENT, CONNECTING_ON_THE_WAY, NOT_SUPPORTED);
    refuseIf(Call.SENDMMSG, FOURTH_ARGUMENT, CONNECTING_ON_THE_WAY, NOT_SUPPORTED);
  }

  private void refuseIf(Call call, int argument, int anyOf, int answer) throws IOException {
    when(call, argument, 3);
    jump(JUMP_ANY_BIT, anyOf, 0, 1);
    add(RETURN, answer);
    add(LOAD_WORD, NUMBER);
  }

  private void refuse(Call call, int argument, int value) throws IOException {
    when(call, argument, 3);
    jump(JUMP_EQUAL, value, 0, 1);
    add(RETURN, refusal(NOT_PERMITTED));
    add(LOAD_WORD, NUMBER);
  }

  private void unless(Call call, int argument, int only, int answer) throws IOException {
    when(call, argument, 3);
    jump(JUMP_EQUAL, only, 1, 0);
    add(RETURN, answer);
    add(LOAD_WORD, NUMBER);
  }

  /** By the kernel without a word, or by whoever watches. */
  private int refusal(int answer) {
    return watched ? ASK : answer;
  }

  /** Loads an argument if the call is this one, or skips what is judged about it. */
  private void when(Call call, int argument, int skipped) throws IOException {
    jump(JUMP_EQUAL, machine.number(call), 0, skipped + 1);
    add(LOAD_WORD, argument);
  }

  private void answer(int call, int answer) {
    jump(JUMP_EQUAL, call, 0, 1);
    add(RETURN, answer);
  }

  private void add(int operation, int operand) {
    jump(operation, operand, 0, 0);
  }

  private void jump(int operation, int operand, int ifSo, int ifNot) {
    instructions.add(
        (operation & 0xFFFFL)
            | (ifSo & 0xFFL) << 16
            | (ifNot & 0xFFL) << 24
            | (operand & 0xFFFFFFFFL) << 32);
  }
}
