package io.portreeve.testkit;

import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What other people's programs can be compiled against, as lines that a test can hold fast. */
public final class PublicSurface {
  private PublicSurface() {}

  /**
   * The public constructors, methods and fields that these types declare, sorted, one a line; what
   * every record and enum has is not told.
   */
  public static List<String> of(Class<?>... types) {
    return Arrays.stream(types)
        .flatMap(type ->
            Stream.of(
                    type.getDeclaredConstructors(),
                    type.getDeclaredMethods(),
                    type.getDeclaredFields())
                .flatMap(Arrays::stream)
                .filter(it -> isTold((Member) it))
                .map(it -> type.getSimpleName() + ": " + line((Member) it)))
        .sorted()
        .toList();
  }

  private static boolean isTold(Member it) {
    return Modifier.isPublic(it.getModifiers())
        && !it.isSynthetic()
        && !List.of("toString", "equals", "hashCode", "values", "valueOf").contains(it.getName());
  }

  private static String line(Member it) {
    String kept = Modifier.isStatic(it.getModifiers()) ? "static " : "";
    return switch (it) {
      case Method method -> kept + method.getReturnType().getSimpleName() + " " + called(method);
      case Executable made -> "new " + called(made).replaceFirst("^[^(]*\\.", "");
      case Field field -> kept + field.getType().getSimpleName() + " " + field.getName();
      default -> throw new IllegalArgumentException(it.toString());
    };
  }

  private static String called(Executable it) {
    String faults = names(it.getExceptionTypes());
    return it.getName()
        + "("
        + names(it.getParameterTypes())
        + ")"
        + (faults.isEmpty() ? "" : " throws " + faults);
  }

  private static String names(Class<?>[] types) {
    return Arrays.stream(types).map(Class::getSimpleName).collect(Collectors.joining(", "));
  }
}
