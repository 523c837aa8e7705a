package io.portreeve.gateway.sandbox;

import java.util.EnumMap;
import java.util.Map;

/**
 * The system calls that we make, or forbid, with their numbers on x86-64 and on 64-bit ARM; -1
 * where a processor does not have one.
 */
enum Call {
  PRCTL(157, 167),
  SECCOMP(317, 277),
  CAPSET(126, 91),
  PRLIMIT(302, 261),
  EXECVE(59, 221),
  RT_SIGPROCMASK(14, 135),
  CLOSE_RANGE(436, 436),
  OPENAT(257, 56),
  CLOSE(3, 57),
  LANDLOCK_CREATE_RULESET(444, 444),
  LANDLOCK_ADD_RULE(445, 445),
  LANDLOCK_RESTRICT_SELF(446, 446),
  SOCKET(41, 198),
  SOCKETPAIR(53, 199),
  CLONE(56, 220),
  CLONE3(435, 435),
  UNSHARE(272, 97),
  SETNS(308, 268),
  IOCTL(16, 29),

  // Other processes, and their memory.
  PTRACE(101, 117),
  PROCESS_VM_READV(310, 270),
  PROCESS_VM_WRITEV(311, 271),
  PROCESS_MADVISE(440, 440),
  KCMP(312, 272),
  PIDFD_GETFD(438, 438),

  // The kernel's keys, programs and measurements.
  ADD_KEY(248, 217),
  REQUEST_KEY(249, 218),
  KEYCTL(250, 219),
  BPF(321, 280),
  PERF_EVENT_OPEN(298, 241),
  USERFAULTFD(323, 282),
  IO_URING_SETUP(425, 425),
  IO_URING_ENTER(426, 426),
  IO_URING_REGISTER(427, 427),
  LOOKUP_DCOOKIE(212, 18),
  SYSLOG(103, 116),

  // What the machine looks like.
  MOUNT(165, 40),
  UMOUNT2(166, 39),
  PIVOT_ROOT(155, 41),
  CHROOT(161, 51),
  OPEN_TREE(428, 428),
  MOVE_MOUNT(429, 429),
  FSOPEN(430, 430),
  FSCONFIG(431, 431),
  FSMOUNT(432, 432),
  FSPICK(433, 433),
  MOUNT_SETATTR(442, 442),
  NAME_TO_HANDLE_AT(303, 264),
  OPEN_BY_HANDLE_AT(304, 265),
  SWAPON(167, 224),
  SWAPOFF(168, 225),
  QUOTACTL(179, 60),
  ACCT(163, 89),

  // The machine itself.
  INIT_MODULE(175, 105),
  FINIT_MODULE(313, 273),
  DELETE_MODULE(176, 106),
  KEXEC_LOAD(246, 104),
  KEXEC_FILE_LOAD(320, 294),
  REBOOT(169, 142),
  SETTIMEOFDAY(164, 170),
  CLOCK_SETTIME(227, 112),
  CLOCK_ADJTIME(305, 266),
  ADJTIMEX(159, 171),
  SETHOSTNAME(170, 161),
  SETDOMAINNAME(171, 162),
  IOPL(172, -1),
  IOPERM(173, -1),
  MODIFY_LDT(154, -1),
  PERSONALITY(135, 92),
  VHANGUP(153, 58);

  private final int x86;
  private final int arm;

  Call(int x86, int arm) {
    this.x86 = x86;
    this.arm = arm;
  }

  static Map<Call, Integer> onX86() {
    Map<Call, Integer> numbers = new EnumMap<>(Call.class);
    for (Call call : values()) {
      if (call.x86 >= 0) {
        numbers.put(call, call.x86);
      }
    }
    return Map.copyOf(numbers);
  }

  static Map<Call, Integer> onArm() {
    Map<Call, Integer> numbers = new EnumMap<>(Call.class);
    for (Call call : values()) {
      if (call.arm >= 0) {
        numbers.put(call, call.arm);
      }
    }
    return Map.copyOf(numbers);
  }
}
