package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * The filter of our own calls, which all that we start inherits. It knows what neither we nor
 * bubblewrap do, and what attacks do.
 *
 * <p>The kernel knows no such call any more. Where no program is started that is for good. Where
 * some are, the calls are handed to a tracer, of which there is none: that gives way to the answer
 * of whoever watches a program, where an outright refusal would not, so what a confined program
 * tries is told as without this filter. Whoever makes a watcher of himself gets them back, too.
 */
final class OwnFilter {
  private static final int TO_A_TRACER = 0x7FF00000;
  private static final int NO_SUCH_CALL = 0x00050000 | 38;
  private static final int UNIX = 1;
  private static final int INTERNET = 2;
  private static final int INTERNET_6 = 10;
  private static final int ROUTES = 16;
  private static final int RAW = 3;
  private static final int TYPE_WITHOUT_FLAGS = 0xF;

  /** Of no use to us, though programs try some of them without harm. */
  private static final Set<Call> BESIDES =
      Set.of(
          Call.IO_URING_SETUP,
          Call.IO_URING_ENTER,
          Call.IO_URING_REGISTER,
          Call.PROCESS_MADVISE,
          Call.KCMP,
          Call.SYSLOG);

  /** By these another program takes our place. */
  private static final Set<Call> OF_PROGRAMS = Set.of(Call.EXECVE, Call.EXECVEAT);

  /** What bubblewrap builds a program's view of the machine with. */
  private static final Set<Call> OF_NAMESPACES =
      Set.of(
          Call.UNSHARE,
          Call.SETNS,
          Call.MOUNT,
          Call.UMOUNT2,
          Call.PIVOT_ROOT,
          Call.CHROOT,
          Call.OPEN_TREE,
          Call.MOVE_MOUNT,
          Call.MOUNT_SETATTR,
          Call.FSOPEN,
          Call.FSCONFIG,
          Call.FSMOUNT,
          Call.FSPICK);

  private final Machine machine;
  private final FilterCode code;
  private final int refused;

  private OwnFilter(Machine machine, boolean programs) {
    this.machine = machine;
    this.code = new FilterCode(machine);
    this.refused = programs ? TO_A_TRACER : NO_SUCH_CALL;
  }

  /**
   * Writes it.
   *
   * @param programs whether we start any
   * @param namespaces whether we may have to make some for them
   */
  static FilterCode of(Machine machine, boolean programs, boolean namespaces) throws IOException {
    OwnFilter filter = new OwnFilter(machine, programs);
    filter.code.onlyThisProcessor(filter.refused);
    for (Map.Entry<Call, Integer> call : machine.numbers().entrySet()) {
      if (isRefused(call.getKey(), programs, namespaces)) {
        filter.code.answer(call.getValue(), filter.refused);
      }
    }
    if (!namespaces) {
      filter.namespaces();
    }
    filter.sockets();
    filter.code.add(FilterCode.RETURN, FilterCode.ALLOW);
    return filter.code;
  }

  private static boolean isRefused(Call call, boolean programs, boolean namespaces) {
    if (OF_PROGRAMS.contains(call)) {
      return !programs;
    }
    if (OF_NAMESPACES.contains(call)) {
      return !namespaces;
    }
    if (call == Call.SECCOMP) {
      return !programs; // their launcher confines itself with it
    }
    if (call == Call.PIDFD_GETFD) {
      return !programs; // we take their sockets in hand, to connect them where they may connect to
    }
    return call.use() == Call.Use.FORBIDDEN || BESIDES.contains(call);
  }

  /** C libraries start threads by the older call where there is not the one with a hidden mask. */
  private void namespaces() throws IOException {
    code.answer(machine.number(Call.CLONE3), refused);
    code.refuseIf(Call.CLONE, FilterCode.FIRST_ARGUMENT, FilterCode.NEW_NAMESPACES, refused);
  }

  /** Of the kernel's families, most are known to attackers alone; and none in the raw. */
  private void sockets() throws IOException {
    code.when(Call.SOCKET, FilterCode.FIRST_ARGUMENT, 10);
    code.jump(FilterCode.JUMP_EQUAL, UNIX, 8, 0);
    code.jump(FilterCode.JUMP_EQUAL, ROUTES, 7, 0);
    code.jump(FilterCode.JUMP_EQUAL, INTERNET, 2, 0);
    code.jump(FilterCode.JUMP_EQUAL, INTERNET_6, 1, 0);
    code.add(FilterCode.RETURN, refused);
    code.add(FilterCode.LOAD_WORD, FilterCode.SECOND_ARGUMENT);
    code.add(FilterCode.AND, TYPE_WITHOUT_FLAGS);
    code.jump(FilterCode.JUMP_EQUAL, RAW, 0, 1);
    code.add(FilterCode.RETURN, refused);
    code.add(FilterCode.LOAD_WORD, FilterCode.NUMBER);
  }
}
