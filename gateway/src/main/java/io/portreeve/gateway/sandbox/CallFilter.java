package io.portreeve.gateway.sandbox;

import java.io.IOException;
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
  private static final int ASK = 0x7FC00000;
  private static final int KILL = 0x80000000;
  private static final int NOT_PERMITTED = 0x00050001;
  private static final int NOT_THERE = 0x00050026;
  private static final int NO_SUCH_FAMILY = 0x00050061;
  private static final int NOT_SUPPORTED = 0x0005005F;

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
  private final FilterCode code;

  private CallFilter(Machine machine, boolean watched) {
    this.machine = machine;
    this.watched = watched;
    this.code = new FilterCode(machine);
  }

  static FilterCode of(Machine machine, Network network, boolean watched) throws IOException {
    CallFilter filter = new CallFilter(machine, watched);
    filter.code.onlyThisProcessor(KILL);
    filter.attributes();
    filter.onlyNeeded();
    filter.processes();
    filter.ofItselfOnly();
    filter.terminals();
    filter.sockets(network);
    filter.code.add(FilterCode.RETURN, FilterCode.ALLOW);
    return filter.code;
  }

  private void onlyNeeded() {
    for (Map.Entry<Call, Integer> call : machine.numbers().entrySet()) {
      switch (call.getKey().use()) {
        case FORBIDDEN -> code.answer(call.getValue(), refusal(NOT_PERMITTED));
        case USELESS -> code.answer(call.getValue(), NOT_PERMITTED);
        case OF_FILES -> {
          if (watched) {
            code.answer(call.getValue(), ASK);
          }
        }
        case OF_ATTRIBUTES -> code.answer(call.getValue(), refusal(NOT_PERMITTED));
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
      code.answer(machine.number(extended), NOT_SUPPORTED); // as on file systems without them
    }
    code.answer(machine.number(Call.OPENAT2), NOT_THERE); // its mode lies in memory
    code.refuseIf(Call.OPENAT, FilterCode.FOURTH_ARGUMENT, WITH_RIGHTS_OF_ITS_OWNER, NOT_PERMITTED);
    code.refuseIf(Call.MKNODAT, FilterCode.THIRD_ARGUMENT, WITH_RIGHTS_OF_ITS_OWNER, NOT_PERMITTED);
    if (machine.numbers().containsKey(Call.OPEN)) {
      code.refuseIf(Call.OPEN, FilterCode.THIRD_ARGUMENT, WITH_RIGHTS_OF_ITS_OWNER, NOT_PERMITTED);
      code.refuseIf(
          Call.CREAT, FilterCode.SECOND_ARGUMENT, WITH_RIGHTS_OF_ITS_OWNER, NOT_PERMITTED);
      code.refuseIf(
          Call.MKNOD, FilterCode.SECOND_ARGUMENT, WITH_RIGHTS_OF_ITS_OWNER, NOT_PERMITTED);
    }
    if (!watched) {
      code.refuseIf(
          Call.FCHMOD, FilterCode.SECOND_ARGUMENT, WITH_RIGHTS_OF_ITS_OWNER, NOT_PERMITTED);
      code.answer(machine.number(Call.FCHMOD), FilterCode.ALLOW);
      timesOfAnOpenFile();
    }
  }

  /** One that is named by no path, so both halves of where a path would be are none. */
  private void timesOfAnOpenFile() throws IOException {
    code.when(Call.UTIMENSAT, FilterCode.SECOND_ARGUMENT, 5);
    code.jump(FilterCode.JUMP_EQUAL, 0, 0, 3);
    code.add(FilterCode.LOAD_WORD, FilterCode.SECOND_ARGUMENT + Integer.BYTES);
    code.jump(FilterCode.JUMP_EQUAL, 0, 0, 1);
    code.add(FilterCode.RETURN, FilterCode.ALLOW);
    code.add(FilterCode.LOAD_WORD, FilterCode.NUMBER);
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
    code.answer(machine.number(Call.CLONE3), NOT_THERE);
    refuse(Call.PRCTL, FilterCode.FIRST_ARGUMENT, ADOPT_ORPHANS);
    if (watched) {
      for (Call starting : List.of(Call.CLONE, Call.FORK, Call.VFORK)) {
        if (machine.numbers().containsKey(starting)) {
          code.answer(machine.number(starting), ASK);
        }
      }
      return;
    }
    code.refuseIf(
        Call.CLONE, FilterCode.FIRST_ARGUMENT, FilterCode.NEW_NAMESPACES | SISTER, NOT_PERMITTED);
  }

  /**
   * Nobody takes off the mark by which he is known. Limits and shares of other processes are not
   * its own to change. Threads are named by numbers of their own, which no filter can tell from
   * those of others: a harmless program that sorts its threads is refused too, without a word.
   */
  private void ofItselfOnly() throws IOException {
    code.unless(Call.PRLIMIT, FilterCode.FIRST_ARGUMENT, ITSELF, refusal(NOT_PERMITTED));
    refuse(Call.PRLIMIT, FilterCode.SECOND_ARGUMENT, Mark.FILE_LOCKS);
    refuse(Call.SETRLIMIT, FilterCode.FIRST_ARGUMENT, Mark.FILE_LOCKS);
    for (Call share :
        List.of(
            Call.SCHED_SETPARAM,
            Call.SCHED_SETSCHEDULER,
            Call.SCHED_SETAFFINITY,
            Call.SCHED_SETATTR)) {
      code.unless(share, FilterCode.FIRST_ARGUMENT, ITSELF, NOT_PERMITTED);
    }
    code.unless(Call.SETPRIORITY, FilterCode.FIRST_ARGUMENT, PRIORITY_OF_A_PROCESS, NOT_PERMITTED);
    code.unless(Call.SETPRIORITY, FilterCode.SECOND_ARGUMENT, ITSELF, NOT_PERMITTED);
    code.unless(
        Call.IOPRIO_SET, FilterCode.FIRST_ARGUMENT, DISK_PRIORITY_OF_A_PROCESS, NOT_PERMITTED);
    code.unless(Call.IOPRIO_SET, FilterCode.SECOND_ARGUMENT, ITSELF, NOT_PERMITTED);
  }

  /** No typing into the terminal that we were started from. */
  private void terminals() throws IOException {
    code.when(Call.IOCTL, FilterCode.SECOND_ARGUMENT, 4);
    code.jump(FilterCode.JUMP_EQUAL, PUSH_INPUT, 1, 0);
    code.jump(FilterCode.JUMP_EQUAL, PASTE, 0, 1);
    code.add(FilterCode.RETURN, NOT_PERMITTED);
    code.add(FilterCode.RETURN, FilterCode.ALLOW);
    code.add(FilterCode.LOAD_WORD, FilterCode.NUMBER);
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
    code.when(Call.SOCKETPAIR, FilterCode.FIRST_ARGUMENT, 8);
    code.jump(FilterCode.JUMP_EQUAL, UNIX, 1, 0);
    code.add(FilterCode.RETURN, NO_SUCH_FAMILY);
    code.add(FilterCode.LOAD_WORD, FilterCode.SECOND_ARGUMENT);
    code.add(FilterCode.AND, TYPE_WITHOUT_FLAGS);
    code.jump(FilterCode.JUMP_EQUAL, STREAM, 2, 0);
    code.jump(FilterCode.JUMP_EQUAL, PACKETS_IN_ORDER, 1, 0);
    code.add(FilterCode.RETURN, refusal(NOT_PERMITTED));
    code.add(FilterCode.RETURN, FilterCode.ALLOW);
    code.add(FilterCode.LOAD_WORD, FilterCode.NUMBER);
  }

  /** Local sockets, of which C libraries make some to no end, are refused without a word. */
  private void none() throws IOException {
    code.when(Call.SOCKET, FilterCode.FIRST_ARGUMENT, 5);
    code.jump(FilterCode.JUMP_EQUAL, INTERNET, 1, 0);
    code.jump(FilterCode.JUMP_EQUAL, INTERNET_6, 0, 1);
    code.add(FilterCode.RETURN, refusal(NO_SUCH_FAMILY));
    code.add(FilterCode.RETURN, NO_SUCH_FAMILY);
    code.add(FilterCode.LOAD_WORD, FilterCode.NUMBER);
  }

  /**
   * TCP only: ports of other protocols are nobody's to judge, and local sockets lead to other
   * programs.
   */
  private void streams() throws IOException {
    code.when(Call.SOCKET, FilterCode.FIRST_ARGUMENT, 12);
    code.jump(FilterCode.JUMP_EQUAL, INTERNET, 2, 0);
    code.jump(FilterCode.JUMP_EQUAL, INTERNET_6, 1, 0);
    code.add(FilterCode.RETURN, NO_SUCH_FAMILY);
    code.add(FilterCode.LOAD_WORD, FilterCode.SECOND_ARGUMENT);
    code.add(FilterCode.AND, TYPE_WITHOUT_FLAGS);
    code.jump(FilterCode.JUMP_EQUAL, STREAM, 1, 0);
    code.add(FilterCode.RETURN, refusal(NO_SUCH_FAMILY));
    code.add(FilterCode.LOAD_WORD, FilterCode.THIRD_ARGUMENT);
    code.jump(FilterCode.JUMP_EQUAL, ANY_PROTOCOL, 2, 0);
    code.jump(FilterCode.JUMP_EQUAL, TCP, 1, 0);
    code.add(FilterCode.RETURN, refusal(NO_SUCH_FAMILY));
    code.add(FilterCode.RETURN, FilterCode.ALLOW);
    code.add(FilterCode.LOAD_WORD, FilterCode.NUMBER);
  }

  /**
   * A connection is made by one call alone, which a watcher makes in the program's place, and none
   * comes in.
   */
  private void connections() throws IOException {
    code.answer(machine.number(Call.LISTEN), refusal(NOT_PERMITTED));
    if (watched) {
      code.answer(machine.number(Call.CONNECT), ASK);
    }
    code.refuseIf(Call.SENDTO, FilterCode.FOURTH_ARGUMENT, CONNECTING_ON_THE_WAY, NOT_SUPPORTED);
    code.refuseIf(Call.SENDMSG, FilterCode.THIRD_ARGUMENT, CONNECTING_ON_THE_WAY, NOT_SUPPORTED);
    code.refuseIf(Call.SENDMMSG, FilterCode.FOURTH_ARGUMENT, CONNECTING_ON_THE_WAY, NOT_SUPPORTED);
  }

  private void refuse(Call call, int argument, int value) throws IOException {
    code.when(call, argument, 3);
    code.jump(FilterCode.JUMP_EQUAL, value, 0, 1);
    code.add(FilterCode.RETURN, refusal(NOT_PERMITTED));
    code.add(FilterCode.LOAD_WORD, FilterCode.NUMBER);
  }

  /** By the kernel without a word, or by whoever watches. */
  private int refusal(int answer) {
    return watched ? ASK : answer;
  }
}
