package io.portreeve.gateway.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.portreeve.gateway.config.form.Expression;
import java.util.Optional;

/** Compiles conditions in CEL over a fixed set of variables; the type of each must be boolean. */
final class Conditions {
  static final String ARGUMENTS = "args";

  /** What all conditions together may cost: no loop over more than this, no long expression. */
  private static final int MOST_ITERATIONS = 10_000;

  private static final int LONGEST_EXPRESSION = 8_192;
  private static final int DEEPEST_EXPRESSION = 64;
  private static final int LARGEST_REGEX = 1_000;

  /**
   * Made once in a process, since that takes longer than to compile a condition, and only where
   * there is one: a file without any starts without it.
   */
  private static final class Language {
    static final CelOptions OPTIONS =
        CelOptions.current()
            .comprehensionMaxIterations(MOST_ITERATIONS)
            .maxExpressionCodePointSize(LONGEST_EXPRESSION)
            .maxParseRecursionDepth(DEEPEST_EXPRESSION)
            .maxRegexProgramSize(LARGEST_REGEX)
            .enableHeterogeneousNumericComparisons(true)
            .build();

    static final CelCompiler COMPILER =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("principal", MapType.create(SimpleType.STRING, SimpleType.DYN))
            .addVar("client", SimpleType.STRING)
            .addVar("actors", ListType.create(SimpleType.STRING))
            .addVar("server", SimpleType.STRING)
            .addVar("endpoint", SimpleType.STRING)
            .addVar("labels", MapType.create(SimpleType.STRING, SimpleType.STRING))
            .addVar("kind", SimpleType.STRING)
            .addVar("name", SimpleType.STRING)
            .addVar("peer", SimpleType.STRING)
            .addVar("time", SimpleType.TIMESTAMP)
            .addVar(ARGUMENTS, MapType.create(SimpleType.STRING, SimpleType.DYN))
            .addFunctionDeclarations(InNetwork.DECLARATION)
            .setResultType(SimpleType.BOOL)
            .build();

    static final CelRuntime RUNTIME =
        CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(OPTIONS)
            .addFunctionBindings(InNetwork.bindings())
            .build();

    private Language() {}
  }

  /** Of a rule: one that was read from a file is compiled already. */
  Condition of(String rule, Expression expression) throws PolicyFault {
    return expression instanceof Condition known ? known : compile(rule, expression.text());
  }

  Condition compile(String rule, String expression) throws PolicyFault {
    try {
      CelAbstractSyntaxTree tree = Language.COMPILER.compile(expression).getAst();
      Optional<String> fault =
          KnownValues.fault(tree, KnownValues.ALWAYS).or(() -> InNetwork.fault(tree));
      if (fault.isPresent()) {
        throw new PolicyFault(rule, fault.get());
      }
      return new Condition(
          expression, tree, Language.RUNTIME.createProgram(tree), ArgumentNames.in(tree));
    } catch (CelValidationException | CelEvaluationException unfit) {
      throw new PolicyFault(rule, String.valueOf(unfit.getMessage()));
    }
  }
}
