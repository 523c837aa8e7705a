package io.portreeve.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each law fails on the smallest sample that breaks it, and on nothing beside it. */
class SourceLawsTest {
  private static final String MAIN = "gateway/src/main/java/io/portreeve/gateway/Sample.java";
  private static final String TEST = "gateway/src/test/java/io/portreeve/gateway/SampleTest.java";

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("breaking")
  void sample_thatBreaksALaw_isTold(String law, String path, String text) {
    assertThat(breachesIn(path, text)).extracting(Breach::law).containsExactly(law);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("keeping")
  void sample_thatKeepsTheLaws_passes(String path, String text) {
    assertThat(breachesIn(path, text)).isEmpty();
  }

  @Test
  void breach_namesFileAndLine() {
    Breach breach = breachesIn(MAIN, "class Sample {\n\n  static int count;\n}\n").getFirst();

    assertThat(breach)
        .hasToString(MAIN + ":3: hidden-state: pass it as an argument or hold it in an object");
  }

  @Test
  void body_ofExactlyFiftyLines_passes_andOneMoreIsTold() {
    assertThat(breachesIn(MAIN, method(50))).isEmpty();
    assertThat(breachesIn(MAIN, method(51))).extracting(Breach::law).containsExactly("length");
  }

  @ParameterizedTest
  @ValueSource(strings = {MAIN, TEST})
  void file_ofExactlyFiveHundredLines_passes_andOneMoreIsTold(String path) {
    assertThat(breachesIn(path, "class A {}\n" + "//\n".repeat(499))).isEmpty();
    assertThat(breachesIn(path, "class A {}\n" + "//\n".repeat(500)))
        .extracting(Breach::law)
        .containsExactly("length");
  }

  static Stream<Arguments> breaking() {
    return Stream.of(
        arguments(
            "length",
            MAIN,
            "class A { Runnable r = () -> {\n" + "int.class.getName();\n".repeat(51) + "}; }"),
        arguments(
            "length", MAIN, "class A { static {\n" + "int.class.getName();\n".repeat(51) + "} }"),
        arguments("length", MAIN, "class A { class B { class C {" + method(51) + "} } }"),
        arguments("open-debt", MAIN, "class A {} // TO" + "DO later"),
        arguments("open-debt", TEST, "/** FIX" + "ME */ class A {}"),
        arguments("skipped-test", TEST, "class A { @Disabled void a() {} }"),
        arguments(
            "skipped-test", TEST, "class A { @org.junit.jupiter.api.Disabled(\"x\") void a() {} }"),
        arguments("skipped-test", TEST, "class A { @EnabledOnOs(OS.LINUX) void a() {} }"),
        arguments("skipped-test", TEST, "class A { @DisabledIf(\"x\") void a() {} }"),
        arguments("skipped-test", TEST, "class A { void a() { assumeTrue(true); } }"),
        arguments(
            "skipped-test", TEST, "class A { void a() { Assumptions.assumeThat(1).isOne(); } }"),
        arguments(
            "skipped-test", TEST, "class A { void a() { throw new TestAbortedException(); } }"),
        arguments("sleeping-test", TEST, "class A { void a() { Thread.sleep(1); } }"),
        arguments("sleeping-test", TEST, "class A { void a() { TimeUnit.SECONDS.sleep(1); } }"),
        arguments("printing", MAIN, "class A { void a() { System.out.println(); } }"),
        arguments(
            "printing",
            MAIN,
            "class A { java.util.function.Consumer<String> p = System.err::println; }"),
        arguments("printing", MAIN, "class A { void a(Exception e) { e.printStackTrace(); } }"),
        arguments(
            "swallowed-error",
            MAIN,
            "class A { void a() { try { b(); } catch (Exception e) {} } }"),
        arguments(
            "swallowed-error",
            MAIN,
            "class A { void a() { try { b(); } catch (Exception e) { /* fine */ } } }"),
        arguments(
            "swallowed-error",
            MAIN,
            "class A { void a() { try { b(); } catch (Throwable e) { c(e); } } }"),
        arguments(
            "swallowed-error",
            MAIN,
            "class A { void a() { try { b(); } catch (X | Error e) { c(e); } } }"),
        arguments(
            "swallowed-error",
            TEST,
            "class A { void a() { try { b(); } catch (Exception e) {} } }"),
        arguments("empty-name", MAIN, "class SessionManager {}"),
        arguments("empty-name", MAIN, "class A { record CallContext(int a) {} }"),
        arguments("empty-name", MAIN, "final class StringUtils {}"),
        arguments("empty-name", MAIN, "final class StoreImpl {}"),
        arguments("empty-name", TEST, "class TestHelper {}"),
        arguments("hidden-state", MAIN, "class A { static int count; }"),
        arguments("hidden-state", MAIN, "class A { final Object current = new ThreadLocal(); }"),
        arguments("hidden-state", MAIN, "enum E { X; static int count; }"),
        arguments("optional-parameter", MAIN, "class A { public void a(Optional<String> b) {} }"),
        arguments(
            "optional-parameter", MAIN, "interface A { void a(int c, java.util.OptionalInt b); }"));
  }

  static Stream<Arguments> keeping() {
    return Stream.of(
        arguments(
            MAIN,
            "class A { private static final int MOST = 5; int count; Optional<String> a() { return"
                + " b; } }"),
        arguments(MAIN, "interface A { int MOST = 5; }"),
        arguments(MAIN, "record A(Optional<String> name) {}"),
        arguments(
            MAIN,
            "class A { void a(Optional<String> b) {} private void c(Optional<String> b) {} }"),
        arguments(MAIN, "interface A { private static void a(Optional<String> b) {} }"),
        arguments(MAIN, "class A { @Override public void a(Optional<String> b) {} }"),
        arguments(
            "bench/src/main/java/io/portreeve/bench/Sample.java",
            "package io.portreeve.bench; class A { void a() { System.out.println(); } }"),
        arguments(MAIN, "class Contextual {} class Manage {} class Implied {}"),
        arguments(
            MAIN,
            "class A { void a() { try { b(); } catch (IOException e) { throw new C(e); } } }"),
        arguments(
            MAIN.replace("gateway/Sample", "gateway/cli/Sample"),
            "package io.portreeve.gateway.cli; class A { void a() { System.out.println(); } }"),
        arguments(TEST, "class A { void a() { System.out.println(); assertThat(1).isOne(); } }"),
        arguments(
            TEST, "class A { @Test void a() { try { b(); } catch (Throwable e) { c(e); } } }"));
  }

  private static List<Breach> breachesIn(String path, String text) {
    JavaFile file = JavaParser.parse(path, text);
    return SourceLaws.all().stream().flatMap(law -> law.breachesIn(file).stream()).toList();
  }

  private static String method(int lines) {
    return "class M { void m() {\n" + "m();\n".repeat(lines) + "} }";
  }
}
