package io.orrery.bpmn.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValBoolean;
import org.camunda.feel.syntaxtree.ValError;
import org.camunda.feel.syntaxtree.ValFunction;
import org.camunda.feel.syntaxtree.ValList;
import org.camunda.feel.syntaxtree.ValString;
import scala.jdk.javaapi.CollectionConverters;

/// The functions of FEEL that search by regular expressions, which can take for ever: here they ask
/// at every so many characters whether they may go on, and their results are bounded.
final class PatternFunctions {

  private static final int ASK_EVERY = 1 << 10;

  /// What a function does with its arguments.
  private interface Call {
    Val apply(List<String> arguments);
  }

  private final EvaluationBounds bounds;
  private final Map<String, Call> calls =
      Map.of(
          "matches", this::matches,
          "replace", this::replace,
          "split", this::split,
          "extract", this::extract);

  PatternFunctions(EvaluationBounds bounds) {
    this.bounds = bounds;
  }

  /// The function that takes the place of one of the engine, which still answers for arguments of
  /// other types; all others stay as they are.
  ValFunction replace(String name, ValFunction function) {
    var call = calls.get(name);
    if (call == null) {
      return function;
    }
    return new ValFunction(
        function.params(),
        arguments -> {
          var list = CollectionConverters.asJava(arguments);
          return list.stream().allMatch(ValString.class::isInstance)
              ? apply(call, list.stream().map(each -> ((ValString) each).value()).toList())
              : function.invoke().apply(arguments);
        },
        function.hasVarArgs());
  }

  private static Val apply(Call call, List<String> arguments) {
    try {
      return call.apply(arguments);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // the pattern is none, or the replacement names a group that it does not have
      return new ValError("Invalid pattern '" + arguments.get(1) + "'");
    }
  }

  private Val matches(List<String> arguments) {
    var flags = arguments.size() > 2 ? flags(arguments.get(2)) : 0;
    var pattern = Pattern.compile(arguments.get(1), flags);
    return new ValBoolean(pattern.matcher(watched(arguments.getFirst())).find());
  }

  private static int flags(String flags) {
    return (flags.contains("s") ? Pattern.DOTALL : 0)
        | (flags.contains("m") ? Pattern.MULTILINE : 0)
        | (flags.contains("i") ? Pattern.CASE_INSENSITIVE : 0)
        | (flags.contains("x") ? Pattern.COMMENTS : 0);
  }

  private Val replace(List<String> arguments) {
    var flags = arguments.size() > 3 ? flags(arguments.get(3)) : 0;
    var matcher = Pattern.compile(arguments.get(1), flags).matcher(watched(arguments.getFirst()));
    var result = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(result, arguments.get(2));
      bounds.size(result.length());
    }
    return new ValString(matcher.appendTail(result).toString());
  }

  private Val split(List<String> arguments) {
    var parts = new ArrayList<Val>();
    for (var part : Pattern.compile(arguments.get(1)).split(watched(arguments.getFirst()), -1)) {
      parts.add(new ValString(part));
    }
    return list(parts);
  }

  private Val extract(List<String> arguments) {
    var matcher = Pattern.compile(arguments.get(1)).matcher(watched(arguments.getFirst()));
    var found = new ArrayList<Val>();
    while (matcher.find()) {
      found.add(new ValString(matcher.group()));
    }
    return list(found);
  }

  private static ValList list(List<Val> items) {
    return new ValList(CollectionConverters.asScala(items).toVector());
  }

  private CharSequence watched(String text) {
    return new Watched(text, bounds);
  }

  /// A text that asks, whenever it was looked at so often, whether that may go on.
  private static final class Watched implements CharSequence {

    private final String text;
    private final EvaluationBounds bounds;
    private int looks;

    Watched(String text, EvaluationBounds bounds) {
      this.text = text;
      this.bounds = bounds;
    }

    @Override
    public char charAt(int index) {
      if (++looks % ASK_EVERY == 0) {
        bounds.goOn();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
