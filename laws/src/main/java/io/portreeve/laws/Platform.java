package io.portreeve.laws;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.regex.Pattern;

/** The parts of the Java platform that the rules speak of. */
final class Platform {

  /** Types that reach files, sockets, processes or threads. */
  private static final Pattern WORLDLY_TYPE =
      Pattern.compile(
          "java\\.net\\.(?!URI$|URISyntaxException$|URLDecoder$|URLEncoder$|IDN$).*"
              + "|java\\.net\\.http\\..*|java\\.nio\\.channels\\..*"
              + "|java\\.nio\\.file\\.(Files|FileSystems?|FileStore|WatchService).*"
              + "|java\\.io\\.(File|FileInputStream|FileOutputStream|FileReader|FileWriter|RandomAccessFile|Console)"
              + "|java\\.lang\\.(Thread|Thread\\$.*|Process|ProcessBuilder|ProcessHandle|Runtime|ThreadLocal.*|InheritableThreadLocal)"
              + "|java\\.util\\.(Timer|TimerTask)"
              + "|java\\.util\\.concurrent\\.(.*Execut.*|ForkJoin.*|CompletableFuture|ThreadLocalRandom)");

  /** Calls that read a clock, the environment or chance behind the caller's back. */
  private static final Pattern WORLDLY_CALL =
      Pattern.compile(
          "java\\.lang\\.System\\.(currentTimeMillis|nanoTime|getenv|getProperty|getProperties|exit)"
              + "|java\\.time\\..*\\.now|java\\.time\\.Clock\\.(system.*|tick.*)"
              + "|java\\.time\\.InstantSource\\.system|java\\.util\\.(Date|Random)\\.<init>"
              + "|java\\.util\\.UUID\\.randomUUID|java\\.lang\\.Math\\.random"
              + "|java\\.nio\\.file\\.Path\\.(toRealPath|toFile|register)");

  private static final Set<String> JAVA_BASE =
      ModuleLayer.boot().findModule("java.base").orElseThrow().getPackages();

  static final DescribedPredicate<JavaClass> IN_JAVA_BASE =
      DescribedPredicate.describe("belong to java.base", Platform::isInJavaBase);

  static final ArchCondition<JavaClass> NOT_REACH_THE_WORLD =
      new ArchCondition<>("reach no file, socket, process, thread, clock or chance") {
        @Override
        public void check(JavaClass subject, ConditionEvents events) {
          for (Dependency dependency : subject.getDirectDependenciesFromSelf()) {
            if (isWorldly(dependency.getTargetClass())) {
              events.add(SimpleConditionEvent.violated(subject, dependency.getDescription()));
            }
          }
          for (JavaAccess<?> access : subject.getAccessesFromSelf()) {
            if (isWorldly(access)) {
              events.add(SimpleConditionEvent.violated(subject, access.getDescription()));
            }
          }
        }
      };

  private Platform() {}

  private static boolean isInJavaBase(JavaClass type) {
    JavaClass element = type.getBaseComponentType();
    return element.isPrimitive() || JAVA_BASE.contains(element.getPackageName());
  }

  private static boolean isWorldly(JavaClass type) {
    return WORLDLY_TYPE.matcher(type.getBaseComponentType().getName()).matches();
  }

  private static boolean isWorldly(JavaAccess<?> access) {
    String called = access.getTargetOwner().getName() + "." + access.getTarget().getName();
    return WORLDLY_CALL.matcher(called).matches();
  }
}
