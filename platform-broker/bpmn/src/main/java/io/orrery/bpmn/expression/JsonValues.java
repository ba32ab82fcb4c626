package io.orrery.bpmn.expression;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.camunda.feel.context.Context;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValBoolean;
import org.camunda.feel.syntaxtree.ValContext;
import org.camunda.feel.syntaxtree.ValDate;
import org.camunda.feel.syntaxtree.ValDateTime;
import org.camunda.feel.syntaxtree.ValDayTimeDuration;
import org.camunda.feel.syntaxtree.ValList;
import org.camunda.feel.syntaxtree.ValLocalDateTime;
import org.camunda.feel.syntaxtree.ValLocalTime;
import org.camunda.feel.syntaxtree.ValNull$;
import org.camunda.feel.syntaxtree.ValNumber;
import org.camunda.feel.syntaxtree.ValString;
import org.camunda.feel.syntaxtree.ValTime;
import org.camunda.feel.syntaxtree.ValYearMonthDuration;
import org.camunda.feel.valuemapper.ValueMapper;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.SeqMap$;
import scala.jdk.javaapi.CollectionConverters;

/// JSON text to FEEL values and back.
final class JsonValues {

  static final JsonFactory JSON = new JsonFactory();

  /// How deep a value that an expression made may be nested.
  static final int MAX_DEPTH = 500;

  /// How large the JSON text of a result may be: as large as a request may be.
  static final int MAX_BYTES = 4 << 20;

  /// The largest exponent of a number; far beyond it arithmetic would cost too much.
  private static final int MAX_EXPONENT = 400;

  private static final BigDecimal MIN_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

  private JsonValues() {}

  static byte[] quote(String text) {
    var inner = JsonStringEncoder.getInstance().quoteAsUTF8(text);
    var quoted = new byte[inner.length + 2];
    quoted[0] = '"';
    System.arraycopy(inner, 0, quoted, 1, inner.length);
    quoted[quoted.length - 1] = '"';
    return quoted;
  }

  static Val read(byte[] json) throws EvaluationException {
    try (var parser = JSON.createParser(json)) {
      return read(parser, parser.nextToken());
    } catch (IOException e) {
      throw new EvaluationException("a variable cannot be read: " + e.getMessage());
    }
  }

  private static Val read(JsonParser parser, @Nullable JsonToken token)
      throws IOException, EvaluationException {
    return switch (token) {
      case START_OBJECT -> readObject(parser);
      case START_ARRAY -> readArray(parser);
      case VALUE_STRING -> new ValString(parser.getText());
      case VALUE_TRUE -> new ValBoolean(true);
      case VALUE_FALSE -> new ValBoolean(false);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> readNumber(parser.getText());
      case null, default -> ValNull$.MODULE$;
    };
  }

  private static Val readNumber(String text) throws EvaluationException {
    var number = new BigDecimal(text);
    if (Math.abs((long) number.precision() - number.scale()) > MAX_EXPONENT) {
      throw new EvaluationException("the number " + text + " is out of range");
    }
    return new ValNumber(new scala.math.BigDecimal(number));
  }

  private static Val readObject(JsonParser parser) throws IOException, EvaluationException {
    var members = new LinkedHashMap<String, Object>();
    for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      members.put(name, read(parser, parser.nextToken()));
    }
    return context(members);
  }

  private static ValContext context(Map<String, Object> members) {
    var variables = SeqMap$.MODULE$.from(CollectionConverters.asScala(members));
    return new ValContext(
        new Context.StaticContext(variables, scala.collection.immutable.Map$.MODULE$.empty()));
  }

  private static Val readArray(JsonParser parser) throws IOException, EvaluationException {
    var items = new ArrayList<Val>();
    for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      items.add(read(parser, token));
    }
    return new ValList(CollectionConverters.asScala(items).toVector());
  }

  static byte[] write(Val value) throws EvaluationException {
    var out = new BoundedOutput();
    try (var generator = JSON.createGenerator(out)) {
      write(value, generator, 0);
    } catch (IOException e) {
      throw new EvaluationException("the result cannot be written: " + e.getMessage());
    } catch (EvaluationEndedException e) {
      throw new EvaluationException("the result is too large: " + e.getMessage());
    }
    return out.toByteArray();
  }

  /// Takes no more than a variable may have.
  private static final class BoundedOutput extends ByteArrayOutputStream {

    @Override
    public void write(byte[] bytes, int from, int length) {
      if (count + length > MAX_BYTES) {
        throw new EvaluationEndedException(
            "it has more than %d bytes of JSON".formatted(MAX_BYTES));
      }
      super.write(bytes, from, length);
    }
  }

  private static void write(Val value, JsonGenerator out, int depth)
      throws IOException, EvaluationException {
    if (depth > MAX_DEPTH) {
      throw new EvaluationException("the result is nested deeper than " + MAX_DEPTH + " levels");
    }
    switch (value) {
      case ValNull$ _ -> out.writeNull();
      case ValBoolean bool -> out.writeBoolean(bool.value());
      case ValNumber number -> writeNumber(number.value().bigDecimal(), out);
      case ValList list -> {
        out.writeStartArray();
        for (var item : CollectionConverters.asJava(list.itemsAsSeq())) {
          write(item, out, depth + 1);
        }
        out.writeEndArray();
      }
      case ValContext context -> writeContext(context.context(), out, depth);
      default -> out.writeString(text(value));
    }
  }

  private static void writeContext(Context context, JsonGenerator out, int depth)
      throws IOException, EvaluationException {
    var variables = context.variableProvider();
    out.writeStartObject();
    for (var name : new LinkedHashSet<>(CollectionConverters.asJavaCollection(variables.keys()))) {
      var value = variables.getVariable(name);
      out.writeFieldName(name);
      var unpacked = value.isDefined() ? value.get() : ValNull$.MODULE$;
      write(ValueMapper.defaultValueMapper().toVal(unpacked), out, depth + 1);
    }
    out.writeEndObject();
  }

  /// Whole numbers of 64 bits exactly, all others as the nearest IEEE double.
  private static void writeNumber(BigDecimal number, JsonGenerator out)
      throws IOException, EvaluationException {
    if (isLong(number)) {
      out.writeNumber(number.longValueExact());
      return;
    }
    var rounded = number.doubleValue();
    if (Double.isInfinite(rounded)) {
      throw new EvaluationException("the number " + number + " is out of range");
    }
    out.writeNumber(rounded);
  }

  static boolean isLong(BigDecimal number) {
    if ((long) number.precision() - number.scale() > 19) {
      return false;
    }
    var whole = number.scale() <= 0 || number.stripTrailingZeros().scale() <= 0;
    return whole && number.compareTo(MIN_LONG) >= 0 && number.compareTo(MAX_LONG) <= 0;
  }

  /// The text of a string, a date, a time or a duration.
  static String text(Val value) throws EvaluationException {
    return switch (value) {
      case ValString string -> string.value();
      case ValDayTimeDuration duration -> durationText(duration);
      case ValDate _, ValTime _, ValLocalTime _, ValDateTime _, ValLocalDateTime _ ->
          value.toString();
      case ValYearMonthDuration _ -> value.toString();
      default -> throw new EvaluationException("a " + FeelType.of(value) + " cannot be a variable");
    };
  }

  static String durationText(ValDayTimeDuration duration) {
    Duration value = duration.value();
    return value.toNanosPart() == 0 ? duration.toString() : value.toString();
  }
}
