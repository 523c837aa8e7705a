package io.portreeve.gateway.sandbox;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * The system calls that we make, or forbid, with their numbers on x86-64 and on 64-bit ARM; -1
 * where a processor does not have one.
 */
enum Call {
  PRCTL(157, 167, Use.ASKED),
  SECCOMP(317, 277, Use.OURS),
  CAPSET(126, 91, Use.OURS),
  PRLIMIT(302, 261, Use.ASKED),
  EXECVE(59, 221, Use.OURS),
  EXECVEAT(322, 281, Use.OURS),
  RT_SIGPROCMASK(14, 135, Use.OURS),
  CLOSE_RANGE(436, 436, Use.OURS),
  BIND(49, 200, Use.OURS),
  ACCEPT4(288, 242, Use.OURS),
  GETSOCKOPT(55, 209, Use.OURS),
  RECVMSG(47, 212, Use.OURS),
  PPOLL(271, 73, Use.OURS),
  PIDFD_OPEN(434, 434, Use.OURS),
  CLOSE(3, 57, Use.OURS),
  LANDLOCK_CREATE_RULESET(444, 444, Use.OURS),
  LANDLOCK_ADD_RULE(445, 445, Use.OURS),
  LANDLOCK_RESTRICT_SELF(446, 446, Use.OURS),
  SOCKET(41, 198, Use.ASKED),
  SOCKETPAIR(53, 199, Use.ASKED),
  CONNECT(42, 203, Use.ASKED),
  LISTEN(50, 201, Use.ASKED),
  SENDTO(44, 206, Use.ASKED),
  SENDMSG(46, 211, Use.ASKED),
  SENDMMSG(307, 269, Use.ASKED),
  FORK(57, -1, Use.ASKED),
  VFORK(58, -1, Use.ASKED),
  CLONE(56, 220, Use.ASKED),
  CLONE3(435, 435, Use.ASKED),
  UNSHARE(272, 97, Use.FORBIDDEN),
  SETNS(308, 268, Use.FORBIDDEN),
  IOCTL(16, 29, Use.ASKED),

  // Files by their paths.
  OPEN(2, -1, Use.OF_FILES),
  OPENAT(257, 56, Use.OF_FILES),
  OPENAT2(437, 437, Use.ASKED),
  CREAT(85, -1, Use.OF_FILES),
  TRUNCATE(76, 45, Use.OF_FILES),
  UNLINK(87, -1, Use.OF_FILES),
  UNLINKAT(263, 35, Use.OF_FILES),
  RMDIR(84, -1, Use.OF_FILES),
  RENAME(82, -1, Use.OF_FILES),
  RENAMEAT(264, 38, Use.OF_FILES),
  RENAMEAT2(316, 276, Use.OF_FILES),
  MKDIR(83, -1, Use.OF_FILES),
  MKDIRAT(258, 34, Use.OF_FILES),

  MKNOD(133, -1, Use.ASKED),
  MKNODAT(259, 33, Use.ASKED),

  // What is known of files besides what is in them.
  CHMOD(90, -1, Use.OF_ATTRIBUTES),
  FCHMOD(91, 52, Use.OF_ATTRIBUTES),
  FCHMODAT(268, 53, Use.OF_ATTRIBUTES),
  FCHMODAT2(452, 452, Use.OF_ATTRIBUTES),
  UTIMENSAT(280, 88, Use.OF_ATTRIBUTES),
  UTIME(132, -1, Use.USELESS),
  UTIMES(235, -1, Use.USELESS),
  FUTIMESAT(261, -1, Use.USELESS),
  CHOWN(92, -1, Use.USELESS),
  LCHOWN(94, -1, Use.USELESS),
  FCHOWN(93, 55, Use.USELESS),
  FCHOWNAT(260, 54, Use.USELESS),
  SETXATTR(188, 5, Use.ASKED),
  LSETXATTR(189, 6, Use.ASKED),
  FSETXATTR(190, 7, Use.ASKED),
  SETXATTRAT(463, 463, Use.ASKED),
  REMOVEXATTR(197, 14, Use.ASKED),
  LREMOVEXATTR(198, 15, Use.ASKED),
  FREMOVEXATTR(199, 16, Use.ASKED),
  REMOVEXATTRAT(466, 466, Use.ASKED),
  FILE_SETATTR(469, 469, Use.USELESS),

  // Memory that no limit counts, and that outlives its process or is another's.
  MEMFD_CREATE(319, 279, Use.USELESS),
  MEMFD_SECRET(447, 447, Use.USELESS),
  SHMGET(29, 194, Use.USELESS),
  SHMAT(30, 196, Use.USELESS),

  // Other processes, and their memory.
  PTRACE(101, 117, Use.FORBIDDEN),
  PROCESS_VM_READV(310, 270, Use.FORBIDDEN),
  PROCESS_VM_WRITEV(311, 271, Use.FORBIDDEN),
  PROCESS_MADVISE(440, 440, Use.USELESS),
  KCMP(312, 272, Use.USELESS),
  PIDFD_GETFD(438, 438, Use.FORBIDDEN),

  // What a process is given of the processor and the disk.
  SETRLIMIT(160, 164, Use.ASKED),
  SETPRIORITY(141, 140, Use.ASKED),
  SCHED_SETPARAM(142, 118, Use.ASKED),
  SCHED_SETSCHEDULER(144, 119, Use.ASKED),
  SCHED_SETAFFINITY(203, 122, Use.ASKED),
  SCHED_SETATTR(314, 274, Use.ASKED),
  IOPRIO_SET(251, 30, Use.ASKED),

  // The kernel's keys, programs and measurements.
  ADD_KEY(248, 217, Use.FORBIDDEN),
  REQUEST_KEY(249, 218, Use.FORBIDDEN),
  KEYCTL(250, 219, Use.FORBIDDEN),
  BPF(321, 280, Use.FORBIDDEN),
  PERF_EVENT_OPEN(298, 241, Use.FORBIDDEN),
  USERFAULTFD(323, 282, Use.FORBIDDEN),
  IO_URING_SETUP(425, 425, Use.USELESS),
  IO_URING_ENTER(426, 426, Use.USELESS),
  IO_URING_REGISTER(427, 427, Use.USELESS),
  LOOKUP_DCOOKIE(212, 18, Use.FORBIDDEN),
  SYSLOG(103, 116, Use.USELESS),

  // What the machine looks like.
  MOUNT(165, 40, Use.FORBIDDEN),
  UMOUNT2(166, 39, Use.FORBIDDEN),
  PIVOT_ROOT(155, 41, Use.FORBIDDEN),
  CHROOT(161, 51, Use.FORBIDDEN),
  OPEN_TREE(428, 428, Use.FORBIDDEN),
  MOVE_MOUNT(429, 429, Use.FORBIDDEN),
  FSOPEN(430, 430, Use.FORBIDDEN),
  FSCONFIG(431, 431, Use.FORBIDDEN),
  FSMOUNT(432, 432, Use.FORBIDDEN),
  FSPICK(433, 433, Use.FORBIDDEN),
  MOUNT_SETATTR(442, 442, Use.FORBIDDEN),
  NAME_TO_HANDLE_AT(303, 264, Use.USELESS),
  OPEN_BY_HANDLE_AT(304, 265, Use.FORBIDDEN),
  SWAPON(167, 224, Use.FORBIDDEN),
  SWAPOFF(168, 225, Use.FORBIDDEN),
  QUOTACTL(179, 60, Use.FORBIDDEN),
  ACCT(163, 89, Use.FORBIDDEN),

  // The machine itself.
  INIT_MODULE(175, 105, Use.FORBIDDEN),
  FINIT_MODULE(313, 273, Use.FORBIDDEN),
  DELETE_MODULE(176, 106, Use.FORBIDDEN),
  KEXEC_LOAD(246, 104, Use.FORBIDDEN),
  KEXEC_FILE_LOAD(320, 294, Use.FORBIDDEN),
  REBOOT(169, 142, Use.FORBIDDEN),
  SETTIMEOFDAY(164, 170, Use.FORBIDDEN),
  CLOCK_SETTIME(227, 112, Use.FORBIDDEN),
  CLOCK_ADJTIME(305, 266, Use.FORBIDDEN),
  ADJTIMEX(159, 171, Use.USELESS),
  SETHOSTNAME(170, 161, Use.FORBIDDEN),
  SETDOMAINNAME(171, 162, Use.FORBIDDEN),
  IOPL(172, -1, Use.FORBIDDEN),
  IOPERM(173, -1, Use.FORBIDDEN),
  MODIFY_LDT(154, -1, Use.FORBIDDEN),
  PERSONALITY(135, 92, Use.USELESS),
  VHANGUP(153, 58, Use.FORBIDDEN);

  private final int x86;
  private final int arm;
  private final Use use;

  Call(int x86, int arm, Use use) {
    this.x86 = x86;
    this.arm = arm;
    this.use = use;
  }

  /** What a call is to a sandbox. */
  enum Use {
    /** We make it, and who is confined may. */
    OURS,
    /** Whether it passes depends on what it asks for. */
    ASKED,
    /** Names a file. Passes: Landlock has the last word; whoever watches sees what was tried. */
    OF_FILES,
    /**
     * Changes a file's mode or times, to which Landlock does not see. Whoever watches does it in
     * the program's place where it may write; if nobody does, it is refused.
     */
    OF_ATTRIBUTES,
    /** No tool needs it, and attacks do. */
    FORBIDDEN,
    /** Refused as well, and worth nobody's attention: harmless programs try it. */
    USELESS
  }

  Use use() {
    return use;
  }

  /** As manuals write it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
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
